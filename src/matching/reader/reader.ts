import { Recent } from '../../text/recent.js';
import { type Encoder, WIDTH } from '../encoder/encoder.js';
import { meaningOf } from '../meaning.js';
import { featureKey } from './featureKey.js';
import { featuresOf } from './features.js';
import { columnsOf, type Learned } from './learned.js';
import { lengthOf } from './rows.js';
import { softmax } from './softmax.js';

/** Characters read of a text. */
const CHARACTERS = 600;
/** Readings remembered: a message is looked at by many rules. One takes about 3 kB. */
const REMEMBERED = 400;

/** A label and how probable it is, 0 to 1. */
export interface Leaning {
  label: string;
  p: number;
}

/**
 * What examples teach about a message, by head: a fact of a form (`loss`), or one of the bot's own (`act`, `about`,
 * `control`). It leans; it never decides alone: its probabilities don't carry over whole to what nobody has written
 * yet (limits.ts).
 *
 *     reader.read('the disk has had it', 'loss').loss   // [{ label: 'server', p: 0.94 }, { label: 'none', p: 0.03 },
 *     …]
 */
export interface LearnedReader {
  /**
   * @param text a message or a clause of one
   * @param open what was asked: a fact's name, `confirm`, `summary`, `offer` or `none`
   * @returns every label of every head, the most probable first
   */
  read(text: string, open: string): Readonly<Record<string, readonly Leaning[]>>;
}

/** A reader over what was learned. Its encodings are the matcher's too where both are given one encoder. */
export function openReader(learned: Learned, encoder: Encoder): LearnedReader {
  const columns = columnsOf(learned.heads);
  const rows = new Map(Array.from(learned.keys, (key, row) => [key, row]));
  const remembered = new Recent<ReturnType<LearnedReader['read']>>(REMEMBERED);
  return {
    read(text, open) {
      const key = text.slice(0, CHARACTERS);
      return remembered.get(`${open} ${key}`, () => leanings(key, open));
    },
  };

  function leanings(text: string, open: string): ReturnType<LearnedReader['read']> {
    const z = sums(text, open);
    let from = 0;
    return Object.fromEntries(
      learned.heads.map(({ name, labels }) => {
        const shares = z.slice(from, from + labels.length);
        from += labels.length;
        softmax(shares);
        return [name, labels.map((label, c) => ({ label, p: shares[c]! })).sort((a, b) => b.p - a.p)];
      }),
    );
  }

  function sums(text: string, open: string): Float64Array {
    const z = Float64Array.from(learned.bias);
    const features = featuresOf(text, open);
    const length = lengthOf(features);
    for (const [name, value] of features) {
      const row = rows.get(featureKey(name));
      if (row === undefined) continue;
      const v = (value / length) * learned.scales[row]!;
      for (let c = 0; c < columns; c++) z[c]! += v * learned.weights[row * columns + c]!;
    }
    const meaning = meaningOf(encoder, text);
    const weights = learned.meaning;
    for (let k = 0, at = 0; k < WIDTH; k++) {
      const number = meaning[k]!;
      for (let c = 0; c < columns; c++, at++) z[c]! += number * weights[at]!;
    }
    return z;
  }
}
