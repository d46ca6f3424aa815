import { fold } from './fold.js';
import { Recent } from './recent.js';
import type { Span } from './span.js';
import { stem } from './stem.js';

/** A word of a text: folded, without apostrophes, and its stem. */
export interface Word extends Span {
  text: string;
  stem: string;
  /** A comma, full stop or the like stands between it and the word before. */
  breaks: boolean;
}

const recent = new Recent<readonly Word[]>(200);
/** Of long messages only the last few are remembered: each is read by many rules, one after another. */
const recentLong = new Recent<readonly Word[]>(4);
const LONG = 500;
const LONGEST = 5000;

/** Cuts a text into words; hyphens part them, an emoji is one. */
export function wordsOf(text: string): readonly Word[] {
  if (text.length > LONGEST) return cut(text);
  return (text.length > LONG ? recentLong : recent).get(text, () => cut(text));
}

function cut(text: string): Word[] {
  const plain = fold(text);
  const words: Word[] = [];
  let end = 0;
  for (const match of plain.matchAll(/[\p{L}\p{N}\p{M}]+(?:'\p{L}+)*|\p{Extended_Pictographic}/gu)) {
    const word = match[0].replaceAll("'", '');
    words.push({
      text: word,
      stem: stem(word),
      start: match.index,
      end: match.index + match[0].length,
      breaks: /[,.;:!?\n]|\s[-/]\s/.test(plain.slice(end, match.index)),
    });
    end = match.index + match[0].length;
  }
  return words;
}
