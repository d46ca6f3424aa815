import type { Example } from '../../knowledge/example.js';
import { WIDTH } from '../encoder/encoder.js';
import { featureKey } from './featureKey.js';
import { columnsOf, type Head, type Learned } from './learned.js';
import { minimum } from './minimum.js';
import { type Rows, rowsOf } from './rows.js';
import { softmax } from './softmax.js';

/**
 * Chosen on whole hands left out (bench/reader.mjs): the less is learned by heart, the more a probability holds for
 * other people's words.
 */
export const SETTINGS = {
  /** How much the encoder's numbers count beside the features. */
  meaning: 2,
  /** Pulls weights towards nothing. */
  decay: 0.5,
  steps: 30,
  /** Features of fewer examples aren't learned. */
  fewest: 2,
  /** A feature that no label gets so much weight from is left out. */
  least: 0.02,
};

/** An error so small moves nothing. */
const SETTLED = 1e-3;

/**
 * Learns a softmax regression for each head, over features and meaning. Deterministic: the same examples give the
 * same numbers.
 * @param meaningOf a text's 512 numbers
 */
export function learn(
  examples: readonly Example[],
  meaningOf: (text: string) => Float32Array,
  onProgress: (what: string, share: number) => void = () => undefined,
  settings = SETTINGS,
): Learned {
  const heads = headsOf(examples);
  const rows = rowsOf(examples, meaningOf, settings.fewest, (share) => onProgress('Encoding examples', share));
  const solutions = heads.map((head, index) => {
    onProgress('Learning examples', index / heads.length);
    const labels = Int8Array.from(examples, (example) => head.labels.indexOf(example.labels[head.name] ?? ''));
    return solve(rows, labels, head.labels.length, settings);
  });
  return packed(heads, rows, solutions, settings);
}

/** The weights of one head: features x labels, then labels x 512, then one a label. */
function solve(rows: Rows, labels: Int8Array, count: number, settings: typeof SETTINGS): Float64Array {
  const { starts, features, values, meanings } = rows;
  const dense = rows.names.length * count;
  const bias = dense + WIDTH * count;
  const { decay, meaning: share } = settings;
  const z = new Float64Array(count);
  return minimum(bias + count, settings.steps, (weights, slope) => {
    let sum = 0;
    for (let i = 0; i < bias; i++) {
      slope[i] = decay * weights[i]!;
      sum += 0.5 * decay * weights[i]! * weights[i]!;
    }
    slope.fill(0, bias);
    for (let row = 0; row < labels.length; row++) {
      const label = labels[row]!;
      if (label < 0) continue;
      const meaning = meanings[row]!;
      const [start, end] = [starts[row]!, starts[row + 1]!];
      for (let c = 0; c < count; c++) z[c] = weights[bias + c]! + share * product(meaning, weights, dense + c * WIDTH);
      for (let i = start; i < end; i++) {
        const at = features[i]! * count;
        const value = values[i]!;
        for (let c = 0; c < count; c++) z[c]! += value * weights[at + c]!;
      }
      const own = z[label]!;
      sum += softmax(z) - own;
      z[label]! -= 1;
      for (let i = start; i < end; i++) {
        const at = features[i]! * count;
        const value = values[i]!;
        for (let c = 0; c < count; c++) slope[at + c]! += value * z[c]!;
      }
      for (let c = 0; c < count; c++) {
        slope[bias + c]! += z[c]!;
        if (Math.abs(z[c]!) < SETTLED) continue;
        const error = share * z[c]!;
        for (let k = 0, at = dense + c * WIDTH; k < WIDTH; k++, at++) slope[at]! += error * meaning[k]!;
      }
    }
    return sum;
  });
}

/** Four sums at once: one would wait for itself at each number. */
function product(meaning: Float32Array, weights: Float64Array, at: number): number {
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let k = 0; k < WIDTH; k += 4) {
    one += meaning[k]! * weights[at + k]!;
    two += meaning[k + 1]! * weights[at + k + 1]!;
    three += meaning[k + 2]! * weights[at + k + 2]!;
    four += meaning[k + 3]! * weights[at + k + 3]!;
  }
  return one + two + three + four;
}

/** The heads side by side, features that count for nothing left out. */
function packed(heads: Head[], { names, rarity }: Rows, solutions: Float64Array[], settings: typeof SETTINGS): Learned {
  const columns = columnsOf(heads);
  const row = (feature: number) =>
    heads.flatMap(({ labels }, head) =>
      labels.map((_, c) => rarity[feature]! * solutions[head]![feature * labels.length + c]!),
    );
  const kept = names
    .map((name, feature) => ({ key: featureKey(name), weights: row(feature) }))
    .map((one) => ({ ...one, largest: Math.max(...one.weights.map(Math.abs)) }))
    .filter(({ largest }) => largest >= settings.least)
    .sort((a, b) => a.key - b.key);
  const meaning = new Float32Array(WIDTH * columns);
  const bias = new Float32Array(columns);
  let from = 0;
  heads.forEach(({ labels: { length } }, head) => {
    const own = solutions[head]!.subarray(names.length * length);
    for (let c = 0; c < length; c++) {
      bias[from + c] = own[WIDTH * length + c]!;
      for (let k = 0; k < WIDTH; k++) meaning[k * columns + from + c] = settings.meaning * own[c * WIDTH + k]!;
    }
    from += length;
  });
  return {
    heads,
    keys: Uint32Array.from(kept, ({ key }) => key),
    weights: Int8Array.from(
      kept.flatMap(({ weights, largest }) => weights.map((w) => Math.round((127 * w) / largest))),
    ),
    scales: Float32Array.from(kept, ({ largest }) => largest / 127),
    meaning,
    bias,
  };
}

/**
 * The heads that the examples are labelled for, each with every label that one of them has, in the order of the
 * alphabet.
 */
function headsOf(examples: readonly Example[]): Head[] {
  const labels = new Map<string, Set<string>>();
  for (const example of examples)
    for (const [head, label] of Object.entries(example.labels))
      labels.set(head, (labels.get(head) ?? new Set()).add(label));
  return [...labels]
    .map(([name, all]) => ({ name, labels: [...all].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
