import { stripVTControlCharacters } from 'node:util';

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 100;
/** What a line begins with; the lines that follow it stand under the text behind it. */
const OPENING = /^\s*(?:(?:[-•]|\[\d+\]|\d+[.)])\s+)?/;

/** The columns to write in, or `Infinity` where the stream is no terminal: programs break lines themselves. */
export function columnsOf(stream: { isTTY?: boolean; columns?: number }): number {
  return stream.isTTY && stream.columns ? Math.min(stream.columns, WIDEST) : Number.POSITIVE_INFINITY;
}

/** Breaks lines at spaces so that none is longer than the columns; a longer word stands alone. Colours take no room. */
export function wrap(text: string, columns: number): string {
  if (columns === Number.POSITIVE_INFINITY) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  if (plain.length <= columns) return line;
  const opening = OPENING.exec(plain)?.[0].length ?? 0;
  const indent = ' '.repeat(opening < columns / 2 ? opening : 0);
  const lines: string[] = [];
  let current = '';
  for (const [, gap, word] of line.matchAll(/(\s*)(\S+)/g)) {
    const next = `${current}${gap}${word}`;
    if (current.trim() === '' || stripVTControlCharacters(next).length <= columns) {
      current = next;
    } else {
      lines.push(current);
      current = `${indent}${word}`;
    }
  }
  return [...lines, current].join('\n');
}
