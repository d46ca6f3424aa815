import { type Base64Word, isPlain } from './base64Words.js';
import { BASE64_VALUES } from './bytes.js';
import { BARRIER } from './folded.js';
import { keyOpening, OPENING_BYTES, type Opening, publicOpening } from './keyDer.js';
import { secretOpening } from './openings.js';
import type { SecretSpan } from './secretSpan.js';

/** `openssh-key-v1`, Java's key store, its JCEKS kin. */
const MAGIC: Record<string, Opening['kind']> = {
  b3BlbnNzaC1rZXktdjE: 'private-key',
  '/u3+7QAAAA': 'key-store',
  zs7OzgAAAA: 'key-store',
};
/** So many ordinary words in a row are no broken base64. */
const TALK = 5;
const LONG = 20;

/** All base64 of a text in one row. */
interface Row {
  text: string;
  values: Uint8Array;
  /** Where each sign stands, and in which word. */
  at: Int32Array;
  word: Int32Array;
}

/**
 * Private keys without armour: base64 that opens as a key's DER does (or as openssh-key-v1 or Java's key store),
 * wherever it begins and whatever stands between its signs; it goes as far as its DER says it is long.
 * @param text a folded text
 * @param words its base64
 */
export function bareKeys(text: string, words: readonly Base64Word[]): SecretSpan[] {
  const row = rowOf(text, words);
  const spans: SecretSpan[] = [];
  let at = 0;
  while (at < row.text.length) {
    const opening = MAY_OPEN[row.values[at]!] === 1 ? openingAt(row, at) : null;
    if (!opening) {
      at += 1;
      continue;
    }
    const end = endOf(text, words, row, at, opening.length);
    spans.push({ start: row.at[at]!, end, kind: opening.kind });
    while (at < row.text.length && row.at[at]! < end) at += 1;
  }
  return spans;
}

function rowOf(text: string, words: readonly Base64Word[]): Row {
  const row = {
    values: new Uint8Array(text.length),
    at: new Int32Array(text.length),
    word: new Int32Array(text.length),
  };
  const parts: string[] = [];
  let length = 0;
  let barrier = text.indexOf(BARRIER);
  for (let index = 0; index < words.length; index += 1) {
    const { start, end, decoration } = words[index]!;
    if (barrier >= 0 && barrier < start) {
      parts.push(BARRIER);
      length = put(row, text, barrier, barrier + 1, index, length);
      barrier = text.indexOf(BARRIER, start);
    }
    if (decoration) continue;
    parts.push(text.slice(start, end));
    length = put(row, text, start, end, index, length);
  }
  return { ...row, text: parts.join(''), values: row.values.subarray(0, length) };
}

/** Puts a word behind what is in a row. @returns how long the row is then */
function put(
  { values, at, word }: Omit<Row, 'text'>,
  text: string,
  start: number,
  end: number,
  index: number,
  length: number,
): number {
  let next = length;
  for (let i = start; i < end; i += 1) {
    values[next] = BASE64_VALUES[text.charCodeAt(i) & 127]!;
    at[next] = i;
    word[next] = index;
    next += 1;
  }
  return next;
}

/** First signs of base64 that a key may open with: SEQUENCE's "M", magic numbers, OpenPGP's packets. */
const MAY_OPEN = new Uint8Array(256);
for (const value of [12, 27, 63, 51, 37, 39, 49]) MAY_OPEN[value] = 1;

function openingAt(row: Row, at: number): Opening | null {
  const value = row.values[at]!;
  // SEQUENCE and the first bits of its length: "MA" to "MP".
  if (value === 12) return mayOpen(row.values, at) ? keyOpening(bytesAt(row, at)) : null;
  if (value === 37 || value === 39 || value === 49)
    return mayBePacket(row.values, at) ? secretOpening(bytesAt(row, at)) : null;
  if (value !== 27 && value !== 63 && value !== 51) return null;
  const magic = Object.keys(MAGIC).find((start) => row.text.startsWith(start, at));
  return magic === undefined ? null : { kind: MAGIC[magic]!, length: 0 };
}

/** By its length and by what its content opens with: INTEGER, or the SEQUENCE of an algorithm's name. */
function mayOpen(values: Uint8Array, at: number): boolean {
  if (values[at + 1]! >= 16) return false;
  const size = byteAt(values, at, 1);
  if (size > 0x84) return false;
  const content = size <= 0x80 ? 2 : size - 0x7e;
  const tag = byteAt(values, at, content);
  if (tag === 0x02) return byteAt(values, at, content + 1) === 1;
  return tag === 0x30 && (byteAt(values, at, content + 1) > 0x7f || byteAt(values, at, content + 2) === 0x06);
}

/** By its header and version (see `openings`): most of what begins like OpenPGP's packet is none. */
function mayBePacket(values: Uint8Array, at: number): boolean {
  const [tag, size] = [byteAt(values, at, 0), byteAt(values, at, 1)];
  const version = tag < 0xc0 ? 1 + (1 << (tag & 3)) : size < 192 ? 2 : size < 224 ? 3 : 6;
  return byteAt(values, at, version) >= 3 && byteAt(values, at, version) <= 6;
}

function byteAt(values: Uint8Array, start: number, index: number): number {
  const at = start + Math.floor((index * 4) / 3);
  const bits = 2 * (index % 3);
  return ((values[at]! << (2 + bits)) | (values[at + 1]! >> (4 - bits))) & 255;
}

function bytesAt(row: Row, at: number): Uint8Array {
  const bytes = new Uint8Array(OPENING_BYTES);
  let length = 0;
  for (let i = at; length < OPENING_BYTES && i + 1 < row.values.length; i += 4) {
    const [a, b, c, d] = [row.values[i]!, row.values[i + 1]!, row.values[i + 2] ?? 255, row.values[i + 3] ?? 255];
    if (a === 255 || b === 255) break;
    bytes[length++] = (a << 2) | (b >> 4);
    if (c === 255) break;
    if (length < OPENING_BYTES) bytes[length++] = ((b & 15) << 4) | (c >> 2);
    if (d === 255) break;
    if (length < OPENING_BYTES) bytes[length++] = ((c & 3) << 6) | d;
  }
  return bytes.subarray(0, length);
}

/**
 * Where the base64 ends that begins at `at`: after as many signs as its length asks for, and on over long runs in
 * case signs crept in between.
 */
function endOf(text: string, words: readonly Base64Word[], row: Row, at: number, bytes: number): number {
  const needed = Math.ceil((bytes * 4) / 3);
  let [end, talk, count] = [row.at[at]! + 1, 0, 0];
  let first = row.word[at]!;
  const start = row.at[at]!;
  let complete = false;
  for (; first < words.length; first += 1) {
    const word = words[first]!;
    if (word.decoration) continue;
    if (text.slice(end, word.start).includes(BARRIER)) break;
    complete = complete || (needed > 0 && count >= needed);
    const length = word.end - Math.max(word.start, start);
    if (complete || needed === 0) {
      if (word.start > start && (length < LONG || isPublic(row, at, count))) {
        if (complete && count > needed && !isPlain(text, word) && text[word.end] === '=') end = word.end;
        break;
      }
    }
    talk = isPlain(text, word) ? talk + 1 : 0;
    if (talk >= TALK) break;
    count += length;
    if (talk === 0 || !complete) end = word.end;
  }
  while (text[end] === '=' || (text[end] === ' ' && text[end + 1] === '=')) end += 1;
  return end;
}

function isPublic(row: Row, at: number, count: number): boolean {
  return publicOpening(bytesAt(row, at + count));
}
