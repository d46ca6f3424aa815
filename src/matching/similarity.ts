/**
 * Share of the weight of a feature that no phrasing has: it makes a text less like all of them, but less than a known
 * one would.
 */
const UNKNOWN = 0.3;

/**
 * A similarity's numbers as they are kept in an index: features in order, and for each the phrasings that have it,
 * with their weights.
 */
export interface SimilarityData {
  features: string[];
  rarity: Float32Array;
  unknownRarity: number;
  /** Where each feature's entries start; one more than there are features. */
  starts: Uint32Array;
  phrasings: Uint32Array;
  weights: Float32Array;
}

interface Feature {
  id: number;
  weight: number;
}

/** Cosine of tf-idf vectors of one kind of feature, against all phrasings at once through an inverted list. */
export class Similarity {
  private readonly ids: Map<string, number>;
  /** How often the text at hand has each feature; nothing between two texts. */
  private readonly times: Uint16Array;

  constructor(readonly data: SimilarityData) {
    this.ids = new Map(data.features.map((feature, id) => [feature, id]));
    this.times = new Uint16Array(data.features.length);
  }

  /** Learns the features of the phrasings, each given as its list of features. */
  static over(phrasings: string[][]): Similarity {
    const count = phrasings.length;
    const spread = new Map<string, number>();
    for (const list of phrasings)
      for (const feature of new Set(list)) spread.set(feature, (spread.get(feature) ?? 0) + 1);
    const names = [...spread.keys()];
    const rarity = Float32Array.from(names, (name) => Math.log((count + 1) / (spread.get(name)! + 1)) + 1);
    const starts = new Uint32Array(names.length + 1);
    names.forEach((name, id) => {
      starts[id + 1] = starts[id]! + spread.get(name)!;
    });
    const total = starts[names.length]!;
    const data = {
      features: names,
      rarity,
      unknownRarity: Math.log(count + 1) + 1,
      starts,
      phrasings: new Uint32Array(total),
      weights: new Float32Array(total),
    };
    const made = new Similarity(data);
    const next = Uint32Array.from(starts);
    phrasings.forEach((list, phrasing) => {
      for (const { id, weight } of made.vector(list)) {
        const at = next[id]!++;
        data.phrasings[at] = phrasing;
        data.weights[at] = weight;
      }
    });
    return made;
  }

  /** Adds `share` times the similarity to each phrasing to `sums`. */
  addTo(sums: Float32Array, list: readonly string[], share: number): void {
    const { starts, phrasings, weights } = this.data;
    for (const { id, weight } of this.vector(list)) {
      const scaled = weight * share;
      const end = starts[id + 1]!;
      for (let at = starts[id]!; at < end; at++) sums[phrasings[at]!]! += scaled * weights[at]!;
    }
  }

  /** The features that phrasings have, in the order of the list, weighted so that the whole has length one. */
  private vector(list: readonly string[]): Feature[] {
    const { rarity, unknownRarity } = this.data;
    const features: Feature[] = [];
    let square = 0;
    for (const name of list) {
      const id = this.ids.get(name);
      if (id === undefined) square += UNKNOWN * unknownRarity ** 2;
      else if (this.times[id]!++ === 0) features.push({ id, weight: 0 });
    }
    for (const feature of features) {
      const weight = (1 + Math.log(this.times[feature.id]!)) * rarity[feature.id]!;
      feature.weight = weight;
      square += weight * weight;
      this.times[feature.id] = 0;
    }
    const length = Math.sqrt(square) || 1;
    for (const feature of features) feature.weight /= length;
    return features;
  }
}
