import type { Example } from '../../knowledge/example.js';
import { featuresOf } from './features.js';

/** Examples as numbers: all features of all of them, one example after the other. */
export interface Rows {
  /** The features that are learned. */
  names: string[];
  /** What a feature counts more for being rare. */
  rarity: Float32Array;
  /** Where each example's features start; one more than there are examples. */
  starts: Uint32Array;
  /** Which features, and what each counts. */
  features: Uint32Array;
  values: Float32Array;
  meanings: Float32Array[];
}

/** A rare feature counts at most so many times a common one. */
const RAREST = 6;

/** @param fewest examples that must have a feature */
export function rowsOf(
  examples: readonly Example[],
  meaningOf: (text: string) => Float32Array,
  fewest: number,
  onProgress: (share: number) => void,
): Rows {
  const found = examples.map(({ text, open }) => featuresOf(text, open));
  const spread = new Map<string, number>();
  for (const features of found) for (const name of features.keys()) spread.set(name, (spread.get(name) ?? 0) + 1);
  const names = [...spread.keys()].filter((name) => spread.get(name)! >= fewest);
  const ids = new Map(names.map((name, id) => [name, id]));
  const rarity = Float32Array.from(names, (name) =>
    Math.min(RAREST, Math.log(examples.length / spread.get(name)!) + 1),
  );
  const starts = new Uint32Array(examples.length + 1);
  const features: number[] = [];
  const values: number[] = [];
  found.forEach((one, row) => {
    const length = lengthOf(one);
    for (const [name, value] of one) {
      const id = ids.get(name);
      if (id === undefined) continue;
      features.push(id);
      values.push((value / length) * rarity[id]!);
    }
    starts[row + 1] = features.length;
  });
  const meanings = examples.map(({ text }, row) => {
    if (row % 50 === 0) onProgress(row / examples.length);
    return meaningOf(text);
  });
  return { names, rarity, starts, features: Uint32Array.from(features), values: Float32Array.from(values), meanings };
}

/** How long a text's features are together, those unknown included: each counts for its share of it. */
export function lengthOf(features: Map<string, number>): number {
  return Math.hypot(...features.values()) || 1;
}
