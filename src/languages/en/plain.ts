import { fold } from '../../text/fold.js';

/** Contractions, with and without their apostrophe, and what they stand for. */
const contractions: [RegExp, string][] = [
  [/\b(?:can't|cannot|cant)\b/g, 'can not'],
  [/\b(?:won't|wont)\b/g, 'will not'],
  [/\bshan't\b/g, 'shall not'],
  [/\bain't\b/g, 'is not'],
  [/n't\b/g, ' not'],
  [/\b(do|does|did|is|was|are|were|has|have|had|could|would|should)nt\b/g, '$1 not'],
  [/\bi'm\b|\bim\b/g, 'i am'],
  [/\b(i|you|we|they)'?ve\b/g, '$1 have'],
  [/\b(we|they|you)'re\b/g, '$1 are'],
  [/\b(i|you|we|they|he|she|it|that)'ll\b/g, '$1 will'],
  [/\b(i|you|we|they|he|she|it)'d\b/g, '$1 would'],
  [/\blet's\b/g, 'let us'],
  [/\b(it|that|there|what|he|she|who|how|where|here|everything|nothing|one)'s\b/g, '$1 is'],
  [/\b(that|there|what|where|here)s\b/g, '$1 is'],
  [/\bits (?=been|just|only|gone|lost|the|a|all|fine|ok|not|no|wrong|right|correct)/g, 'it is '],
  [/\bno[ -]one\b/g, 'nobody'],
  // "The key's gone" is the key is gone; of other words nobody can tell.
  [
    /'s (?=(?:been|gone|lost|missing|vanished|dead|fine|there|still|not|just|only|a|the|in|on|all|now|wrong|right|what)\b)/g,
    ' is ',
  ],
  [/'s\b/g, " 's"],
];

/**
 * A text in small letters, its contractions written out, signs apart from words, quotes and dashes plain. What stands
 * in capitals (`NAME0`, `DATE1`) stays.
 */
export function plain(text: string): string {
  const kept = fold(text).replace(/\b(name|date)(\d+)\b/g, (whole: string, kind: string, number: string, at: number) =>
    text.slice(at, at + whole.length) === whole.toUpperCase() ? `${kind.toUpperCase()}${number}` : whole,
  );
  return contractions
    .reduce((soFar, [short, long]) => soFar.replace(short, long), kept)
    .replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replace(/\s-+\s/g, ' , ')
    .replace(/[,;:()]+|[.!?…]+/g, (signs) => ` ${signs.includes('?') ? '?' : /[.!…]/.test(signs) ? '.' : ','} `)
    .replace(/\s+/g, ' ')
    .trim();
}
