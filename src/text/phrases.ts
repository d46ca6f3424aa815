import { fold } from './fold.js';
import { Recent } from './recent.js';
import type { Span } from './span.js';

/** A word of a text: folded, without apostrophes, a plural's s taken off. */
export interface Word extends Span {
  text: string;
  stem: string;
  /** A comma, full stop or the like stands between it and the word before. */
  breaks: boolean;
}

const recent = new Recent<readonly Word[]>(200);

/** Cuts a text into words; hyphens part them, an emoji is one. */
export function wordsOf(text: string): readonly Word[] {
  return text.length > 500 ? cut(text) : recent.get(text, () => cut(text));
}

function cut(text: string): Word[] {
  const plain = fold(text);
  const words: Word[] = [];
  let end = 0;
  for (const match of plain.matchAll(/[\p{L}\p{N}\p{M}]+(?:'\p{L}+)*|\p{Extended_Pictographic}/gu)) {
    const word = match[0].replaceAll("'", '');
    words.push({
      text: word,
      stem: stemOf(word),
      start: match.index,
      end: match.index + match[0].length,
      breaks: /[,.;:!?\n]|\s-\s/.test(plain.slice(end, match.index)),
    });
    end = match.index + match[0].length;
  }
  return words;
}

function stemOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 2 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** A phrase where it stands in a text. */
export interface Match<T> extends Span {
  value: T;
  /** Places of its words, end exclusive. */
  from: number;
  to: number;
  /** Letters it takes up: the longer match is the better one. */
  weight: number;
}

/**
 * Phrases with a value each, found in a text as whole words whatever the case, apostrophes, plurals and hyphens ("back-ups" is "backup" is
 * "back up").
 */
export class Phrases<T> {
  readonly #values = new Map<string, T[]>();
  #longest = 0;

  constructor(entries: Iterable<readonly [phrase: string, value: T]>) {
    for (const [phrase, value] of entries) {
      const key = wordsOf(phrase)
        .map(({ stem }) => stem)
        .join('');
      if (key === '') continue;
      const values = this.#values.get(key) ?? [];
      if (!values.includes(value)) this.#values.set(key, [...values, value]);
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
      const values = this.#values.get(key);
      if (values)
        best = values.map((value) => ({
          value,
          from: i,
          to: j + 1,
          start: words[i]?.start ?? 0,
          end: words[j]?.end ?? 0,
          weight: key.length,
        }));
    }
    return best;
  }
}

/** Of matches that overlap, the longest only ("no backup" over "backup"), in the order of the text. Matches of one place with different values stay. */
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
