import { plain } from './checkPhrasings.js';

/** One way of saying something. */
export interface Saying {
  text: string;
  meaning: string;
}

/**
 * The sayings that mean something else already, or that stand under their meaning already letter for letter, each
 * with the earlier one. Spellings that only punctuation tells apart may stand beside each other under one meaning
 * ("step-up", "step up").
 */
export function doublyMeant<T extends Saying>(sayings: T[]): { saying: T; earlier: T }[] {
  const first = new Map<string, T>();
  const spelt = new Set<string>();
  return sayings.flatMap((saying) => {
    const earlier = first.get(plain(saying.text));
    const spelling = saying.text.toLowerCase();
    const twice = spelt.has(spelling);
    spelt.add(spelling);
    if (!earlier) first.set(plain(saying.text), saying);
    return earlier && (twice || earlier.meaning !== saying.meaning) ? [{ saying, earlier }] : [];
  });
}
