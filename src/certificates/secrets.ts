import { passwordsIn } from '../languages/en/passwordTalk.js';
import type { Span } from '../text/span.js';
import { armouredKeys } from './armouredKeys.js';
import { bareKeys } from './bareKeys.js';
import { base64Words } from './base64Words.js';
import { latin1Bytes } from './bytes.js';
import { encodedKeys } from './encodedKeys.js';
import { fold } from './folded.js';
import { OPENING_BYTES } from './keyDer.js';
import { keyLines } from './keyLines.js';
import { namedSecrets } from './namedSecrets.js';
import { secretOpening } from './openings.js';
import { merged, type SecretKind, type SecretSpan } from './secretSpan.js';

export type { SecretKind, SecretSpan } from './secretSpan.js';

/** What stands where a secret was. */
export const TAKEN_OUT = '[secret removed]';

/** A key in a file in a file: so often it is looked into. */
const DEEPEST = 3;
/** What is left is looked through again, so often at most. */
const ROUNDS = 4;

/**
 * How much may still be decoded and looked into: twice what was given. A key's file that was encoded as often as is
 * looked into does not need it; what does was made to cost time, and is taken for what it pretends to be.
 */
interface Budget {
  left: number;
}

/**
 * Takes private keys and passwords out of a text. Keys: in PEM, OpenSSH's, SSH2's, PGP's and PuTTY's armour, without
 * armour, number by number, encoded as a whole, and single lines of one (see `armouredKeys`, `bareKeys`,
 * `namedSecrets`, `encodedKeys`, `keyLines`), however they were mangled on the way; passwords as customers give them
 * away (`passwordsIn`). Certificates, requests, public keys and talk of keys and passwords stay. Linear in the length
 * of the text, whatever it is.
 * @returns the text with {@link TAKEN_OUT} in each secret's place, and the kinds found; the same text where there was
 * none
 */
export function takeOutSecrets(text: string): { text: string; found: SecretKind[] } {
  const found = new Set<SecretKind>();
  const budget = { left: 2 * text.length };
  let rest = text;
  // What is left may read otherwise without what was taken out.
  for (let round = 0; round < ROUNDS; round += 1) {
    const spans = spansOf(rest, budget);
    if (spans.length === 0) break;
    for (const { kind } of spans) found.add(kind);
    rest = cutOut(rest, spans);
  }
  return { text: rest, found: [...found] };
}

/** Where the secrets of a text stand, in order. */
export const secretSpans = (text: string): SecretSpan[] => spansOf(text, { left: 2 * text.length });

function spansOf(text: string, budget: Budget): SecretSpan[] {
  const raw = rawOpening(text);
  if (raw) return [{ start: 0, end: text.length, kind: raw }];
  const { text: folded, from, to } = fold(text, TAKEN_OUT);
  const keys = keysOf(folded, 0, budget);
  const all = keys.length > 0 ? keys : keyLines(folded);
  const placed = all.map(({ start, end, kind }): SecretSpan => ({ start: from[start]!, end: to[end - 1]!, kind }));
  // Letters of a key that spell "pw" by chance are no talk of a password.
  const passwords = passwordsIn(text).filter(
    ({ start, end }) => !placed.some((key) => key.start < end && start < key.end),
  );
  return merged([...placed, ...passwords.map((span): SecretSpan => ({ ...span, kind: 'password' }))]);
}

function keysOf(folded: string, depth: number, budget: Budget): SecretSpan[] {
  const inside = (decoded: string): SecretKind | null => {
    if (depth >= DEEPEST) return null;
    budget.left -= decoded.length;
    if (budget.left < 0) return 'private-key';
    return keysOf(fold(decoded, TAKEN_OUT).text, depth + 1, budget)[0]?.kind ?? null;
  };
  const words = base64Words(folded);
  const encoded = encodedKeys(folded, words, inside);
  // What opens like a key within one that was encoded as a whole does so by chance: its length would be any.
  const bare = bareKeys(folded, words).filter(
    ({ start }) => !encoded.some((file) => file.start < start && start < file.end),
  );
  return [...armouredKeys(folded, words), ...bare, ...namedSecrets(folded), ...encoded];
}

/** A file of DER, Java's or OpenPGP's, each byte a sign (Latin-1). */
function rawOpening(text: string): SecretKind | null {
  return secretOpening(latin1Bytes(text, OPENING_BYTES))?.kind ?? null;
}

/** The text with {@link TAKEN_OUT} in place of each span; the spans in order, none upon another. */
export function cutOut(text: string, spans: readonly Span[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const { start, end } of spans) {
    parts.push(text.slice(at, start), TAKEN_OUT);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
