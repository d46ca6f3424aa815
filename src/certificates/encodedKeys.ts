import { type Base64Word, isPlain } from './base64Words.js';
import { byteRows } from './byteRows.js';
import { asciiOf, BASE64_VALUES, base64Bytes } from './bytes.js';
import { BARRIER } from './folded.js';
import { openingWithin } from './openings.js';
import type { SecretKind, SecretSpan } from './secretSpan.js';

/** A line of base64 in a file that somebody encoded is at least this long, but for the last. */
const LINE = 16;
const LEAST = 40;
const HEADER = /private\s{0,8}key|putty-user-key|openssh-key-v1/i;
/**
 * Private keys in files that were encoded whole: base64, hexadecimal or lists of numbers, of PEM, PuTTY's
 * format, DER or OpenPGP's packets.
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
  for (const { start, end, bytes } of byteRows(text)) {
    const kind = bytesKind(bytes, inside);
    if (kind) spans.push({ start, end, kind });
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
  const shifts = spokenOf(written);
  if (isReadable(asciiOf(base64Bytes(written, 0, 80)))) shifts.add(0);
  for (const shift of shifts) {
    const decoded = asciiOf(base64Bytes(written, shift));
    const kind = HEADER.test(decoded) || shift === 0 ? inside(decoded) : null;
    if (kind) return kind;
  }
  return null;
}

/** "key" in either case, and in UTF-16 the two letters that end it, as numbers of 24 bits. */
const [CASE, KEY, WIDE_CASE, WIDE_KEY] = [0xdfdfdf, 0x4b4559, 0xdfffdf, 0x450059];

/**
 * At which of the first four signs the groups of base64 must begin for it to speak of a key, as every {@link HEADER}
 * does; found without decoding it.
 */
function spokenOf(written: string): Set<number> {
  const shifts = new Set<number>();
  let window = 0;
  for (let i = 0; i < written.length; i += 1) {
    window = ((window << 6) | BASE64_VALUES[written.charCodeAt(i)]!) & 0x3fffffff;
    // A byte ends with the fourth sign of a group, two bits before the end of the third, four before the second's.
    if (speaks(window)) shifts.add((i + 1) % 4);
    if (speaks(window >> 2)) shifts.add((i + 2) % 4);
    if (speaks(window >> 4)) shifts.add((i + 3) % 4);
  }
  return shifts;
}

const speaks = (bits: number) => (bits & CASE) === KEY || (bits & WIDE_CASE) === WIDE_KEY;

function bytesKind(bytes: Uint8Array, inside: (decoded: string) => SecretKind | null): SecretKind | null {
  const opening = openingWithin(bytes);
  if (opening) return opening.kind;
  const decoded = asciiOf(bytes);
  return HEADER.test(decoded) || isReadable(decoded) ? inside(decoded) : null;
}

function isReadable(text: string): boolean {
  return /^[\t\n\r\x20-\x7e]{30}/.test(text);
}
