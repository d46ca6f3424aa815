import type { Span } from './span.js';
import { type Word, wordsOf } from './words.js';

/** A phrase where it stands in a text. */
export interface Match<T> extends Span {
  value: T;
  /** Places of its words, end exclusive. */
  from: number;
  to: number;
  /** Letters it takes up: the longer match is the better one. */
  weight: number;
}

/** So many letters tell most words apart. */
const BEGINNING = 4;

/**
 * Phrases with a value each, found in a text as whole words whatever the case, apostrophes, plurals and hyphens
 * ("back-ups" is "backup" is "back up").
 */
export class Phrases<T> {
  readonly #values = new Map<string, T[]>();
  /** The first letters of every phrase: most places of a text begin none. */
  readonly #beginnings = new Set<string>();
  #longest = 0;

  constructor(entries: Iterable<readonly [phrase: string, value: T]>) {
    for (const [phrase, value] of entries) {
      const key = wordsOf(phrase)
        .map(({ stem }) => stem)
        .join('');
      if (key === '') continue;
      const values = this.#values.get(key) ?? [];
      if (!values.includes(value)) this.#values.set(key, [...values, value]);
      this.#beginnings.add(key.slice(0, BEGINNING));
      this.#longest = Math.max(this.#longest, key.length);
    }
  }

  /** Every phrase that stands in the text, the longest at each place; those of different places may overlap. */
  matches(words: readonly Word[]): Match<T>[] {
    return words.flatMap((_, i) => this.at(words, i));
  }

  /** The longest phrase that begins at a place: one match for each value it has. */
  at(words: readonly Word[], i: number): Match<T>[] {
    let best: Match<T>[] = [];
    let key = '';
    for (let j = i; j < words.length && key.length < this.#longest; j++) {
      key += words[j]?.stem ?? '';
      // A short last part keeps its plural's s: "back-ups".
      const values = this.#values.get(key) ?? (key.endsWith('s') ? this.#values.get(key.slice(0, -1)) : undefined);
      if (values)
        best = values.map((value) => ({
          value,
          from: i,
          to: j + 1,
          start: words[i]?.start ?? 0,
          end: words[j]?.end ?? 0,
          weight: key.length,
        }));
      if (key.length >= BEGINNING && !this.#beginnings.has(key.slice(0, BEGINNING))) break;
    }
    return best;
  }
}

/**
 * Of matches that overlap, the longest only ("no backup" over "backup"), in the order of the text. Matches of one
 * place with different values stay.
 */
export function longestApart<T>(matches: readonly Match<T>[]): Match<T>[] {
  const taken: Match<T>[] = [];
  const owner = new Map<number, Match<T>>();
  for (const match of matches.toSorted((a, b) => b.weight - a.weight || a.from - b.from)) {
    let free = true;
    for (let i = match.from; i < match.to; i++) {
      const other = owner.get(i);
      if (other && !(other.from === match.from && other.to === match.to)) free = false;
    }
    if (!free) continue;
    for (let i = match.from; i < match.to; i++) owner.set(i, match);
    taken.push(match);
  }
  return taken.sort((a, b) => a.from - b.from);
}

const books = new WeakMap<object, Map<string, Phrases<unknown>>>();

/**
 * The phrases that belong to something which never changes (a form's options, a list of sayings), made once.
 * @param owner what they belong to @param use which of its phrases: one owner may have several books
 */
export function phrasesOf<T>(
  owner: object,
  use: string,
  entries: () => Iterable<readonly [phrase: string, value: T]>,
): Phrases<T> {
  const own = books.get(owner) ?? new Map<string, Phrases<unknown>>();
  books.set(owner, own);
  const book = own.get(use) ?? new Phrases<T>(entries());
  own.set(use, book);
  return book as Phrases<T>;
}
