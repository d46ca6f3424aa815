// Bytes without Node's Buffer: the browser reads the same way.

/** The value of each sign of base64, in either alphabet (RFC 4648, sections 4 and 5); 255 for any other sign. */
export const BASE64_VALUES = new Uint8Array(128).fill(255);
for (const [value, sign] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  BASE64_VALUES[sign.charCodeAt(0)] = value;
BASE64_VALUES['-'.charCodeAt(0)] = 62;
BASE64_VALUES['_'.charCodeAt(0)] = 63;

/**
 * The bytes of base64 in either alphabet; signs that are none are passed over.
 * @param from where to begin: groups of four are counted from there
 * @param most so many bytes are enough
 */
export function base64Bytes(text: string, from = 0, most = Number.POSITIVE_INFINITY): Uint8Array {
  const bytes = new Uint8Array(Math.min(most, Math.ceil(((text.length - from) * 3) / 4)));
  let [length, bits, held] = [0, 0, 0];
  for (let i = from; i < text.length && length < bytes.length; i += 1) {
    const value = BASE64_VALUES[text.charCodeAt(i)] ?? 255;
    if (value === 255) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = held >> bits;
  }
  return bytes.subarray(0, length);
}

/** What a hexadecimal digit is worth; -1 for any other sign's code. */
export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const small = code | 32;
  return small >= 97 && small <= 102 ? small - 87 : -1;
}

/** Each sign's code as a byte (Latin-1), at most so many. */
export function latin1Bytes(text: string, most: number): Uint8Array {
  return Uint8Array.from({ length: Math.min(most, text.length) }, (_, i) => text.charCodeAt(i));
}

const ASCII = new TextDecoder('latin1');

/** Bytes as text of ASCII: zeros are left out (UTF-16 has one beside each letter), what is no ASCII becomes a dot. */
export function asciiOf(bytes: Uint8Array): string {
  const signs = new Uint8Array(bytes.length);
  let length = 0;
  for (const byte of bytes) if (byte !== 0) signs[length++] = byte < 0x80 ? byte : 0xb7;
  return textOf(signs.subarray(0, length));
}

/** The text of codes below 0x80 and of 0xb7. */
export const textOf = (codes: Uint8Array): string => ASCII.decode(codes);
