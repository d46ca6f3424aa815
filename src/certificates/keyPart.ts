import { isMixed } from './base64Words.js';
import { base64Bytes } from './bytes.js';
import { OPENING_BYTES, publicOpening } from './keyDer.js';

/**
 * A line of base64 as OpenSSL (64), OpenSSH (70), GnuPG (64) and MIME (76) break it, or one pasted with a sign lost.
 */
const LINE = /^[A-Za-z0-9+/]{56,80}={0,2}$/;
const LAST = /^[A-Za-z0-9+/]{1,80}={0,2}$/;
/** Random base64 of this length has around forty different signs; a repeated pattern or a name has fewer. */
const DIFFERENT = 24;
/** How pictures, documents, archives and JSON open in base64. */
const HARMLESS = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|JVBERi0|UEsDB|PHN2Zy|UklGR|H4sI|eyJ)/;

/**
 * Whether a whole message is nothing but lines out of the middle of a key, as they come when somebody types or pastes
 * one line by line: unbroken base64 of 56 to 80 signs in both cases with digits (the last of several lines may be
 * shorter). A certificate or request that is pasted that way is taken for one after its first line, which tells; with
 * its BEGIN line in the same message it stays whole. So do hexadecimal (hashes, serial numbers), host names, tokens
 * with dots or dashes, the shorter and longer hashes, and what opens as a certificate, picture, document or JSON
 * does. Too much taken costs the customer one more message; too little costs them a key.
 * @param text a folded text
 */
export function isKeyPart(text: string): boolean {
  const lines = text.split('\n').flatMap((line) => unquoted(line) || []);
  const [first, ...more] = lines;
  if (first === undefined || !LINE.test(first) || HARMLESS.test(first)) return false;
  if (!more.every((line, index) => (index === more.length - 1 ? LAST : LINE).test(line))) return false;
  return isMixed(first) && new Set(first).size >= DIFFERENT && !publicOpening(base64Bytes(first, 0, OPENING_BYTES));
}

/** A line without a quotation's marks before it and what a list or a string of a program puts behind it. */
function unquoted(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && ' >|*"\'\u00b7'.includes(line[start]!)) start += 1;
  while (end > start && ' "\',;'.includes(line[end - 1]!)) end -= 1;
  return line.slice(start, end);
}
