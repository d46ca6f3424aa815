import { hexValue } from './bytes.js';
import { BARRIER } from './folded.js';

/** Bytes that were written as numbers, and where they stand. */
export interface ByteRow {
  start: number;
  end: number;
  bytes: Uint8Array;
}

/** An Ed25519 key, the shortest that tells what it is, has 48 bytes. */
const LEAST = 40;
/** Commas, colons, line breaks and indents between two numbers are no longer. */
const LONGEST_GAP = 24;
/** `xxd`, `hexdump -C` and `certutil -dump` write so many in a line at most, behind its offset. */
const LINE_OF_DUMP = 16;

/**
 * Rows of bytes in a text: hexadecimal, run together or with colons, commas, spaces or line breaks between
 * ("30:82:…", "0x30, 0x82, …"), dumps with offsets, and lists of decimal numbers ("48, 130, …", Java's negative ones
 * as well).
 * @param text a folded text
 */
export function byteRows(text: string): ByteRow[] {
  const rows: ByteRow[] = [];
  const [hex, decimal] = [new Row(rows), new Row(rows)];
  /** In a line of a dump: how many bytes may still come, before what only shows them as letters. */
  let dump: number | null = null;
  /** Among those letters there may be what reads like a line break. */
  let strayed = false;
  let end = 0;
  for (let at = 0; at < text.length; at = end) {
    if (!isWritten(text.charCodeAt(at))) {
      end = at + 1;
      continue;
    }
    end = at + 1;
    while (end < text.length && isWritten(text.charCodeAt(end))) end += 1;
    const gap = gapBefore(text, at);
    if (gap.newLine && isOffset(text, at, end)) {
      [dump, strayed] = [LINE_OF_DUMP, false];
      continue;
    }
    if (gap.newLine && dump !== null) [dump, strayed] = strayed ? [null, false] : [0, true];
    if (dump === 0) continue;
    if (!gap.plain && dump === null) {
      hex.close();
      decimal.close();
    }
    const before = hex.length;
    if (hex.addHex(text, at, end)) {
      if (dump !== null) dump = Math.max(0, dump - (hex.length - before));
    } else if (dump !== null) dump = 0;
    else hex.close();
    if (!decimal.addDecimal(text, at, end)) decimal.close();
  }
  hex.close();
  decimal.close();
  return rows;
}

class Row {
  length = 0;
  private bytes = new Uint8Array(64);
  private start = 0;
  private end = 0;

  constructor(private readonly rows: ByteRow[]) {}

  addHex(text: string, from: number, end: number): boolean {
    const prefixed = text[from] === '0' && (text.charCodeAt(from + 1) | 32) === 120;
    const at = prefixed ? from + 2 : from;
    if (prefixed ? end - at > 2 || end === at : (end - at) % 2 !== 0) return false;
    for (let i = at; i < end; i += 1) if (hexValue(text.charCodeAt(i)) < 0) return false;
    if (end - at === 1) this.add(hexValue(text.charCodeAt(at)));
    else
      for (let i = at; i < end; i += 2) this.add(hexValue(text.charCodeAt(i)) * 16 + hexValue(text.charCodeAt(i + 1)));
    this.spread(from, end);
    return true;
  }

  addDecimal(text: string, from: number, end: number): boolean {
    if (end - from > 3) return false;
    let value = 0;
    for (let i = from; i < end; i += 1) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) return false;
      value = value * 10 + digit;
    }
    if (value > 255) return false;
    this.add(text[from - 1] === '-' ? 256 - value : value);
    this.spread(from, end);
    return true;
  }

  close(): void {
    if (this.length >= LEAST)
      this.rows.push({ start: this.start, end: this.end, bytes: this.bytes.slice(0, this.length) });
    this.length = 0;
    this.start = -1;
  }

  private spread(from: number, end: number): void {
    if (this.start < 0) this.start = from;
    this.end = end;
  }

  private add(byte: number): void {
    if (this.length === 0) this.start = -1;
    if (this.length === this.bytes.length) {
      const more = new Uint8Array(2 * this.length);
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }
}

/** What stands between a number and the one before it. */
function gapBefore(text: string, at: number): { plain: boolean; newLine: boolean } {
  let newLine = at === 0;
  for (let i = at - 1; i >= 0 && at - i <= LONGEST_GAP + 1; i -= 1) {
    const sign = text[i]!;
    if (isWritten(text.charCodeAt(i))) return { plain: at - i <= LONGEST_GAP + 1, newLine };
    if (sign === '\n' || sign === BARRIER || i === 0) newLine = true;
    if (!BETWEEN.has(sign)) return { plain: false, newLine };
  }
  return { plain: false, newLine };
}

const BETWEEN: ReadonlySet<string> = new Set([...' \n,:;-|>{}[]()"\'\u00b7']);

/** "00000010:", or four to eight digits and two spaces, at a line's beginning. */
function isOffset(text: string, at: number, end: number): boolean {
  const digits = end - at;
  if (digits < 4 || digits > 8 || digits % 2 !== 0) return false;
  for (let i = at; i < end; i += 1) if (hexValue(text.charCodeAt(i)) < 0) return false;
  return text[end] === ':' ? text[end + 1] === ' ' : text[end] === ' ' && text[end + 1] === ' ';
}

function isWritten(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
