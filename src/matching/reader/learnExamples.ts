import type { Example } from '../../knowledge/example.js';
import type { Encoder } from '../encoder/encoder.js';
import { meaningOf } from '../meaning.js';
import { keepEncodings, keptEncodings } from './encodings.js';
import { learn } from './learn.js';
import type { Learned } from './learned.js';

/**
 * Learns from a desk's examples, if it has any. Texts that were encoded before aren't encoded again.
 * @param kept the folder where encodings are kept, and which weights they are of
 */
export function learnExamples(
  examples: readonly Example[],
  encoder: Encoder,
  kept: { folder: string; weights: string },
  onProgress: (what: string, share: number) => void,
): Learned | null {
  if (examples.length === 0) return null;
  const before = keptEncodings(kept.folder, kept.weights);
  const now = new Map<string, Float32Array>();
  const meaning = (text: string) => {
    const known = now.get(text) ?? before.get(text) ?? meaningOf(encoder, text);
    now.set(text, known);
    return known;
  };
  const learned = learn(examples, meaning, onProgress);
  keepEncodings(kept.folder, kept.weights, now);
  return learned;
}
