import { editDistance } from '../text/editDistance.js';

const SHORTEST = 4;

/** Mends words that neither the knowledge nor English knows: they become the knowledge's nearest word. */
export class Spelling {
  private readonly byLength = new Map<number, { word: string; letters: number }[]>();

  /**
   * @param known the knowledge's words with the number of phrasings that have them @param isCommon whether a word is
   * a common English one
   */
  constructor(
    private readonly known: ReadonlyMap<string, number>,
    private readonly isCommon: (word: string) => boolean,
  ) {
    for (const word of known.keys()) {
      const alike = this.byLength.get(word.length) ?? [];
      alike.push({ word, letters: lettersOf(word) });
      this.byLength.set(word.length, alike);
    }
  }

  /** The word, or what it was probably meant to be: one slip away, two from seven letters on. */
  mend(word: string): string {
    if (word.length < SHORTEST || /\d/.test(word) || this.known.has(word) || this.isCommon(word)) return word;
    const most = word.length > 6 ? 2 : 1;
    const own = lettersOf(word);
    let best = word;
    let lowest = most + 0.99;
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const { word: candidate, letters } of this.byLength.get(length) ?? []) {
        // A slip changes two letters of the set at the most.
        if (bits(own ^ letters) > 2 * most) continue;
        const distance = editDistance(word, candidate, most);
        if (distance > most) continue;
        const cost =
          distance +
          (word[0] === candidate[0] ? 0 : 0.5) -
          Math.min(0.3, 0.05 * Math.log(this.known.get(candidate) ?? 1));
        if (cost < lowest) [lowest, best] = [cost, candidate];
      }
    }
    return best;
  }
}

/** Which letters a word has, one bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}
