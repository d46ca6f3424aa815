import { isUrgent } from '../forms/decide.js';
import { type FactsTold, type MentionedValue, sameMark, type Value, valueOfMention } from '../forms/factsTold.js';
import type { FormMove } from '../forms/moves.js';
import type { FormState } from '../forms/state.js';
import type { Facts, FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { readChoice } from '../reading/choice.js';
import { readDate } from '../reading/date.js';
import { longestApart, Phrases } from '../text/phrases.js';
import { wordsOf } from '../text/words.js';
import { dayByDifference, nameByDifference } from './differences.js';
import type { Message } from './message.js';
import { nameFacts } from './nameRoles.js';

/** Where a correction is looked for. */
export interface Correcting {
  form: Form;
  state: FormState;
  message: Message;
  factsTold: FactsTold;
  /** The fact that is being asked or read back. */
  asked?: string;
  /** What is open makes it plain that what is told corrects: a summary, a value read back, a verdict. */
  surely: boolean;
}

/**
 * What a message tells beside an answer: facts that aren't known yet are taken; a known one is corrected where the
 * message says that it corrects, or where what is open makes that plain; otherwise it is kept, and that is said.
 */
export function toldBeside({ form, state, message, factsTold, asked, surely }: Correcting): FormMove[] {
  const named = factsNamed(form, message.text);
  // "There is a backup after all": a no that isn't one any more is asked again, with what is known of it.
  const half = Object.entries(factsTold.parts).flatMap(([fact, parts]): FormMove[] =>
    fact !== asked && state.given[fact] === false && parts.length > 0 && (surely || message.corrects || message.tells)
      ? [
          { do: 'reopen', fact },
          { do: 'takeParts', fact, parts },
        ]
      : [],
  );
  const values = factsTold.values.flatMap((value): FormMove[] => {
    const { fact } = value;
    if (fact === asked) return [];
    const known = state.given[fact];
    if (known === undefined || known === null) return [move('take', value)];
    if (known === resolved(value, state.given)) return [];
    const marked =
      surely ||
      message.corrects ||
      saysWhichIsOld(form, message, fact) ||
      message.findsWrong ||
      named.includes(fact) ||
      factsTold.denies.some((one) => one.fact === fact && one.value === known) ||
      deniesThing(form, message, fact, known);
    const firm = isUrgent(form, fact, value.value) || form.facts[fact]?.kind === 'yes-no';
    if (marked || firm) return [move('correct', value)];
    // The words that answer the question are no attempt at another fact.
    const answers = [...factsTold.values, ...factsTold.denies].some(
      (other) => other.fact === asked && (!('start' in other) || other.start === value.start),
    );
    return answers ? [] : [{ do: 'keep', fact }];
  });
  return [...values, ...half];
}

const move = (does: 'take' | 'correct', { fact, value, assumed }: Value): FormMove => ({
  do: does,
  fact,
  value,
  ...(assumed !== undefined && { assumed }),
});

/** "It wasn't the key": the thing of the option that was known is denied. */
function deniesThing(form: Form, { clauses, language }: Message, fact: string, known: FactValue): boolean {
  const thing = typeof known === 'string' ? form.facts[fact]?.options?.[known]?.thing : undefined;
  // "It wasn't only the key" corrects as well.
  return clauses.some(({ things, plain }) =>
    things.some((one) => one.concept === thing && (one.denied || language.hints.notOnly(plain))),
  );
}

/** The value that "the same" stands for. */
function resolved({ value }: Value, given: Facts): Value['value'] | undefined {
  const same = Object.keys(given).find((name) => value === sameMark(name));
  return same === undefined ? value : given[same];
}

/**
 * What a message corrects without giving a whole new value for a named fact: a date or name that no word gives to a
 * fact, a part of a date, a name by its difference, an option in few words, a value that is denied, a fact that is
 * only named as wrong. The first that applies.
 */
export function corrections(correcting: Correcting): FormMove[] {
  const { message, factsTold, surely, asked, form } = correcting;
  const marked = surely || message.corrects;
  if (!marked || (message.asks !== '' && !message.tells)) return [];
  const unattributed = [...correctedByUnattributed(correcting), ...optionOfNamed(correcting)];
  if (unattributed.length > 0) return unattributed;
  const part = partOfValue(correcting);
  if (part.length > 0) return part;
  const tellsAnother = factsTold.values.some(({ fact }) => fact !== asked);
  if (tellsAnother) return [];
  const option = optionAgain(correcting);
  if (option.length > 0) return option;
  const denied = factsTold.denies.find(({ fact, value }) => correcting.state.given[fact] === value && fact !== asked);
  if (denied) return [{ do: 'reopen', fact: denied.fact }];
  const [named] = factsNamed(form, message.text)
    .filter((fact) => isSaid(correcting.state, fact) && fact !== asked)
    .sort((a, b) => lastGiven(correcting.state, b) - lastGiven(correcting.state, a));
  return named !== undefined && message.findsWrong && !message.cannotTell ? [{ do: 'reopen', fact: named }] : [];
}

/** "The old certificate is for NAME": said outright of the name that stands on the certificate. */
function saysWhichIsOld(form: Form, { pair }: Message, fact: string): boolean {
  const onlyOld = pair !== null && 'old' in pair && pair.old !== undefined && pair.wanted === undefined;
  return onlyOld && nameFacts(form).old === fact;
}

/** Dates and names that no word gives to a fact go to the fact that fits best. */
function correctedByUnattributed(correcting: Correcting): FormMove[] {
  const taken = new Set<string>();
  return correcting.factsTold.unattributed.flatMap((mention): FormMove[] => {
    if ('problem' in mention.reading) return [];
    const fact = bestFact(correcting, mention, taken);
    if (fact === undefined) return [];
    taken.add(fact);
    const value = valueOfMention(fact, mention);
    return correcting.state.given[fact] === value.value ? [] : [move('correct', value)];
  });
}

/** Whose a loose value is: scored by what is open, what is named, what is denied beside it, and what was given last. */
function bestFact(
  { form, state, message, asked, surely }: Correcting,
  mention: MentionedValue,
  taken: Set<string>,
): string | undefined {
  const { hints } = message.language;
  const named = factsNamed(form, message.text);
  const scored = Object.entries(form.facts)
    .filter(
      ([fact, { kind }]) =>
        kind === mention.kind && (surely || isSaid(state, fact) || fact === asked) && !taken.has(fact),
    )
    .map(([fact]) => {
      const given = String(state.given[fact] ?? '');
      const denied = given !== '' && deniedIn(message.plain, message, given);
      // A name that the other one follows takes it along.
      const leads = Object.entries(form.facts).some(
        ([name, { sameAs }]) => sameAs === fact && state.same.includes(name),
      );
      const score =
        (leads && (!hints.speaksOfNew(message.plain) || hints.meansBoth(message.plain)) ? 2 : 0) +
        (fact === asked ? (surely ? 4 : 3) : 0) +
        (named.includes(fact) ? 3 : 0) +
        (denied ? 4 : 0) +
        lastGiven(state, fact) / 100;
      return { fact, score };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  // What was asked is answered elsewhere.
  return best && best.fact !== asked ? best.fact : surely ? best?.fact : undefined;
}

/** "Not www.a.com": a value that a message names as the wrong one. */
function deniedIn(plain: string, message: Message, value: string): boolean {
  const at = message.findings.findIndex(({ reading }) => 'value' in reading && reading.value === value);
  return at >= 0 && message.language.deniesMention(plain, at);
}

/** "The 7th", "it was April": a part of the date given last; "shop instead of www": the name by its difference. */
function partOfValue({ form, state, message, asked }: Correcting): FormMove[] {
  const named = factsNamed(form, message.text);
  const ofKind = (kind: string) => {
    const facts = Object.keys(form.facts).filter(
      (fact) => form.facts[fact]?.kind === kind && typeof state.given[fact] === 'string',
    );
    const by = (fact: string) =>
      (fact === asked ? 1000 : 0) + (named.includes(fact) ? 500 : 0) + lastGiven(state, fact);
    return facts.sort((a, b) => by(b) - by(a))[0];
  };
  const date = ofKind('date');
  if (date !== undefined && message.findings.every(({ kind }) => kind !== 'date')) {
    // "In February, on the 12th": a whole day in two places.
    const whole = readDate(message.text, { today: message.today });
    if ('value' in whole && whole.value !== state.given[date])
      return [{ do: 'correct', fact: date, value: whole.value, assumed: whole.assumed ?? 'relative' }];
    const day = dayByDifference(message, String(state.given[date]));
    if (day && day !== state.given[date]) return [{ do: 'correct', fact: date, value: day, assumed: 'relative' }];
  }
  const renewed = Object.entries(form.facts).find(([, { sameAs }]) => sameAs !== undefined);
  const wantsNew = renewed && message.language.hints.wantsNew(message.plain);
  const name = wantsNew ? renewed[0] : ofKind('host-name');
  const base =
    name === undefined
      ? undefined
      : (state.given[name] ?? (renewed?.[1].sameAs ? state.given[renewed[1].sameAs] : undefined));
  if (name !== undefined && typeof base === 'string' && message.findings.every(({ kind }) => kind !== 'host-name')) {
    const derived = nameByDifference(message, base);
    if (derived && derived.value !== base)
      return [{ do: 'correct', fact: name, value: derived.value, assumed: derived.assumed }];
  }
  return [];
}

/** "The product is global": an option beside the name of its fact, in one clause. */
function optionOfNamed({ form, state, message, asked }: Correcting): FormMove[] {
  return message.clauses.flatMap(({ start, end, modality }): FormMove[] => {
    if (modality !== 'asserted' && modality !== 'hedged') return [];
    const clause = message.text.slice(start, end);
    const fact = factsNamed(form, clause).find(
      (name) => form.facts[name]?.options && name !== asked && isSaid(state, name),
    );
    const said = message.language.behindIs(clause);
    if (fact === undefined || !said) return [];
    const reading = readChoice(said, form.facts[fact]!.options!);
    return 'value' in reading && reading.assumed === undefined && reading.value !== state.given[fact]
      ? [{ do: 'correct', fact, value: reading.value }]
      : [];
  });
}

/** "Sorry, global": an option in few words, of the choice made last. */
function optionAgain({ form, state, message, asked }: Correcting): FormMove[] {
  if (message.asks !== '' || message.length > 9 || message.cannotTell) return [];
  const said = message.language.corrected(message.text);
  if (/^\W*[\da-j]?\W*$/i.test(said) || message.language.hints.theOther(message.plain)) return [];
  for (const fact of state.latest.toReversed()) {
    const { options } = form.facts[fact] ?? {};
    if (!options || fact === asked || !isSaid(state, fact)) continue;
    const reading = readChoice(said, options);
    if ('value' in reading && reading.assumed === undefined && reading.value !== state.given[fact])
      return [{ do: 'correct', fact, value: reading.value }];
  }
  return [];
}

const books = new WeakMap<Form, Phrases<string>>();

/** Facts that a text names as people do who correct them ("the order date"), the longest name at each place. */
export function factsNamed(form: Form, text: string): string[] {
  const book =
    books.get(form) ??
    new Phrases(
      Object.entries(form.facts).flatMap(([fact, { called, label }]) =>
        [label, ...called].map((name) => [name, fact] as const),
      ),
    );
  books.set(form, book);
  return [...new Set(longestApart(book.matches(wordsOf(text))).map(({ value }) => value))];
}

function isSaid({ given }: FormState, fact: string): boolean {
  return given[fact] !== undefined;
}

function lastGiven({ latest }: FormState, fact: string): number {
  return latest.indexOf(fact) + 1;
}
