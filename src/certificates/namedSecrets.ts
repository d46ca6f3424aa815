import { isMixed } from './base64Words.js';
import type { SecretSpan } from './secretSpan.js';

/** A value is no shorter than a symmetric key of 96 bits. */
const HEX_VALUE = /(?:[0-9a-f]{2}(?![0-9a-z])[\s:,>|]{0,24}){12,}/iy;
const BASE64_VALUE =
  /[A-Za-z0-9+/_-]{16,}(?:[ \n>|"'+]{1,12}[A-Za-z0-9+/_-]{16,}){0,100}(?:[ \n>|]{1,8}[\w+/-]{1,15}={1,2}|={0,2})/y;
/** What may stand between a name and its value: quotes, line breaks, indents, quotations' marks. */
const TO_VALUE = /["'\s>|]{0,40}/y;

interface Names {
  /** Names that stand before ":" or "=", by which a value is known to be secret. */
  names: RegExp;
  /** What else the text must hold for these names to mean it. */
  within?: RegExp;
}

const named = (names: string) => new RegExp(`(?<![a-z0-9])(?:${names})["']?\\s{0,8}[:=]`, 'gi');

/** The forms that give a key number by number, each with its name. */
const FORMS: Names[] = [
  // OpenSSL's and GnuTLS's -text, DNSSEC's private-key-format, WireGuard's configuration.
  {
    names: named(
      'private[-_ ]?exponent|(?:prime|exponent|exp)[-_ ]?[12]|coefficient|priv|(?:private|preshared)[-_ ]?key|private[-_ ]value(?:\\(x\\))?',
    ),
  },
  // JSON Web Keys (RFC 7517 and 7518, sections 6.2.2, 6.3.2 and 6.4; RFC 8037).
  { names: named('d|p|q|dp|dq|qi|k|r|t'), within: /(?<![a-z])kty["']?\s{0,8}[:=]/i },
  // DNSSEC's shared secrets.
  { names: named('key'), within: /private-key-format/i },
];

/** GnuPG's own files: (private-key (rsa (n #…#) … (d #…#) (p #…#)…)). */
const EXPRESSION = /\((?:d|p|q|u|x)\s{0,8}#[0-9A-Fa-f\s]{24,}#?\)?/g;
/** age's identities (age-encryption.org/v1): Bech32 of 58 signs behind the 1, or of more for newer kinds. */
const AGE =
  /age[-\s]{0,3}secret[-\s]{0,3}key[-\s]{0,3}(?:pq[-\s]{0,3})?1\s{0,2}[0-9a-z]{10,}(?:\s{1,3}[0-9A-Z]{10,}){0,4}/gi;

/**
 * Secret numbers of keys that are written by name: JSON Web Keys, OpenSSL's `-text`, DNSSEC's and WireGuard's files,
 * XML (XML Signature's RSAKeyValue with D or P), GnuPG's own files, age's identities. What is public of them stays
 * where it stands apart.
 * @param text a folded text
 */
export function namedSecrets(text: string): SecretSpan[] {
  const spans = FORMS.filter(({ within }) => !within || within.test(text)).flatMap(({ names }) =>
    valuesOf(text, names),
  );
  for (const pattern of [EXPRESSION, AGE])
    for (const { 0: found, index } of text.matchAll(pattern))
      spans.push({ start: index, end: index + found.length, kind: 'private-key' });
  return [...spans, ...xmlKeys(text)];
}

/** Whether a field of an object is one of a JSON Web Key's secret numbers. */
export const isKeyNumber = (name: string, object: object): boolean =>
  'kty' in object && /^(?:d|p|q|dp|dq|qi|k|oth|r|t)$/.test(name);

function valuesOf(text: string, names: RegExp): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { 0: name, index } of text.matchAll(names)) {
    const start = past(TO_VALUE, text, index + name.length);
    if (start < (spans.at(-1)?.end ?? 0)) continue;
    const end = past(HEX_VALUE, text, start) || past(BASE64_VALUE, text, start);
    if (end > 0) spans.push({ start, end: trimmed(text, start, end), kind: 'private-key' });
  }
  return spans;
}

/** Where what fits a sticky pattern ends; 0 where nothing does. */
function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : 0;
}

function trimmed(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && ' \n>|,:'.includes(text[end - 1]!)) end -= 1;
  return end;
}

const XML_NUMBER = /<(\/?)(?:\w{1,10}:)?(?:D|DP|DQ|InverseQ|P|Q)\s{0,4}>/gi;
/** So far apart are two numbers of one key at most: one of 8192 bits has not 1400 signs, and line breaks. */
const FARTHEST = 2500;

/** `<P>` is taken for a paragraph's on the way here, so that the whole key goes, its public half too. */
function xmlKeys(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { 0: tag, 1: closing, index } of text.matchAll(XML_NUMBER)) {
    const behind = index + tag.length;
    const value = past(TO_VALUE, text, behind);
    const end = closing ? behind : past(BASE64_VALUE, text, value);
    const last = spans.at(-1);
    if (last && index - last.end < FARTHEST && !text.slice(last.end, index).includes('</RSAKeyValue')) {
      last.end = Math.max(last.end, end, behind);
    } else if (!closing && end > 0 && isMixed(text.slice(value, end))) {
      const from = Math.max(last?.end ?? 0, index - FARTHEST);
      const opening = from + text.slice(from, index).lastIndexOf('<RSAKeyValue');
      spans.push({ start: opening < from ? valueBefore(text, from, index) : opening, end, kind: 'private-key' });
    }
  }
  for (const span of spans) {
    const close = text.slice(span.end, span.end + FARTHEST).indexOf('</RSAKeyValue>');
    span.end = close >= 0 ? span.end + close + '</RSAKeyValue>'.length : trimmed(text, span.start, span.end);
  }
  return spans;
}

/** Where the base64 begins that ends right before a place: P, where the key's own tag is lost. */
function valueBefore(text: string, from: number, at: number): number {
  let start = at;
  while (start > from && /[A-Za-z0-9+/=\n ]/.test(text[start - 1]!)) start -= 1;
  return isMixed(text.slice(start, at)) ? start : at;
}
