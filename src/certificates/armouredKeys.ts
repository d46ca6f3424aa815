import { type Base64Word, isMixed, isPlain, MIXED, mixtureOf } from './base64Words.js';
import { textOf } from './bytes.js';
import { BARRIER } from './folded.js';
import type { SecretSpan } from './secretSpan.js';

/** The labels of RFC 7468, OpenSSH, SSH2 and PGP that stand before PRIVATE KEY, run together. */
const KNOWN =
  /^(?:ANY|RSA|ECDSA|EC|DSA|DH|ENCRYPTED|UNENCRYPTED|DECRYPTED|OPENSSH|SSH[12]?|OPENPGP|PGP|ED25519|ED448|X25519|X448|PKCS\d{0,2}|TSS2)*$/;
const OTHER = /CERTIFICATE|PUBLIC|REQUEST/;
const LONGEST_LABEL = 30;
/** How far behind an opening line its key must have begun; OpenSSL's, SSH2's and PGP's headers may stand between. */
const NEAR = 600;

interface Mark {
  side: 'BEGIN' | 'END';
  start: number;
  end: number;
  known: boolean;
  dashed: boolean;
}

/**
 * Private keys in their armour, whatever became of its dashes, spaces and line breaks. From a BEGIN to its END, or to
 * the end of the text where that is missing; before an END without BEGIN, the base64 that ends there. A header that
 * is only spoken of, with nothing like a key behind it, stays; but alone on its line with dashes, or alone in the
 * text, it is taken for the first line of a key.
 * @param text a folded text
 * @param words its base64
 */
export function armouredKeys(text: string, words: readonly Base64Word[]): SecretSpan[] {
  const letters = lettersOf(text);
  const marks = marksOf(text, letters);
  const spans: SecretSpan[] = puttyKeys(text, letters);
  let open: Mark | null = null;
  for (const [index, mark] of marks.entries()) {
    if (mark.side === 'BEGIN') {
      const limit = Math.min(mark.end + NEAR, marks[index + 1]?.start ?? text.length);
      if (!open && isOpening(text, letters, mark, words, limit)) open = mark;
      continue;
    }
    const start: number = open ? open.start : beforeEnd(text, mark, words, marks[index - 1]?.end ?? 0);
    if (open || start < mark.start || (mark.dashed && mark.known && aloneOnLine(text, mark)))
      spans.push({ start, end: mark.end, kind: 'private-key' });
    open = null;
  }
  if (open) spans.push({ start: open.start, end: text.length, kind: 'private-key' });
  return spans;
}

/** Letters and digits alone, in capitals, and where each stands. */
interface Letters {
  text: string;
  at: Int32Array;
}

function lettersOf(text: string): Letters {
  const [codes, at] = [new Uint8Array(text.length), new Int32Array(text.length)];
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const capital = CAPITALS[text.charCodeAt(i)]!;
    if (capital === 255) continue;
    codes[length] = capital;
    at[length] = i;
    length += 1;
  }
  return { text: textOf(codes.subarray(0, length)), at: at.subarray(0, length) };
}

/** What each sign of a folded text is among letters; 255 where it is no letter, digit or {@link BARRIER}. */
const CAPITALS = Uint8Array.from({ length: 256 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return sign === BARRIER || /[A-Za-z0-9]/.test(sign) ? sign.toUpperCase().charCodeAt(0) : 255;
});

function marksOf(text: string, letters: Letters): Mark[] {
  const marks: Mark[] = [];
  const KEY = 'PRIVATEKEY';
  let free = 0;
  for (let at = letters.text.indexOf(KEY); at >= 0; at = letters.text.indexOf(KEY, free)) {
    const mark = markAt(text, letters, at, free);
    free = at + KEY.length;
    if (mark) marks.push(mark);
  }
  return marks;
}

function markAt(text: string, letters: Letters, key: number, free: number): Mark | null {
  const before = letters.text.slice(Math.max(free, key - LONGEST_LABEL), key);
  const [begin, end] = [before.lastIndexOf('BEGIN'), before.lastIndexOf('END')];
  const side = begin > end ? 'BEGIN' : 'END';
  const from = Math.max(begin, end);
  if (from < 0) return null;
  const label = before.slice(from + side.length);
  const known = KNOWN.test(label);
  if (label.includes(BARRIER) || OTHER.test(label) || (side === 'END' && !known)) return null;
  const last =
    key + 'PRIVATEKEY'.length + (letters.text.startsWith('BLOCK', key + 'PRIVATEKEY'.length) ? 'BLOCK'.length : 0) - 1;
  const [first, behind] = [letters.at[key - before.length + from]!, letters.at[last]! + 1];
  if (behind - first > 200) return null;
  const [start, stop] = [dashesBefore(text, first), dashesAfter(text, behind)];
  const dashed = dashes(text, start, first) >= 2 || dashes(text, behind, stop) >= 2;
  if (side === 'END' && !dashed && /[A-Za-z]/.test(text[first - 1] ?? '')) return null;
  return { side, start: dashed ? start : first, end: dashed ? stop : behind, known, dashed };
}

/**
 * Where the dashes before a word begin, single ones with spaces between them as well; those that end another armour
 * right before stay with it.
 */
function dashesBefore(text: string, at: number): number {
  let start = at;
  for (let next = at; at - next < 80; ) {
    while (next > 0 && text[next - 1] === ' ' && at - next < 80) next -= 1;
    let run = next;
    while (run > 0 && text[run - 1] === '-') run -= 1;
    const length = next - run;
    if (length === 0 || (length > 1 && start < at)) break;
    if (length > 1) return /[A-Za-z]/.test(text[run - 1] ?? '') ? run + (length >> 1) : run;
    start = run;
    next = run;
  }
  return start;
}

function dashesAfter(text: string, at: number): number {
  let end = at;
  while (end < text.length && end - at < 80 && '- '.includes(text[end]!)) end += 1;
  while (end > at && text[end - 1] !== '-') end -= 1;
  return end;
}

function dashes(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i += 1) if (text[i] === '-') count += 1;
  return count;
}

function isOpening(text: string, { at }: Letters, mark: Mark, words: readonly Base64Word[], limit: number): boolean {
  if (mark.known && mark.dashed && aloneOnLine(text, mark)) return true;
  if (mark.known && at[0]! >= mark.start && at.at(-1)! < mark.end) return true;
  return holdsMaterial(text, words, mark.end, limit, mark.dashed && mark.known ? 12 : 24);
}

/** Whether base64 of some length stands between two places: signs in a row with no plain word among them. */
function holdsMaterial(
  text: string,
  words: readonly Base64Word[],
  start: number,
  limit: number,
  least: number,
): boolean {
  let [row, mixed] = [0, 0];
  for (let i = firstFrom(words, start); i < words.length && words[i]!.start < limit; i += 1) {
    const word = words[i]!;
    if (word.decoration) continue;
    const written = text.slice(Math.max(start, word.start), Math.min(word.end, limit));
    if (/^(?:MI[A-P]|b3Blb)/.test(written)) return true;
    [row, mixed] = isPlain(text, word) ? [0, 0] : [row + written.length, mixed | mixtureOf(written)];
    if (row >= least && mixed === MIXED) return true;
  }
  return false;
}

function firstFrom(words: readonly Base64Word[], at: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function aloneOnLine(text: string, mark: Mark): boolean {
  for (let i = mark.end; i < text.length && i < mark.end + 60 && text[i] !== '\n'; i += 1)
    if (/[A-Za-z0-9]/.test(text[i]!)) return false;
  const before = text.slice(Math.max(0, mark.start - 60), mark.start);
  return /^[^A-Za-z0-9]*(?:\d{1,4}[^A-Za-z0-9]*)?$/.test(before.slice(before.lastIndexOf('\n') + 1));
}

/**
 * Where the base64 begins that ends at an END line.
 * @param floor the end of the mark before: nothing of what stands there belongs to this one, so that the marks of a
 * text together look at each word once
 * @returns the END's own beginning where there is none
 */
function beforeEnd(text: string, mark: Mark, words: readonly Base64Word[], floor: number): number {
  const free = floor + text.slice(floor, mark.start).lastIndexOf(BARRIER) + 1;
  let start = mark.start;
  let short = 0;
  for (let i = firstFrom(words, mark.start) - 1; i >= 0; i -= 1) {
    const word = words[i]!;
    if (word.start < free) break;
    if (word.decoration) continue;
    const length = word.end - word.start;
    if (length >= 20) {
      start = word.start;
      continue;
    }
    // The last line is short, and PGP's checksum behind it.
    short += 1;
    if (start !== mark.start || short > 2) break;
    if (text[word.end] === '=' && length > 4) start = word.start;
  }
  return start;
}

/** PuTTY's own format: from its first line to its checksum. */
function puttyKeys(text: string, letters: Letters): SecretSpan[] {
  const spans: SecretSpan[] = [];
  let free = 0;
  for (const { index } of letters.text.matchAll(/PUTTYUSERKEYFILE\d|PRIVATELINES\d/g)) {
    if (index < free) continue;
    const start = letters.at[index]!;
    const first = letters.text.startsWith('PUTTY', index);
    const colon = text.slice(start, start + 60).includes(':');
    if (!colon) continue;
    if (!first && !isMixed(text.slice(start + 14, start + 200))) continue;
    const sum = checksum(letters, index);
    spans.push({ start, end: sum === 0 ? text.length : letters.at[sum - 1]! + 1, kind: 'private-key' });
    free = sum === 0 ? letters.text.length : sum;
  }
  return spans;
}

/** Behind the last sign of "Private-MAC: …" or "Private-Hash: …"; 0 where there is none. */
function checksum(letters: Letters, from: number): number {
  const found = /PRIVATE(?:MAC|HASH)[0-9A-F]{0,64}/g;
  found.lastIndex = from;
  return found.exec(letters.text) ? found.lastIndex : 0;
}
