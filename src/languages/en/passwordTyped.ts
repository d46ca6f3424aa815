import type { Span } from '../../text/span.js';

/** A word as it was typed, without the marks around it. */
export interface Word {
  /** Where it stands with its marks, and without. */
  from: number;
  till: number;
  start: number;
  end: number;
  text: string;
  /** A quotation, with all that stands in it. */
  quoted: boolean;
  /** The marks before and behind it. */
  before: string;
  after: string;
}

const WORD = /(["“”'`])(?=\S)([^"“”`\n]{1,80}?)\1(?=[\s.,;:!?)]|$)|[^\s]{1,100}/g;

/** The words of a part of a text, quotations whole. */
export function wordsOf(text: string, from: number, to: number): Word[] {
  return [...text.slice(from, to).matchAll(WORD)].map(({ 0: all, 2: quotation, index }) => {
    const [start, till] = [from + index, from + index + all.length];
    if (quotation !== undefined) {
      const end = start + 1 + quotation.length;
      return { from: start, till, start: start + 1, end, text: quotation, quoted: true, before: '', after: '' };
    }
    const before = /^[("'`\u00b7<[{,\\]*/.exec(all)![0];
    const after = before.length === all.length ? '' : all.slice(lastOf(all) + 1);
    const [first, end] = [start + before.length, till - after.length];
    return { from: start, till, start: first, end, text: text.slice(first, end), quoted: false, before, after };
  });
}

/** Where the last sign stands that is no mark behind a word; -1 where all are. */
function lastOf(word: string): number {
  let last = word.length - 1;
  while (last >= 0 && ')"\'`\u00b7>]},.;:!?\\'.includes(word[last]!)) last -= 1;
  return last;
}

/** In small letters, with one kind of apostrophe. */
export const smallOf = (word: string) => word.toLowerCase().replaceAll('\u2019', "'");

/** Where a word stands, without its marks. */
export const spanOf = (word: Word): Span => ({ start: word.start, end: endOf(word) });

/** With what ends a password as well as a sentence. */
export const endOf = ({ end, after, quoted }: Word) =>
  !quoted && /^[!?]+/.test(after) ? end + /^[!?]+/.exec(after)![0].length : end;
