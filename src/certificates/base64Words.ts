import { BARRIER } from './folded.js';

/** A run of base64's signs in a folded text. */
export interface Base64Word {
  start: number;
  end: number;
  /** A bullet, a line's number or a quotation's mark: no part of what is written. */
  decoration: boolean;
}

const PLAIN = /^(?:[A-Z]?[a-z]{1,15}|[A-Z]{2,15}|\d{1,5})$/;
const [DASH, DIGIT, LETTER, OTHER_SIGN] = [1, 2, 3, 4];
/** What each sign of a folded text is to base64 (both alphabets, RFC 4648, sections 4 and 5); 0 for what ends a word. */
const KIND = Uint8Array.from({ length: 256 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (sign === '-') return DASH;
  if (/\d/.test(sign)) return DIGIT;
  return /[A-Za-z]/.test(sign) ? LETTER : '+/_'.includes(sign) ? OTHER_SIGN : 0;
});

/** All of a folded text's, in order. Three dashes in a row are an armour's, not base64's. */
export function base64Words(text: string): Base64Word[] {
  const kinds = new Uint8Array(text.length + 1);
  for (let i = 0; i < text.length; i += 1) kinds[i] = KIND[text.charCodeAt(i)]!;
  const words: Base64Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (kinds[at] === 0) {
      at += 1;
      continue;
    }
    const { end, written } = wordAt(kinds, at);
    words.push({ start: at, end, decoration: !written || (end - at <= 4 && isNumbering(text, kinds, at, end)) });
    at = end;
  }
  return words;
}

/** The word that begins here: signs with one or two dashes before, between and behind them, or a run of dashes. */
function wordAt(kinds: Uint8Array, start: number): { end: number; written: boolean } {
  let end = start;
  let written = false;
  for (;;) {
    const dash = end;
    while (kinds[end] === DASH) end += 1;
    const dashes = end - dash;
    const goesOn = kinds[end]! > DASH;
    if (dashes > 2 || !goesOn) {
      if (dash === start) return { end, written: false };
      return { end: dashes > 2 ? dash : end, written };
    }
    for (; kinds[end]! > DASH; end += 1) written ||= kinds[end] !== OTHER_SIGN;
  }
}

/** Whether it is an ordinary word or a short number, as far as its letters tell. */
export function isPlain(text: string, { start, end }: Base64Word): boolean {
  return end - start <= 16 && PLAIN.test(text.slice(start, end));
}

/** "12.", "3)", "[4]", "b)", or a number alone at a line's beginning. */
function isNumbering(text: string, kinds: Uint8Array, start: number, end: number): boolean {
  const number = kinds[start] === DIGIT;
  if (!number && (kinds[start] !== LETTER || end - start > 1)) return false;
  for (let i = start; i < end; i += 1) if (number && kinds[i] !== DIGIT) return false;
  const after = text[end] ?? '';
  if ('.):|]>'.includes(after) && after !== '') return true;
  if (after !== ' ' || !number) return false;
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
