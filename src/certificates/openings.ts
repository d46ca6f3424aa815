import { keyOpening, OPENING_BYTES, type Opening } from './keyDer.js';

/** openssh-key-v1, Java's key store and its JCEKS kin. */
const MAGIC: [string, Opening['kind']][] = [
  ['openssh-key-v1\0', 'private-key'],
  ['\u00fe\u00ed\u00fe\u00ed\0\0\0', 'key-store'],
  ['\u00ce\u00ce\u00ce\u00ce\0\0\0', 'key-store'],
];
/** OpenPGP's public-key algorithms (RFC 9580, section 9.1, and those of before). */
const ALGORITHMS: ReadonlySet<number> = new Set([1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28]);
/** RSA, Elgamal and DSA begin with a number that says first how many bits it has. */
const NUMBERED: ReadonlySet<number> = new Set([1, 2, 3, 16, 17]);
/** 1991, when PGP came out, and 2100. */
const [FIRST_DAY, LAST_DAY] = [0x27800000, 0xf4865700];

/**
 * Whether these bytes open as a secret in a file of its own does: DER ({@link keyOpening}), OpenSSH's format, Java's
 * stores, OpenPGP's secret keys.
 * @param bytes the first {@link OPENING_BYTES} of them, or all there are
 */
export function secretOpening(bytes: Uint8Array): Opening | null {
  if (bytes[0] === 0x30) return keyOpening(bytes);
  const found = MAGIC.find(([magic]) => begins(bytes, magic));
  return found ? { kind: found[1], length: 0 } : pgpOpening(bytes);
}

/** Where in bytes a secret opens, wherever it begins; null where none does. */
export function openingWithin(bytes: Uint8Array): Opening | null {
  for (let at = 0; at < bytes.length; at += 1) {
    if (!OPENS[bytes[at]!]) continue;
    const opening = secretOpening(bytes.subarray(at, at + OPENING_BYTES));
    if (opening) return opening;
  }
  return null;
}

const PGP_TAGS = [0x94, 0x95, 0x96, 0x9c, 0x9d, 0x9e, 0xc5, 0xc7];
const OPENS = new Uint8Array(256);
for (const byte of [0x30, ...PGP_TAGS, ...MAGIC.map(([magic]) => magic.charCodeAt(0))]) OPENS[byte] = 1;

/** A packet with a secret key or subkey (RFC 9580, sections 4.2 and 5.5.3): header, version, day, algorithm. */
function pgpOpening(bytes: Uint8Array): Opening | null {
  if (!PGP_TAGS.includes(bytes[0]!)) return null;
  const { length, content } = packet(bytes);
  const version = bytes[content]!;
  if (length < 20 || version < 3 || version > 6) return null;
  const day = number(bytes, content + 1, 4);
  const at = content + (version === 3 ? 7 : 5);
  const algorithm = bytes[at]!;
  if (day < FIRST_DAY || day > LAST_DAY || !ALGORITHMS.has(algorithm)) return null;
  const next = at + (version > 4 ? 5 : 1);
  if (NUMBERED.has(algorithm)) {
    const bits = number(bytes, next, 2);
    const top = bytes[next + 2] ?? 0;
    if (bits < 512 || bits > 16_384 || Math.clz32(top) !== 24 + ((8 - (bits % 8)) % 8)) return null;
  } else if (algorithm < 25 && !isCurve(bytes, next)) return null;
  return { kind: 'private-key', length: content + length };
}

/** A curve's object identifier: its length, and 1.2, 1.3 or 1.3.132 … for a beginning. */
function isCurve(bytes: Uint8Array, at: number): boolean {
  return bytes[at]! >= 3 && bytes[at]! <= 16 && (bytes[at + 1] === 0x2a || bytes[at + 1] === 0x2b);
}

function packet(bytes: Uint8Array): { length: number; content: number } {
  const tag = bytes[0]!;
  if (tag < 0xc0) {
    const size = 1 << (tag & 3);
    return { length: number(bytes, 1, size), content: 1 + size };
  }
  const first = bytes[1]!;
  if (first < 192) return { length: first, content: 2 };
  if (first < 224) return { length: ((first - 192) << 8) + (bytes[2] ?? 0) + 192, content: 3 };
  return first === 255 ? { length: number(bytes, 2, 4), content: 6 } : { length: 0, content: 2 };
}

function number(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = 0; i < size; i += 1) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

function begins(bytes: Uint8Array, magic: string): boolean {
  for (let i = 0; i < magic.length; i += 1) if (bytes[i] !== magic.charCodeAt(i)) return false;
  return true;
}
