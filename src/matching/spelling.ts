const SHORTEST = 4;

/** Mends words that neither the knowledge nor English knows: they become the knowledge's nearest word. */
export class Spelling {
  private readonly byLength = new Map<number, string[]>();

  /** @param known the knowledge's words with the number of phrasings that have them @param isCommon whether a word is a common English one */
  constructor(
    private readonly known: ReadonlyMap<string, number>,
    private readonly isCommon: (word: string) => boolean,
  ) {
    for (const word of known.keys()) this.byLength.set(word.length, [...(this.byLength.get(word.length) ?? []), word]);
  }

  /** The word, or what it was probably meant to be: one slip away, two from seven letters on. */
  mend(word: string): string {
    if (word.length < SHORTEST || /\d/.test(word) || this.known.has(word) || this.isCommon(word)) return word;
    const most = word.length > 6 ? 2 : 1;
    let best = word;
    let lowest = most + 0.99;
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const candidate of this.byLength.get(length) ?? []) {
        const distance = slips(word, candidate, most);
        if (distance > most) continue;
        const cost = distance + (word[0] === candidate[0] ? 0 : 0.5) - Math.min(0.3, 0.05 * Math.log(this.known.get(candidate) ?? 1));
        if (cost < lowest) [lowest, best] = [cost, candidate];
      }
    }
    return best;
  }
}

/** Optimal string alignment distance (letters changed, added, left out, neighbours swapped); anything above `most` is `most + 1`. */
export function slips(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
