import { fold } from '../../../text/fold.js';
import type { Span } from '../../../text/span.js';

/** A run of digits, a run of letters, or any other single sign. */
export interface Token extends Span {
  kind: 'number' | 'word' | 'sign';
  /** Folded: lower case, plain quotes and dashes. */
  text: string;
  /** White space stands before it (or nothing). */
  spaced: boolean;
  /** It began with a capital letter. */
  capital: boolean;
}

/**
 * Marks that show nothing, as programs put them into dates that are copied: zero-width, of direction, the order mark,
 * the soft hyphen.
 */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Other signs for a slash. */
const slashes = /[\u2044\u2215]/g;

/** Cuts a text into tokens; white space and invisible marks are dropped. */
export function tokensOf(text: string): Token[] {
  if (text.search(invisible) < 0) return plainTokens(fold(text).replace(slashes, '/'), text);
  const places = Array.from(
    text.matchAll(/[^\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g),
    ({ index }) => index,
  );
  const seen = text.replaceAll(invisible, '');
  return plainTokens(fold(seen).replace(slashes, '/'), seen).map((token) => ({
    ...token,
    start: places[token.start] ?? text.length,
    end: (places[token.end - 1] ?? text.length - 1) + 1,
  }));
}

function plainTokens(plain: string, text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of plain.matchAll(/(\d+)|((?<=\d)(?:st|nd|rd|th)(?=[a-z]{3})|\p{L}+(?:'\p{L}+)?)|\S/gu)) {
    const start = match.index;
    const kind = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'word' : 'sign';
    tokens.push({
      kind,
      text: match[0],
      start,
      end: start + match[0].length,
      spaced: start !== end,
      capital: text[start] !== plain[start],
    });
    end = start + match[0].length;
  }
  return tokens;
}

/** The tokens of one text with what a reader asks of them, place by place; beyond either end it finds nothing. */
export class Looking {
  constructor(
    readonly tokens: readonly Token[],
    readonly today: string,
    /** The text answers a question: mistyped and shortened dates count too. */
    readonly lenient: boolean,
  ) {}

  at(i: number): Token | undefined {
    return this.tokens[i];
  }

  /** The word at a place, or '' where something else stands. */
  word(i: number): string {
    const token = this.tokens[i];
    return token?.kind === 'word' ? token.text : '';
  }

  /** The sign at a place, or ''. */
  sign(i: number): string {
    const token = this.tokens[i];
    return token?.kind === 'sign' ? token.text : '';
  }

  /** Does one of these signs stand here? */
  signOf(i: number, signs: string): boolean {
    const sign = this.sign(i);
    return sign !== '' && signs.includes(sign);
  }

  /** The digits at a place, or ''. */
  digits(i: number): string {
    const token = this.tokens[i];
    return token?.kind === 'number' ? token.text : '';
  }

  /** Does the token follow the one before it with nothing between? */
  glued(i: number): boolean {
    const token = this.tokens[i];
    return token !== undefined && !token.spaced;
  }

  /** Is the phrase (words with single spaces) what stands here? Gives the place after it, or 0. */
  phrase(i: number, phrase: string): number {
    const word = this.word(i);
    if (word === '' || !phrase.startsWith(word) || (phrase.length > word.length && phrase[word.length] !== ' '))
      return 0;
    if (phrase.length === word.length) return i + 1;
    const words = phrase.split(' ');
    return words.every((each, k) => this.word(i + k) === each) ? i + words.length : 0;
  }

  /** The first of the phrases that stands here: the place after it, or `i`. */
  skip(i: number, phrases: readonly string[]): number {
    if (this.word(i) === '') return i;
    for (const phrase of phrases) {
      const end = this.phrase(i, phrase);
      if (end) return end;
    }
    return i;
  }

  /** Nothing else stands before `from` or from `to` on, but full stops, quotes and the like. */
  whole(from: number, to: number): boolean {
    this.#first ??= this.tokens.findIndex(says);
    this.#last ??= this.tokens.findLastIndex(says);
    return this.#first >= from && this.#last < to;
  }

  #first: number | undefined;
  #last: number | undefined;
}

/** Phrases by the word they begin with, in their order: a long list is not gone through at every place of a text. */
export function byFirstWord(phrases: readonly string[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const phrase of phrases) {
    const first = phrase.split(' ')[0] ?? '';
    groups.set(first, [...(groups.get(first) ?? []), phrase]);
  }
  return groups;
}

function says(token: Token): boolean {
  return token.kind !== 'sign' || !'.,!?"\'()*<>`;'.includes(token.text);
}
