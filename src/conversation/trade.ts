import type { Form } from '../knowledge/form.js';
import type { Trade as TradeWords } from '../knowledge/words.js';
import { Spelling } from '../text/spelling.js';
import { ConceptBook } from './concepts.js';
import type { Statement } from './message.js';

/** The trade's things and states as the statements are read with them. */
export interface Trade {
  things: ConceptBook;
  states: ConceptBook;
  /** Of two things that belong together, the one they make: `password of backup` is `backup-password`. */
  compounds: ReadonlyMap<string, string>;
  /** What a state becomes when it is denied: not `held` is `lacking`. */
  opposites: ReadonlyMap<string, string>;
  /** What "no backup" says of the backup: that the desk's state of being there is denied. */
  missing: Pick<Statement, 'state' | 'denied'> | null;
  /** Somebody who is none of the customer's own. */
  outsiders: ConceptBook;
  spelling: Spelling;
  /** Things that are none of the customer's certificate's. */
  foreign: ReadonlySet<string>;
}

const books = new WeakMap<TradeWords, Trade>();

/** The trade's words ready for reading, made once for each knowledge. */
export function tradeOf(words: TradeWords, realWords: ReadonlySet<string>): Trade {
  const known = books.get(words);
  if (known) return known;
  const said = (entries: Record<string, { said: string[] }>) =>
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, entry.said]));
  const trade: Trade = {
    things: new ConceptBook(said(words.things), words.idioms),
    states: new ConceptBook(said(words.states)),
    compounds: new Map(
      Object.entries(words.things).flatMap(([name, { of }]) =>
        [of ?? []].flat().map((one): [string, string] => [one, name]),
      ),
    ),
    opposites: new Map(Object.entries(words.states).flatMap(([name, { denied }]) => (denied ? [[name, denied]] : []))),
    missing: missingIn(words),
    spelling: new Spelling(
      [words.things, words.states].flatMap((entries) => Object.values(entries).flatMap(({ said }) => said)),
      realWords,
    ),
    outsiders: new ConceptBook({ outsider: words.outsiders }),
    foreign: new Set(Object.entries(words.things).flatMap(([name, { foreign }]) => (foreign ? [name] : []))),
  };
  books.set(words, trade);
  return trade;
}

function missingIn({ states }: TradeWords): Trade['missing'] {
  const [there] = Object.entries(states).filter(([, state]) => state.there);
  if (!there) return null;
  const [state, { denied }] = there;
  return denied === undefined ? { state, denied: true } : { state: denied, denied: false };
}

/** A statement that tells a value: a thing and its state, or one of the two alone. */
export interface Pattern {
  thing?: string;
  state?: string;
  /** Somebody else did it. */
  byOutsider?: boolean;
}

const patterns = new WeakMap<readonly string[], Pattern[]>();

/** A form's `told` lines as patterns: `key lost`, `global-id`, `not-backed-up`. */
export function patternsOf(told: readonly string[], words: TradeWords): readonly Pattern[] {
  const known = patterns.get(told);
  if (known) return known;
  const made = told.map((line): Pattern => {
    const [first = '', second, by] = line.split(/\s+/);
    if (second !== undefined) return { thing: first, state: second, ...(by && { byOutsider: true }) };
    return first in words.things ? { thing: first } : { state: first };
  });
  patterns.set(told, made);
  return made;
}

/** Every thing that some option of a form asks for by itself, with the fact and the option. */
export function thingsAskedFor(form: Form): Map<string, { fact: string; option: string }> {
  return new Map(
    Object.entries(form.facts).flatMap(([fact, { options = {} }]) =>
      Object.entries(options).flatMap(([option, { thing }]) => (thing ? [[thing, { fact, option }] as const] : [])),
    ),
  );
}
