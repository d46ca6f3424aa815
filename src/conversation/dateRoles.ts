import type { Form } from '../knowledge/form.js';
import type { Trade as TradeWords } from '../knowledge/words.js';
import { once } from '../text/once.js';
import { longestApart, Phrases } from '../text/phrases.js';
import type { Span } from '../text/span.js';
import { type Word, wordsOf } from '../text/words.js';
import type { Finding, Message } from './message.js';

/** Whose date it is: a fact's by its own words, one that may stand in for it, or another thing's altogether. */
export type DateRole = { fact: string; standsIn: boolean } | 'elsewhere' | null;

/**
 * A date behind its cue is nearer by this than one before it; a comma between counts as so many words. Tried on told
 * dates: 1 to 2 and 2 to 4 do alike.
 */
const COST = { behind: 1.5, comma: 3 };

/** A cue further off than this says nothing of a date: it belongs to another part of the sentence. */
const FARTHEST = 7;

type Cue = { from: number; to: number; role: Exclude<DateRole, null>; sentence: number | undefined };

const books = new WeakMap<Form, Phrases<Exclude<DateRole, null>>>();

/**
 * The role that a message's own words give each of its dates: the nearest cue in its sentence, or the thing whose
 * date it is said to be.
 */
export function dateRoles(form: Form, message: Message, trade: TradeWords): Map<Finding, DateRole> {
  const dates = message.findings.filter(({ kind }) => kind === 'date');
  if (dates.length === 0) return new Map();
  const words = wordsOf(message.text);
  const cues = cuesIn(form, words, message, trade);
  return new Map(dates.map((date, i) => [date, roleOf(form, words, message, date, cues, dates[i + 1])]));
}

function cuesIn(form: Form, words: readonly Word[], message: Message, trade: TradeWords): Cue[] {
  // "A flood of orders" is no order.
  const taken: readonly Span[] = [...message.findings, ...idiomsOf(trade).matches(words)];
  return longestApart(bookOf(form, trade.states).matches(words))
    .filter(({ start, end }) => !taken.some((other) => other.start < end && start < other.end))
    .map(({ from, to, start, value }) => ({ from, to, role: value, sentence: sentenceOf(message, start) }));
}

function roleOf(
  form: Form,
  words: readonly Word[],
  message: Message,
  date: Finding,
  cues: readonly Cue[],
  next: Finding | undefined,
): DateRole {
  const from = words.findIndex(({ start }) => start >= date.start);
  const to = words.findLastIndex(({ end }) => end <= date.end) + 1;
  const ofThing = thingBefore(form, words, message, from);
  if (ofThing) return ofThing;
  const sentence = message.clauses[date.clause]?.sentence;
  const inSentence = cues.filter((cue) => cue.sentence === sentence);
  // "We bought the server on 2 March and the certificate on 28 April": the verb is the second one's as well.
  const ofOwn = thingRightBefore(form, words, message, from);
  const [last] = inSentence.filter((cue) => cue.to <= from).toSorted((a, b) => b.to - a.to);
  if (ofOwn !== null && last && last.role !== 'elsewhere' && last.role.fact === ofOwn)
    return { fact: ofOwn, standsIn: false };
  const nextFrom = next ? words.findIndex(({ start }) => start >= next.start) : Number.POSITIVE_INFINITY;
  const near = inSentence.flatMap((cue) => {
    const clause = message.clauses[date.clause];
    const near = clause !== undefined && clause.from <= cue.from && cue.to <= clause.to;
    if (cue.to <= from) return { role: cue.role, cost: gap(words, cue.to, from), near };
    if (cue.from < to) return [];
    const cost = gap(words, to, cue.from) + COST.behind;
    // A word that stands nearer to the date behind it belongs to that one.
    const nearer = cue.to <= nextFrom && gap(words, cue.to, nextFrom) < cost && Number.isFinite(nextFrom);
    return nearer && !(near && next?.clause !== date.clause) ? [] : { role: cue.role, cost, near };
  });
  // What the date's own clause says of it counts before what the next one does.
  const own = near.filter((cue) => cue.near);
  const [best] = (own.length > 0 ? own : near).toSorted((a, b) => a.cost - b.cost);
  if (!best || (best.cost > FARTHEST && !best.near)) return null;
  return ofAnotherThing(form, message, date, best.role) ? 'elsewhere' : best.role;
}

function gap(words: readonly Word[], from: number, to: number): number {
  if (!Number.isFinite(to)) return to;
  const commas = words.slice(from, to + 1).filter(({ breaks }) => breaks).length;
  return to - from + COST.comma * commas;
}

function sentenceOf({ clauses }: Message, start: number): number | undefined {
  return clauses.findLast((clause) => clause.start <= start)?.sentence;
}

/**
 * "The machine was only bought on 4 May": of a fact that belongs to certain things, the date of another one is none.
 */
function ofAnotherThing(form: Form, message: Message, date: Finding, role: Exclude<DateRole, null>): boolean {
  if (role === 'elsewhere') return true;
  const { dateNotOf = [] } = form.facts[role.fact] ?? {};
  const things = message.clauses[date.clause]?.things ?? [];
  return things.length > 0 && things.every(({ concept }) => dateNotOf.includes(concept));
}

/** "The certificate of 4 May", "the tape from 3 May": the date is that thing's. */
function thingBefore(form: Form, words: readonly Word[], message: Message, from: number): DateRole {
  const things = message.clauses.flatMap((clause) => clause.things);
  const thing = things.findLast(({ to }) => to <= from && from - to <= 3);
  if (!thing) return null;
  const { language } = message;
  const between = words.slice(thing.to, from).map(({ text }) => text);
  if (!between.some((word) => language.ofDate.has(word))) return null;
  if (!between.every((word) => language.ofDate.has(word) || language.beforeDate.has(word))) return null;
  const fact = Object.entries(form.facts).find(([, { dateOf }]) => dateOf?.includes(thing.concept))?.[0];
  return fact === undefined ? 'elsewhere' : { fact, standsIn: between.some((word) => language.standsInDate.has(word)) };
}

/** The fact whose things' dates it holds, where such a thing stands right before a date ("the certificate on …"). */
function thingRightBefore(form: Form, words: readonly Word[], message: Message, from: number): string | null {
  const thing = message.clauses.flatMap(({ things }) => things).findLast(({ to }) => to <= from && from - to <= 2);
  if (!thing || !words.slice(thing.to, from).every(({ text }) => message.language.beforeDate.has(text))) return null;
  return Object.entries(form.facts).find(([, { dateOf }]) => dateOf?.includes(thing.concept))?.[0] ?? null;
}

const idiomsOf = once((trade: TradeWords) => new Phrases(trade.idioms.map((idiom): [string, true] => [idiom, true])));

function bookOf(form: Form, states: Record<string, { said: string[] }>): Phrases<Exclude<DateRole, null>> {
  const known = books.get(form);
  if (known) return known;
  const spelled = (cues: readonly string[]) =>
    cues.flatMap((cue) => (cue.startsWith('<') ? (states[cue.slice(1, -1)]?.said ?? []) : [cue]));
  const entries: (readonly [string, Exclude<DateRole, null>])[] = [];
  for (const [fact, { kind, cues, standIns = [] }] of Object.entries(form.facts)) {
    if (kind !== 'date') continue;
    for (const cue of spelled(cues)) entries.push([cue, { fact, standsIn: false }]);
    for (const cue of spelled(standIns)) entries.push([cue, { fact, standsIn: true }]);
  }
  for (const cue of spelled(form.otherDates)) entries.push([cue, 'elsewhere']);
  const book = new Phrases(entries.filter(([cue]) => !cue.includes('…')));
  books.set(form, book);
  return book;
}
