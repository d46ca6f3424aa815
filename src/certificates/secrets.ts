import { armouredKeys } from './armouredKeys.js';
import { bareKeys } from './bareKeys.js';
import { base64Words } from './base64Words.js';
import { latin1Bytes } from './bytes.js';
import { encodedKeys } from './encodedKeys.js';
import { BARRIER, fold } from './folded.js';
import { keyOpening, OPENING_BYTES } from './keyDer.js';
import { isKeyPart } from './keyPart.js';
import { merged, type SecretKind, type SecretSpan } from './secretSpan.js';

export type { SecretKind, SecretSpan } from './secretSpan.js';

/** What stands where a secret was. */
export const TAKEN_OUT = '[secret removed]';

/** A key in a file in a file: so often it is looked into. */
const DEEPEST = 3;

/**
 * Takes private keys out of a text: in PEM, OpenSSH's, SSH2's, PGP's and PuTTY's armour, without armour, encoded as a
 * whole, and single lines of one (see `armouredKeys`, `bareKeys`, `encodedKeys`, `isKeyPart`), however they were
 * mangled on the way. Certificates, requests, public keys and talk of keys stay.
 * @returns the text with {@link TAKEN_OUT} in each secret's place, and the kinds found; the same text where there was
 * none
 */
export function takeOutSecrets(text: string): { text: string; found: SecretKind[] } {
  const found = new Set<SecretKind>();
  let rest = text;
  // What is left may read otherwise without what was taken out.
  for (let round = 0; round < 4; round += 1) {
    const spans = secretSpans(rest);
    if (spans.length === 0) break;
    for (const { kind } of spans) found.add(kind);
    rest = cutOut(rest, spans);
  }
  return { text: rest, found: [...found] };
}

/** Where the secrets of a text stand, in order. */
export function secretSpans(text: string): SecretSpan[] {
  const raw = rawOpening(text);
  if (raw) return [{ start: 0, end: text.length, kind: raw }];
  const { text: folded, from, to } = fold(text, TAKEN_OUT);
  const part = !folded.includes(BARRIER) && isKeyPart(folded);
  const spans: SecretSpan[] = merged(keysOf(folded, 0));
  if (spans.length === 0 && part) spans.push({ start: 0, end: folded.length, kind: 'private-key-part' });
  return spans.map(({ start, end, kind }) => ({ start: from[start]!, end: to[end - 1]!, kind }));
}

function keysOf(folded: string, depth: number): SecretSpan[] {
  const inside = (decoded: string): SecretKind | null =>
    depth < DEEPEST ? (keysOf(fold(decoded, TAKEN_OUT).text, depth + 1)[0]?.kind ?? null) : null;
  const words = base64Words(folded);
  return [...armouredKeys(folded, words), ...bareKeys(folded, words), ...encodedKeys(folded, words, inside)];
}

/** A file of DER or Java's, each byte a sign (Latin-1). */
function rawOpening(text: string): SecretKind | null {
  const first = text.slice(0, OPENING_BYTES);
  if (first.startsWith('\u00fe\u00ed\u00fe\u00ed\0') || first.startsWith('\u00ce\u00ce\u00ce\u00ce\0'))
    return 'key-store';
  return keyOpening(latin1Bytes(first, OPENING_BYTES))?.kind ?? null;
}

/** The text with {@link TAKEN_OUT} in place of each span; the spans in order, none upon another. */
export function cutOut(text: string, spans: readonly SecretSpan[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), TAKEN_OUT);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
