import { BARRIER } from './folded.js';

/** A run of base64's signs in a folded text. */
export interface Base64Word {
  start: number;
  end: number;
  /** A bullet, a line's number or a quotation's mark: no part of what is written. */
  decoration: boolean;
}

/** Both alphabets (RFC 4648, sections 4 and 5). Three dashes in a row are an armour's, not base64's. */
const WORD = /-{0,2}[A-Za-z0-9+/_]+(?:-{1,2}[A-Za-z0-9+/_]+)*(?:-{1,2}(?!-))?|-+/g;
const PLAIN = /^(?:[A-Z]?[a-z]{1,15}|[A-Z]{2,15}|\d{1,5})$/;
const WRITTEN = /[A-Za-z0-9]/;

/** All of a folded text's, in order. */
export function base64Words(text: string): Base64Word[] {
  const words: Base64Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    words.push({
      start: index,
      end: index + word.length,
      decoration: word.length <= 4 ? isDecoration(text, index, word) : !WRITTEN.test(word),
    });
  }
  return words;
}

/** Whether it is an ordinary word or a short number, as far as its letters tell. */
export function isPlain(text: string, { start, end }: Base64Word): boolean {
  return end - start <= 16 && PLAIN.test(text.slice(start, end));
}

function isDecoration(text: string, start: number, word: string): boolean {
  return !WRITTEN.test(word) || isNumbering(text, start, word);
}

/** "12.", "3)", "[4]", "b)", or a number alone at a line's beginning. */
function isNumbering(text: string, start: number, word: string): boolean {
  if (!/^(?:\d{1,4}|[a-z])$/i.test(word)) return false;
  const after = text[start + word.length] ?? '';
  if ('.):|]>'.includes(after) && after !== '') return true;
  if (after !== ' ' || word < '0' || word > '9999') return false;
  let before = start - 1;
  while (before >= 0 && start - before < 40 && ' >|*\u00b7'.includes(text[before]!)) before -= 1;
  return before < 0 || text[before] === '\n' || text[before] === BARRIER;
}

/** Whether letters of both cases and digits are mixed in it, as they are in a key's line and seldom in a word. */
export function isMixed(text: string): boolean {
  return mixtureOf(text) === MIXED;
}

/** What {@link mixtureOf} says of a text that has all three. */
export const MIXED = 7;

/** Which of small letters (1), capitals (2) and digits (4) a text holds, added up. */
export function mixtureOf(text: string): number {
  return (/[a-z]/.test(text) ? 1 : 0) | (/[A-Z]/.test(text) ? 2 : 0) | (/\d/.test(text) ? 4 : 0);
}
