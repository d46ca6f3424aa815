import { stem } from './stem.js';
import { type Word, wordsOf } from './words.js';

/** Shorter words are too near to others to be mended. */
const SHORTEST = 4;
/** A word with a letter left out is mended from this length on. */
const SHORTEST_CUT = 5;

/**
 * Mends the usual slips of the fingers in words of the trade: two neighbours swapped ("lsot"), a letter left out
 * ("privte"), a letter doubled ("serrver"). A letter replaced by another makes other words ("cost", "host") and is
 * left alone.
 */
export class Spelling {
  /** How a word comes out mistyped, and the word meant; `null` where several may be. */
  private readonly meant = new Map<string, string | null>();

  /**
   * @param phrases what the words of the trade stand in
   * @param real words that are right as they are although they look like a slip ("lots")
   */
  constructor(phrases: Iterable<string>, real: ReadonlySet<string>) {
    const known = new Set([...phrases].flatMap((phrase) => wordsOf(phrase).map(({ text }) => text)));
    for (const word of known)
      for (const slip of slipsOf(word))
        if (!known.has(slip) && !real.has(slip))
          this.meant.set(slip, this.meant.has(slip) && this.meant.get(slip) !== word ? null : word);
  }

  mended(words: readonly Word[]): readonly Word[] {
    if (!words.some(({ text }) => this.meant.get(text))) return words;
    return words.map((word) => {
      const text = this.meant.get(word.text);
      return text ? { ...word, text, stem: stem(text) } : word;
    });
  }
}

function slipsOf(word: string): string[] {
  if (word.length < SHORTEST || /\d/.test(word)) return [];
  const slips: string[] = [];
  for (let i = 0; i < word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i + 1)];
    if (i + 1 < word.length && word[i] !== word[i + 1])
      slips.push(`${before}${word[i + 1]}${word[i]}${word.slice(i + 2)}`);
    if (word.length > SHORTEST_CUT) slips.push(before + after);
    slips.push(before + word[i] + word[i] + after);
  }
  return slips;
}
