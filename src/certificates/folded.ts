import { textOf } from './bytes.js';

/**
 * A text as a reader of keys sees it, and where each of its signs stood: sign `i` came from `[from[i], to[i])` of the
 * text.
 */
export interface Folded {
  text: string;
  from: Int32Array;
  to: Int32Array;
}

/** Stands in a folded text for what was taken out before: nothing reaches across it. */
export const BARRIER = '\u0000';

const NAMED: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  newline: '\n',
  tab: ' ',
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  plus: '+',
  sol: '/',
};
const NAMED_TOO: Record<string, string> = {
  equals: '=',
  dash: '-',
  hyphen: '-',
  minus: '-',
  ndash: '--',
  mdash: '--',
  shy: '',
  zwnj: '',
  zwj: '',
};
const ENTITIES = new Map(Object.entries({ ...NAMED, ...NAMED_TOO }));

const ENTITY = /&(?:amp;){0,4}(?:#x([0-9a-f]{1,5})|#(\d{1,6})|([a-z]{2,8}));/iy;
const PERCENT = /%(?:25){0,4}([0-7][0-9a-f])/iy;
const UNICODE = /u00([0-7][0-9a-f])|x(0a|0d|20|2d)/iy;
const TAG = /<\/?(?:br|p|div|span|pre|code|li|ul|ol|t[dr]|tt|b|i|wbr|font|blockquote)\b[^<>]{0,80}>/iy;
/** Signs that take no room on the screen, and those that only steer what does. */
const INVISIBLE = /\p{Cf}|\p{Mn}|[\u115f\u1160\u3164\uffa0]/u;
/** A word processor makes one long dash of two. */
const LONG_DASH = /[\u2012-\u2015\u2500\u2501\u2e3a\u2e3b\ufe58]/;
const DASH = /[\u2010\u2011\u2043\u2212\ufe63\uff0d]/;

/**
 * Undoes what happens to a key on its way into a message: escapes of JSON, shells, HTML and URLs, tags, full-width
 * letters, invisible signs, other dashes. Linear in the length of the text.
 * @param marker what was put in place of a secret before; it becomes a {@link BARRIER}
 * @returns a text of ASCII and middle dots
 */
export function fold(text: string, marker: string): Folded {
  const codes = new Uint8Array(2 * text.length);
  const [from, to] = [new Int32Array(2 * text.length), new Int32Array(2 * text.length)];
  let length = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 0x80 && PLAIN[code] === 1) {
      codes[length] = code;
      from[length] = at;
      at += 1;
      to[length] = at;
      length += 1;
      continue;
    }
    const [next, signs] = step(text, at, marker);
    for (let i = 0; i < signs.length; i += 1) {
      codes[length] = signs.charCodeAt(i);
      from[length] = at;
      to[length] = next;
      length += 1;
    }
    at = next;
  }
  return { text: textOf(codes.subarray(0, length)), from: from.subarray(0, length), to: to.subarray(0, length) };
}

/** ASCII that stands for itself, a marker's first sign apart. */
const PLAIN = new Uint8Array(128).fill(1);
for (const sign of ['\\', '&', '%', '<', '[', BARRIER]) PLAIN[sign.charCodeAt(0)] = 0;

/** The next sign or escape: where it ends, and what it stands for (two signs at most). */
function step(text: string, at: number, marker: string): [number, string] {
  const sign = text[at]!;
  if (sign === '\\') return escaped(text, at);
  if (sign === '&' || sign === '%' || sign === '<') return encoded(text, at, sign);
  if (text.startsWith(marker, at)) return [at + marker.length, BARRIER];
  if (sign === BARRIER) return [at + 1, ''];
  if (sign < '\u0080') return [at + 1, sign];
  const code = text.codePointAt(at)!;
  return [at + (code > 0xffff ? 2 : 1), wide(code)];
}

/** A run of backslashes and what it escapes; as often as a text was quoted, so many there are. */
function escaped(text: string, at: number): [number, string] {
  let next = at;
  while (text[next] === '\\') next += 1;
  const letter = text[next];
  if (letter === 'n' || letter === 'r') return [next + 1, '\n'];
  if (letter === 't') return [next + 1, ' '];
  UNICODE.lastIndex = next;
  const found = UNICODE.exec(text);
  return found ? [UNICODE.lastIndex, plain(Number.parseInt(found[1] ?? found[2]!, 16))] : [next, ''];
}

function encoded(text: string, at: number, sign: string): [number, string] {
  const pattern = sign === '&' ? ENTITY : sign === '%' ? PERCENT : TAG;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (!found) return [at + 1, sign];
  const next = pattern.lastIndex;
  if (sign === '<') return [next, '\n'];
  if (sign === '%') return [next, plain(Number.parseInt(found[1]!, 16))];
  const [, hex, decimal, name] = found;
  if (name !== undefined) {
    const meant = ENTITIES.get(name.toLowerCase());
    return meant === undefined ? [at + 1, sign] : [next, meant];
  }
  return [next, plain(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))];
}

/** The sign of a number, folded as if it had been typed. */
function plain(code: number): string {
  if (code === 0 || code > 0xffff) return '';
  return code < 0x80 ? String.fromCharCode(code) : wide(code);
}

/** What signs beyond ASCII were found to stand for, by pages of 256: looking one up anew takes a while. */
const PAGES = new Map<number, (string | undefined)[]>();

function wide(code: number): string {
  const page = PAGES.get(code >> 8) ?? new Array<string | undefined>(256);
  PAGES.set(code >> 8, page);
  const known = page[code & 255] ?? meant(String.fromCodePoint(code));
  page[code & 255] = known;
  return known;
}

function meant(sign: string): string {
  if (LONG_DASH.test(sign)) return '--';
  if (DASH.test(sign)) return '-';
  if (sign === '\u2028' || sign === '\u2029' || sign === '\u0085') return '\n';
  if (INVISIBLE.test(sign)) return '';
  const folded = sign.normalize('NFKC').trim();
  if (folded === '') return ' ';
  return folded.length === 1 && folded < '\u0080' ? folded : '\u00b7';
}
