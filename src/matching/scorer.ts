import { ConceptFinder } from './concepts.js';
import { EmbeddingTable } from './encoder/embeddingTable.js';
import type { Encoder } from './encoder/encoder.js';
import { meaningOf } from './meaning.js';
import { ScoreTable } from './scoreTable.js';
import { Similarity } from './similarity.js';
import { Spelling } from './spelling.js';
import { SHARPNESS, sharesOf, type Trained } from './training.js';
import { features, wordsOf } from './words.js';

/** A text's scores, and how they came about. */
export interface Scored {
  /** One a target. */
  scores: Float32Array;
  /** To each phrasing, 0 to 1. */
  similarities: Float32Array;
  /** The words after mending. */
  words: string[];
  /** Share of the words that the knowledge or English knows: next to none in another language. */
  understood: number;
}

/** Scores a text against every target: similarities to all phrasings, through the kernel, times the solution. */
export class Scorer {
  private readonly embeddings: EmbeddingTable;
  private readonly solution: ScoreTable;
  private readonly kinds: { stems: Similarity; pairs: Similarity; letters: Similarity; concepts: Similarity };
  private readonly finder: ConceptFinder;
  private readonly shares: ReturnType<typeof sharesOf>;
  private readonly spelling: Spelling;
  /** The knowledge's words with the number of phrasings that have them. */
  private readonly spread = new Map<string, number>();

  constructor(
    trained: Trained,
    private readonly encoder: Encoder,
  ) {
    this.embeddings = new EmbeddingTable(trained.embeddings);
    this.solution = new ScoreTable(trained.coefficients, trained.targets.length);
    const { stems, pairs, letters, concepts } = trained.similarities;
    this.kinds = {
      stems: new Similarity(stems),
      pairs: new Similarity(pairs),
      letters: new Similarity(letters),
      concepts: new Similarity(concepts),
    };
    this.finder = new ConceptFinder(trained.concepts);
    this.shares = sharesOf(trained.concepts);
    for (const text of trained.texts)
      for (const word of new Set(wordsOf(text))) this.spread.set(word, (this.spread.get(word) ?? 0) + 1);
    this.spelling = new Spelling(this.spread, (word) => encoder.pieces.isWord(word));
  }

  score(text: string): Scored {
    const typed = wordsOf(text);
    const words = typed.map((word) => this.spelling.mend(word));
    const mended = typed.reduce(
      (soFar, word, index) => (word === words[index] ? soFar : soFar.replace(new RegExp(word, 'i'), words[index]!)),
      text,
    );
    const similarities = this.alike(words, meaningOf(this.encoder, mended));
    const kernel = new Float32Array(similarities.length);
    for (let k = 0; k < kernel.length; k++) kernel[k] = Math.exp(SHARPNESS * (similarities[k]! - 1));
    const scores = this.solution.scores(kernel);
    return { scores, similarities, words, understood: this.understood(typed) };
  }

  private understood(words: string[]): number {
    return (
      words.filter((word) => this.spread.has(word) || this.encoder.pieces.isWord(word)).length /
      Math.max(1, words.length)
    );
  }

  private alike(words: string[], embedding: Float32Array): Float32Array {
    const { shares, kinds } = this;
    const sums = this.embeddings.toAll(embedding);
    for (let k = 0; k < sums.length; k++) sums[k]! *= shares.meaning;
    kinds.stems.addTo(sums, features.stems(words), shares.stems);
    kinds.pairs.addTo(sums, features.pairs(words), shares.pairs);
    kinds.letters.addTo(sums, features.letters(words), shares.letters);
    if (shares.concepts > 0) kinds.concepts.addTo(sums, this.finder.features(words), shares.concepts);
    return sums;
  }
}
