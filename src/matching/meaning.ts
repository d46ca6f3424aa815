import { sentences } from '../text/sentences.js';
import { type Encoder, WIDTH } from './encoder/encoder.js';

/** Raise it when texts get other numbers than before: numbers kept in older indexes are then of no use. */
export const MEANING = 3;
/** From this many characters on a message is taken sentence by sentence. */
const LONG = 160;

/**
 * What a text means, as the encoder's 512 numbers of length one. A long message is the mean of its sentences: that
 * costs less than the whole at once (attention grows with the square), and the question in a story isn't drowned.
 */
export function meaningOf(encoder: Encoder, text: string): Float32Array {
  const parts = text.length < LONG ? [] : sentences(text.slice(0, 600)).filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (parts.length < 2) return encoder.encode(text);
  const sum = new Float32Array(WIDTH);
  for (const part of parts) {
    const numbers = encoder.encode(part);
    for (let k = 0; k < WIDTH; k++) sum[k]! += numbers[k]!;
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
