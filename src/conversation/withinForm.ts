import type { FormMove } from '../forms/moves.js';
import { factsNamed } from './corrections.js';
import { factsToldIn } from './factsToldIn.js';
import { decidedRoutes, readBackRoutes, summaryRoutes } from './formRoutes.js';
import type { FormRoute, Hearing } from './hearing.js';
import type { Move } from './moves.js';
import { ofOtherSubject } from './otherSubject.js';
import { theOtherOfTwo } from './passedOver.js';
import { questionRoutes } from './questionRoutes.js';
import { type Heard, type Open, openName } from './situation.js';
import { weigh } from './weigh.js';

const tables: Partial<Record<Open['is'], readonly FormRoute[]>> = {
  question: questionRoutes,
  readBack: readBackRoutes,
  summary: summaryRoutes,
  decided: decidedRoutes,
};

/** What a running form, or one that has decided, makes of a message; what it asks besides goes to the FAQ. */
export function withinForm({ message, situation, open }: Heard): Move[] {
  if (!('form' in open) || !('state' in open)) return [];
  const { form, state } = open;
  const fact = 'fact' in open ? open.fact : '';
  const patterns = factsToldIn(form, message, situation.trade, fact);
  const { factsTold: weighed, doubts } = weigh(form, message, patterns, situation.reader, openName(open));
  // "Scrap what I said of the backup, …": the known value is heard again and hardly meant.
  const undone = message.corrects ? doubts.filter((doubt) => state.given[doubt.fact] === doubt.value) : [];
  const factsTold = { ...weighed, denies: [...weighed.denies, ...undone] };
  const hearing: Hearing = { message, situation, form, state, factsTold, fact };
  if (open.is !== 'decided' && message.isOver && factsTold.values.length === 0 && isTheLost(hearing))
    return Object.keys(state.given).length > 1 ? [{ do: 'over' }] : [{ do: 'cancel', over: true }];
  if (open.is === 'question' && asksWhatIsMeant(hearing))
    return [{ do: 'form', form: form.id, moves: [{ do: 'hint', fact }] }];
  const apart = ofOtherSubject(hearing);
  if (apart.length > 0) return open.is === 'decided' ? [] : movesOf(hearing, open.is, apart);
  const other = theOtherOfTwo(hearing);
  if (other.length > 0) return movesOf(hearing, open.is, other);
  const row = tables[open.is]?.find((candidate) => candidate.when(hearing));
  return movesOf(hearing, open.is, row?.moves(hearing) ?? []);
}

function movesOf({ form, state, message }: Hearing, open: Open['is'], moves: FormMove[]): Move[] {
  if (open === 'decided') return moves.length > 0 ? [{ do: 'revise', form: form.id, state, moves }] : [];
  const asks = message.asks === '' ? {} : { asks: message.asks };
  if (moves.length > 0) return [{ do: 'form', form: form.id, moves, ...asks }];
  return message.asks === '' ? [{ do: 'misunderstood' }] : [{ do: 'answer', question: message.asks }];
}

/** A longer question is one to the FAQ. */
const SHORT = 6;

/** "What kind of backup?", "which date?": the question itself was not understood. */
function asksWhatIsMeant({ message, form, fact }: Hearing): boolean {
  const { asks, tells, length, language, plain } = message;
  const asksOnly = asks !== '' && !tells && length <= SHORT && language.hints.asksWhich(plain);
  return asksOnly && factsNamed(form, message.text).includes(fact);
}

/** What was found again is what the form is about: the password of a backup may turn up and the key still be lost. */
function isTheLost({ message, form, state }: Hearing): boolean {
  const [first = ''] = Object.keys(form.facts);
  const thing = form.facts[first]?.options?.[String(state.given[first])]?.thing;
  return message.foundAgain.length === 0 || thing === undefined || message.foundAgain.includes(thing);
}
