import { isUrgent } from '../forms/decide.js';
import type { FactsTold, Value } from '../forms/factsTold.js';
import type { FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { Leaning, LearnedReader } from '../matching/reader/reader.js';
import { LEARNED } from './limits.js';
import type { Message } from './message.js';

/** `elsewhere`: the value is plain enough, but the message is hardly about the customer's own matter. */
export interface Doubt {
  fact: string;
  value: FactValue;
  elsewhere: boolean;
}

/** What another label's certainty makes doubtful is less likely than this. */
const FAINT = 0.2;

/** What a message tells after the learned reader was heard, and what it doubts: found by patterns, but to be asked. */
export interface Weighed {
  factsTold: FactsTold;
  doubts: readonly Doubt[];
}

/**
 * Patterns decide; the learned reader may choose between several values that patterns found, and veto one that it
 * finds unlikely. What ends a form at once (a stolen key) needs both.
 * @param open what is open, as the reader's examples name it
 */
export function weigh(
  form: Form,
  message: Message,
  factsTold: FactsTold,
  reader: LearnedReader | null,
  open: string,
): Weighed {
  // Reading costs an encoding: only for what it can say something of.
  const ofSubjects = factsTold.several.flatMap(({ own }) => own);
  const weighable = [...factsTold.values, ...ofSubjects].some(({ fact }) =>
    ['choice', 'yes-no'].includes(form.facts[fact]?.kind ?? ''),
  );
  const read = weighable ? reader?.read(readable(message.text), open) : undefined;
  if (!read) return { factsTold, doubts: [] };
  const doubts: Doubt[] = [];
  // In a story the clause that tells a value says more of it than the whole.
  const clauseRead = ({ fact, start, end }: Value) =>
    message.clauses.length > 1 && end > start && message.clauses.some((clause) => clause.start === start)
      ? reader?.read(readable(message.text.slice(start, end).trim()), open)[fact]
      : undefined;
  const weighed = (value: Value, candidates: readonly string[], doubted: Doubt[]): Value[] => {
    const whole = read[value.fact];
    if (!whole) return [value];
    const heard = isSettled(form, value, whole, candidates)
      ? whole
      : likelier(labelOf(value.value), whole, clauseRead(value));
    const better = among(candidates, heard);
    const meant = better === null ? value : { ...value, value: better };
    const elsewhere = isElsewhere(meant, read);
    if (elsewhere || isDoubted(form, meant, heard)) {
      doubted.push({ fact: meant.fact, value: meant.value, elsewhere });
      return [];
    }
    return [meant];
  };
  const values = factsTold.values.flatMap((value) => weighed(value, factsTold.candidates[value.fact] ?? [], doubts));
  // What is doubted of one of several is asked in its round.
  const several = factsTold.several.map(({ name, own }) => ({
    name,
    own: own.flatMap((value) => weighed(value, [], [])),
  }));
  return { factsTold: { ...factsTold, values, several }, doubts };
}

/** Of two readings the one that finds a label likelier. */
function likelier(label: string, one: readonly Leaning[], other: readonly Leaning[] | undefined): readonly Leaning[] {
  const p = (heard: readonly Leaning[] | undefined) => heard?.find((leaning) => leaning.label === label)?.p ?? 0;
  return other && p(other) > p(one) ? other : one;
}

/** Where there is nothing to choose and the whole does not doubt a value, no clause would: it could only find it likelier. */
function isSettled(form: Form, value: Value, whole: readonly Leaning[], candidates: readonly string[]): boolean {
  const own = whole.find(({ label }) => label === labelOf(value.value))?.p ?? 1;
  return candidates.length < 2 && own >= FAINT && !isDoubted(form, value, whole);
}

/** Of several values that patterns found, the one that the reader finds likeliest, where it is sure enough. */
function among(candidates: readonly string[], heard: readonly Leaning[]): string | null {
  if (candidates.length < 2) return null;
  const likely = heard.find(({ label }) => candidates.includes(label));
  return likely && likely.p >= LEARNED.choose ? likely.label : null;
}

function isDoubted(form: Form, { fact, value }: Value, heard: readonly Leaning[]): boolean {
  const label = labelOf(value);
  const own = heard.find((leaning) => leaning.label === label)?.p ?? 1;
  const [top] = heard;
  if (isUrgent(form, fact, value) && own < LEARNED.urgent) return true;
  return own < LEARNED.veto || (top !== undefined && top.label !== label && top.p >= LEARNED.dissent && own < FAINT);
}

/** Not the customer's own matter, by the whole message: another secret, a plan, a matter that is over. */
function isElsewhere({ fact, value }: Value, read: Readonly<Record<string, readonly Leaning[]>>): boolean {
  const own = read.about?.find(({ label }) => label === 'own')?.p ?? 1;
  const said = read[fact]?.find(({ label }) => label === labelOf(value))?.p ?? 1;
  return own < LEARNED.own && said < 0.5;
}

/** A text as the examples are written: shouting is read as speaking. */
export function readable(text: string): string {
  return /\p{Ll}/u.test(text) ? text : text.toLowerCase();
}

/** A value as the examples label it. */
export function labelOf(value: FactValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
