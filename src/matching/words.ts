import { withoutContractions } from '../languages/en/contractions.js';
import { stem } from '../text/stem.js';

/** Characters, words and letters a word that are looked at: a long message must not cost more than a question. */
const LIMITS = { characters: 600, words: 60, letters: 40 };

/** A text in lower case, contractions written out. */
export function writtenOut(text: string): string {
  return withoutContractions(text.slice(0, LIMITS.characters).normalize('NFKC').toLowerCase());
}

/** A text's words, lower case, contractions written out. */
export function wordsOf(text: string): string[] {
  return (writtenOut(text).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length <= LIMITS.letters)
    .slice(0, LIMITS.words);
}

/** What similarity is counted in: each turns words into features. */
export const features = {
  stems: (words: string[]): string[] => words.map(stem),
  pairs: (words: string[]): string[] => {
    const stems = words.map(stem);
    return stems.slice(1).map((second, index) => `${stems[index]} ${second}`);
  },
  letters: (words: string[]): string[] => {
    const all: string[] = [];
    for (const word of words) {
      const marked = `<${word}>`;
      for (const size of [3, 4, 5])
        for (let at = 0; at + size <= marked.length; at++) all.push(marked.slice(at, at + size));
    }
    return all;
  },
};
