import { KEY_LINE, PUBLIC_LINE } from '../languages/en/passwordWords.js';
import { isMixed } from './base64Words.js';
import { base64Bytes } from './bytes.js';
import { OPENING_BYTES, publicOpening } from './keyDer.js';
import type { SecretSpan } from './secretSpan.js';

/**
 * A line of base64 as OpenSSL (64), OpenSSH (70), GnuPG (64) and MIME (76) break it, or one pasted with a sign lost.
 */
const LINE = /^[A-Za-z0-9+/]{56,80}={0,2}$/;
const LAST = /^[A-Za-z0-9+/]{1,80}={0,2}$/;
/** Random base64 of this length has around forty different signs; a repeated pattern or a name has fewer. */
const DIFFERENT = 24;
/** How pictures, documents, archives, JSON and SSH's public keys open in base64. */
const HARMLESS = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|JVBERi0|UEsDB|0M8R4KGx|PHN2Zy|UklGR|H4sI|eyJ|AAAA[BCE][23]N)/;
/** Longer lines hold no words around a line of a key. */
const LONGEST_SAYING = 400;

interface Line {
  start: number;
  end: number;
  text: string;
}

/**
 * Lines out of the middle of a key, as they come when somebody types or pastes some of them: unbroken base64 of 56 to
 * 80 signs in both cases with digits, each alone on its line (the last of several may be shorter), or in a line that
 * speaks of a key. What is said to be public stays, and what stands in an armour. A certificate or request that is
 * pasted without its BEGIN line is taken for one after its first line, which tells. So do hexadecimal (hashes, serial
 * numbers), host names, tokens with dots or dashes, the shorter and longer hashes, and what opens as a certificate,
 * picture, document or JSON does. Too much taken costs the customer one more message; too little costs them a key.
 * @param text a folded text
 */
export function keyLines(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const lines = linesOf(text);
  let armour = false;
  let said = '';
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (/-{2} {0,4}(?:BEGIN|END)/i.test(line.text.slice(0, 80)))
      armour = !/-{2} {0,4}END/i.test(line.text.slice(0, 80));
    if (armour) continue;
    if (!LINE.test(line.text)) {
      if (line.text !== '') said = line.text.slice(0, LONGEST_SAYING);
      if (line.text.length < LONGEST_SAYING) spans.push(...spokenIn(line));
      continue;
    }
    const last = endOfBlock(lines, i);
    const block = { start: line.start, end: lines[last]!.end, kind: 'private-key-part' as const };
    if (isKeyLike(line.text) && (last > i || !PUBLIC_LINE.test(said))) spans.push(block);
    i = last;
  }
  return spans;
}

/** The last of the lines of base64 that begin here. */
function endOfBlock(lines: readonly Line[], first: number): number {
  let last = first;
  while (last + 1 < lines.length && LINE.test(lines[last + 1]!.text)) last += 1;
  const next = lines[last + 1]?.text ?? '';
  return LAST.test(next) && (/[\d+/=]/.test(next) || isMixed(next)) ? last + 1 : last;
}

/** "line 3 of the key is …" */
function spokenIn({ start, text }: Line): SecretSpan[] {
  if (!KEY_LINE.test(text) || PUBLIC_LINE.test(text)) return [];
  return [...text.matchAll(/(?<![^\s:])[A-Za-z0-9+/]{56,}={0,2}(?![^\s,.;])/g)]
    .filter(({ 0: word }) => LINE.test(word) && isKeyLike(word))
    .map(({ 0: word, index }) => ({
      start: start + index,
      end: start + index + word.length,
      kind: 'private-key-part',
    }));
}

function isKeyLike(line: string): boolean {
  return (
    isMixed(line) &&
    !HARMLESS.test(line) &&
    new Set(line).size >= DIFFERENT &&
    !publicOpening(base64Bytes(line, 0, OPENING_BYTES))
  );
}

/** The lines, each without a quotation's marks before it and what a list or a program's string puts behind it. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found;
    let [start, end] = [at, next];
    while (start < end && ' >|*"\'\u00b7'.includes(text[start]!)) start += 1;
    while (end > start && ' "\',;'.includes(text[end - 1]!)) end -= 1;
    lines.push({ start, end, text: text.slice(start, end) });
    at = next + 1;
  }
  return lines;
}
