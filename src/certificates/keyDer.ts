/**
 * What DER (or BER) opens with: what kind of secret it holds, and its whole length in bytes (0 where it does not
 * say).
 */
export interface Opening {
  kind: 'private-key' | 'key-store';
  length: number;
}

/** 1.2.840.113549.1: RSA's own standards, PKCS. */
const PKCS = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01];
/** How many bytes an opening is judged by. */
export const OPENING_BYTES = 48;

interface Header {
  tag: number;
  /** -1 where the length is left open (BER). */
  length: number;
  content: number;
}

/**
 * Whether these bytes open as a private key or a store of keys does: RSA and DSA keys (RFC 8017, A.1.2: SEQUENCE,
 * version, INTEGER …), EC keys (RFC 5915), PKCS #8 plain (RFC 5958) and encrypted (SEQUENCE of PKCS #5 or PKCS #12
 * algorithm, OCTET STRING), PFX (RFC 7292).
 * @param bytes the first {@link OPENING_BYTES} of them, or all there are
 */
export function keyOpening(bytes: Uint8Array): Opening | null {
  const outer = header(bytes, 0);
  if (outer?.tag !== 0x30) return null;
  const whole = outer.length < 0 ? 0 : outer.content + outer.length;
  const first = header(bytes, outer.content);
  if (!first) return null;
  if (first.tag === 0x30) {
    const encrypted = startsOid(bytes, first.content, [5]) || startsOid(bytes, first.content, [12, 1]);
    return encrypted ? { kind: 'private-key', length: whole } : null;
  }
  if (first.tag !== 0x02 || first.length !== 1) return null;
  const version = bytes[first.content]!;
  const second = header(bytes, first.content + 1);
  if (!second) return null;
  if (version === 3 && second.tag === 0x30 && startsOid(bytes, second.content, [7]))
    return { kind: 'key-store', length: whole };
  return version <= 1 && holdsKey(bytes, version, second) ? { kind: 'private-key', length: whole } : null;
}

/**
 * Whether these bytes open as a certificate, a request for one, a public key or a signed message does: SEQUENCE in
 * SEQUENCE, or a PKCS #7 content.
 */
export function publicOpening(bytes: Uint8Array): boolean {
  const outer = header(bytes, 0);
  if (outer?.tag !== 0x30) return false;
  const first = header(bytes, outer.content);
  return (first?.tag === 0x30 || startsOid(bytes, outer.content, [7])) && keyOpening(bytes) === null;
}

function holdsKey(bytes: Uint8Array, version: number, second: Header): boolean {
  if (second.tag === 0x02) return second.length >= 32;
  if (second.tag === 0x04) return version === 1 && second.length >= 16 && second.length <= 80;
  if (second.tag !== 0x30 || bytes[second.content] !== 0x06) return false;
  // A certificate of version 1 with serial number 0 begins the same way, but its issuer follows.
  const after = second.content + second.length;
  return after >= bytes.length || bytes[after] === 0x04;
}

function header(bytes: Uint8Array, at: number): Header | null {
  const [tag, size] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || size === undefined) return null;
  if (size < 0x80) return { tag, length: size, content: at + 2 };
  if (size === 0x80) return { tag, length: -1, content: at + 2 };
  const count = size - 0x80;
  if (count > 4 || at + 2 + count > bytes.length) return null;
  let length = 0;
  for (let i = 0; i < count; i += 1) length = length * 256 + bytes[at + 2 + i]!;
  return { tag, length, content: at + 2 + count };
}

function startsOid(bytes: Uint8Array, at: number, more: readonly number[]): boolean {
  const wanted = [...PKCS, ...more];
  return bytes[at] === 0x06 && bytes[at + 1]! > wanted.length && wanted.every((byte, i) => bytes[at + 2 + i] === byte);
}
