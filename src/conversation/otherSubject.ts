import { isUrgent } from '../forms/decide.js';
import type { FactsTold, Subject, Value } from '../forms/factsTold.js';
import type { FormMove } from '../forms/moves.js';
import { takeOf } from '../forms/moves.js';
import { answering } from './answers.js';
import { factsToldIn } from './factsToldIn.js';
import { agrees, furtherSubjects, type Hearing } from './hearing.js';
import type { Message } from './message.js';
import { weigh } from './weigh.js';

/**
 * "The key of www.b.org leaked", while the form is at another name: what happened is told of a subject of its own. It
 * is none where the same happened to it as to the one that is open: then the name may be meant to correct that one's.
 * @returns its moves; none where the message speaks of no other subject
 */
export function ofOtherSubject(hearing: Hearing): FormMove[] {
  const { form, state, message, situation, fact } = hearing;
  const { each } = form;
  const [first = ''] = Object.keys(form.facts);
  const open = each === undefined ? undefined : state.given[each];
  if (each === undefined || open === undefined || fact === each) return [];
  const { is } = situation.open;
  // A no answers a question for yes or no, and denies what is read back; to a summary it may mean the name in it.
  const answers = (is === 'question' && form.facts[fact]?.kind === 'yes-no') || is === 'readBack';
  if (message.findsWrong || message.pair || message.isOver || (mends(message) && !answers)) return [];
  if (message.reply === 'denies' && !answers) return [];
  if (hearing.factsTold.several.length > 0 || furtherSubjects(hearing).length > 0) return [];
  const names = message.findings.filter(
    ({ kind, reading }) => kind === form.facts[each]?.kind && 'value' in reading && reading.value !== open,
  );
  const [name] = names;
  const known = message.findings.some(({ reading }) => 'value' in reading && reading.value === open);
  if (!name || names.length > 1 || known || !('value' in name.reading)) return [];
  // It is heard as what opens a form is: nothing that is open asked for it.
  const patterns = factsToldIn(form, message, situation.trade);
  const { factsTold } = weigh(form, message, patterns, situation.reader, 'none');
  const sentence = message.clauses[name.clause]?.sentence;
  const begins = message.clauses.find((clause, i) => i <= name.clause && clause.sentence === sentence && tells(clause));
  const ownClauses = message.clauses.filter(
    (clause) => clause.sentence === sentence && clause.start >= (begins?.start ?? 0),
  );
  if (mends(message, ownClauses)) return [];
  const isOwn = ({ start }: Value) => start >= (begins?.start ?? name.start) && sentenceAt(start) === sentence;
  const own = factsTold.values.filter((value) => value.fact !== each && form.facts[value.fact]?.kind !== 'host-name');
  const happened = own.find((value) => value.fact === first && isOwn(value));
  if (!happened || state.given[first] === undefined) return [];
  if (happened.value === state.given[first] && !isAnotherUrgent()) return [];
  const subject: Subject = { name: name.reading.value, own: own.filter(isOwn) };
  const rest = own.filter((value) => !isOwn(value) && state.given[value.fact] === undefined);
  const asked = rest.some((value) => value.fact === fact) || !answers ? [] : answerTo(hearing, rest);
  return [
    ...rest.map(takeOf),
    ...asked,
    { do: 'takeSeveral', subjects: [subject], factsTold: nothingShared(factsTold) },
  ];

  /** "The key of www.b.org was stolen too" behind a verdict; "it was the key of www.b.org" corrects the name. */
  function isAnotherUrgent(): boolean {
    const points = ownClauses.some(({ plain }) => message.language.hints.pointsBack(plain));
    return is === 'decided' && !points && isUrgent(form, first, happened!.value);
  }

  function tells({ start, end }: { start: number; end: number }): boolean {
    const holds = (at: number) => start <= at && at < end;
    return holds(name!.start) || factsTold.values.some((value) => value.fact === first && holds(value.start));
  }

  function sentenceAt(at: number): number | undefined {
    return message.clauses.findLast(({ start }) => start <= at)?.sentence;
  }
}

/** Says that something was wrong; "oh, and …" only adds. */
function mends({ language, plain }: Message, clauses?: Message['clauses']): boolean {
  const adds = language.hints.adds(plain);
  if (!clauses && !adds) return language.corrects(plain);
  return (clauses ?? []).some(({ plain: one, from, to }) => !(adds && to - from === 1) && language.corrects(one));
}

/** The answer to what was asked, in what is not told of the other subject. */
function answerTo(hearing: Hearing, values: Value[]): FormMove[] {
  const { form, fact, factsTold, message, situation } = hearing;
  if (situation.open.is === 'readBack')
    return message.reply === 'denies' ? [{ do: 'reopen', fact }] : agrees(hearing) ? [{ do: 'agree', fact }] : [];
  const definition = form.facts[fact];
  const moves = definition ? answering({ ...hearing, definition, factsTold: { ...factsTold, values } }) : [];
  return moves.filter((move) => move.do === 'take' && move.fact === fact);
}

const nothingShared = (told: FactsTold): FactsTold => ({ ...told, values: [] });
