import type { Concepts } from '../knowledge/words.js';
import { stem } from '../text/stem.js';
import { wordsOf } from './words.js';

const LONGEST = 6;
const MOST = 12;

/** Finds the trade's concepts in words: "pass phrase" and "PIN" are the same feature. */
export class ConceptFinder {
  private readonly said = new Map<string, string[]>();

  constructor(concepts: Concepts) {
    for (const [concept, sayings] of Object.entries(concepts)) {
      for (const saying of sayings) {
        const key = wordsOf(saying).map(stem).join(' ');
        const known = this.said.get(key) ?? [];
        if (key !== '' && !known.includes(concept)) this.said.set(key, [...known, concept]);
      }
    }
  }

  /**
   * The concepts said, the longest way of saying each place first, in order and once each; then each two of them
   * together.
   */
  features(words: string[]): string[] {
    const stems = words.map(stem);
    const found = new Set<string>();
    for (let at = 0; at < stems.length; ) {
      let taken = 0;
      for (let size = Math.min(LONGEST, stems.length - at); size > 0 && taken === 0; size--) {
        const concepts = this.said.get(stems.slice(at, at + size).join(' '));
        if (!concepts) continue;
        for (const concept of concepts) found.add(concept);
        taken = size;
      }
      at += Math.max(1, taken);
    }
    const single = [...found].slice(0, MOST).sort();
    return [...single, ...single.flatMap((one, index) => single.slice(index + 1).map((other) => `${one}+${other}`))];
  }
}
