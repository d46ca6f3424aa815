import { type Base64Word, isPlain } from './base64Words.js';
import { asciiOf, base64Bytes, hexBytes } from './bytes.js';
import { BARRIER } from './folded.js';
import { keyOpening, OPENING_BYTES } from './keyDer.js';
import type { SecretKind, SecretSpan } from './secretSpan.js';

/** A line of base64 in a file that somebody encoded is at least this long, but for the last. */
const LINE = 16;
const LEAST = 40;
const HEADER = /private\s{0,8}key|putty-user-key|openssh-key-v1/i;
/** Hexadecimal with what `xxd -p`, `hexdump` and OpenSSL put between the digits. */
const HEX = /(?<![0-9a-z])(?:[0-9a-f]{2}[\s:,]{0,3}){40,}(?![0-9a-z])/gi;

/**
 * Private keys in files that were encoded whole: base64 or hexadecimal of PEM, PuTTY's format or DER.
 * @param text a folded text
 * @param words its base64
 * @param inside what kind of secret a decoded text holds, if any
 */
export function encodedKeys(
  text: string,
  words: readonly Base64Word[],
  inside: (decoded: string) => SecretKind | null,
): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const stretch of stretches(text, words)) {
    const kind = base64Kind(stretch.written, inside);
    if (kind) spans.push({ start: stretch.start, end: stretch.end, kind });
  }
  for (const { 0: run, index } of text.matchAll(HEX)) {
    const kind = hexKind(run.replace(/[^0-9a-f]/gi, ''), inside);
    if (kind) spans.push({ start: index, end: index + run.trimEnd().length, kind });
  }
  return spans;
}

interface Stretch {
  start: number;
  end: number;
  written: string;
}

/** Long words of base64 one after another, and the short one that ends them. */
function stretches(text: string, words: readonly Base64Word[]): Stretch[] {
  const found: Stretch[] = [];
  let parts: string[] = [];
  let [start, end] = [0, 0];
  const close = () => {
    const written = parts.join('');
    while (text[end] === '=') end += 1;
    if (written.length >= LEAST) found.push({ start, end, written });
    parts = [];
  };
  for (const word of words) {
    if (word.decoration) continue;
    if (parts.length > 0 && text.slice(end, word.start).includes(BARRIER)) close();
    const long = word.end - word.start >= LINE;
    if (!long && parts.length === 0) continue;
    if (long || isEnding(text, word)) {
      if (parts.length === 0) start = word.start;
      parts.push(text.slice(word.start, word.end));
      end = word.end;
    }
    if (!long) close();
  }
  close();
  return found;
}

function isEnding(text: string, word: Base64Word): boolean {
  return text[word.end] === '=' || !isPlain(text, word);
}

/** Something may be glued in front, so that base64's groups of four may begin at any of the first four signs. */
function base64Kind(written: string, inside: (decoded: string) => SecretKind | null): SecretKind | null {
  for (let shift = 0; shift < 4; shift += 1) {
    const decoded = asciiOf(base64Bytes(written, shift));
    const kind = HEADER.test(decoded) || (shift === 0 && isReadable(decoded)) ? inside(decoded) : null;
    if (kind) return kind;
  }
  return null;
}

function hexKind(digits: string, inside: (decoded: string) => SecretKind | null): SecretKind | null {
  if (digits.length < 2 * LEAST) return null;
  const bytes = hexBytes(digits);
  const opening = keyOpening(bytes.subarray(0, OPENING_BYTES));
  if (opening) return opening.kind;
  const decoded = asciiOf(bytes);
  return HEADER.test(decoded) || isReadable(decoded) ? inside(decoded) : null;
}

function isReadable(text: string): boolean {
  return /^[\t\n\r\x20-\x7e]{30}/.test(text);
}
