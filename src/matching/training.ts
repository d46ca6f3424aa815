import type { Concepts } from '../knowledge/words.js';
import { ConceptFinder } from './concepts.js';
import { EmbeddingTable, wholeNumbers } from './encoder/embeddingTable.js';
import { type Encoder, WIDTH } from './encoder/encoder.js';
import { type Limits, limitsFrom, sureness, type Tolerance, type Trial } from './limits.js';
import { meaningOf } from './meaning.js';
import { solve } from './ridge.js';
import { Similarity, type SimilarityData } from './similarity.js';
import type { Target } from './targets.js';
import { features, wordsOf } from './words.js';

/**
 * How much each similarity counts; the sum of those in use is made one. Chosen on this FAQ's phrasings, each left out
 * in turn, with the public sets of `npm run bench` in view. 90.5 % found their entry first; with `concepts: 0` it was
 * 89.6 %, with `letters: 0` 89.9 %, with `stems: 0` 90.1 %, and with `pairs: 0` or `meaning` from 3 to 8 within 0.3 of
 * it.
 */
export const SHARES = { stems: 1, pairs: 0.4, letters: 1, concepts: 0.4, meaning: 5 };
/**
 * Gaussian kernel over the mixed similarity: exp(SHARPNESS * (similarity - 1)). Left out, from 1 to 3 all found 90.4 to
 * 90.7 % first, 4 found 90.0 % and 6 found 89.2 %. It is 3 because 2 lost half a point on the bench's FAQ pages and on
 * telling CLINC150's strangers apart.
 */
export const SHARPNESS = 3;
/**
 * How far a phrasing may be missed for a smoother solution. Left out, from 0.03 to 0.2 all found 90.4 to 90.5 % first,
 * 0.4 found 90.0 %.
 */
const RIDGE = 0.1;
/**
 * Left-out phrasings are harder than what customers ask, so these shares are above what is wanted of the answers: with
 * them 1.6 % of the left-out phrasings are answered wrongly, but 0.2 % of the gate's questions, and 1 % of those near
 * the FAQ that it doesn't answer. `wrong` is the one that sets the limit now (0.47). At `strangers: 0.1` it was 0.52,
 * which gave the gate two points fewer right answers and no fewer wrong ones. `missed` was chosen: one in twenty may be
 * told "I don't know" where "did you mean" would have helped.
 */
export const TOLERANCE: Tolerance = { wrong: 0.07, strangers: 0.15, missed: 0.05 };

export type Kind = 'stems' | 'pairs' | 'letters' | 'concepts';

/** What training leaves: everything a matcher needs beside the encoder. */
export interface Trained {
  targets: { id: string; outside: boolean }[];
  texts: string[];
  /** Each text's target. */
  targetOf: number[];
  /** texts x 512, as whole numbers. */
  embeddings: Int16Array;
  similarities: Record<Kind, SimilarityData>;
  concepts: Concepts;
  /** texts x targets. */
  coefficients: Float32Array;
  limits: Limits;
  /** The left-out figures: the share of phrasings whose target came first, and what was decided on them. */
  leftOut: LeftOut;
}

/** Shares, from 0 to 1, over phrasings each left out in turn. */
export interface LeftOut {
  first: number;
  amongThree: number;
  answeredRight: number;
  answeredWrong: number;
  outsideAnswered: number;
  /** The share whose own target came first, by target. */
  firstByTarget: Record<string, number>;
}

export interface TrainingOptions {
  concepts?: Concepts;
  tolerance?: Tolerance;
  /** An embedding that is known already. */
  known?: (text: string) => Int16Array | undefined;
  /** Told what is being done and the share of it that is done. */
  onProgress?: (what: string, share: number) => void;
}

/** Learns what phrasings mean. Deterministic: the same targets give the same numbers. */
export function train(targets: Target[], encoder: Encoder, options: TrainingOptions = {}): Trained {
  const { concepts = {}, tolerance = TOLERANCE, known, onProgress = () => undefined } = options;
  const texts = targets.flatMap((target) => target.phrasings);
  const targetOf = targets.flatMap((target, index) => target.phrasings.map(() => index));
  const embeddings = new Int16Array(texts.length * WIDTH);
  texts.forEach((text, index) => {
    embeddings.set(known?.(text) ?? wholeNumbers(meaningOf(encoder, text)), index * WIDTH);
    if (index % 50 === 0) onProgress('Encoding phrasings', index / texts.length);
  });
  const words = texts.map(wordsOf);
  const finder = new ConceptFinder(concepts);
  const similarities = {
    stems: Similarity.over(words.map(features.stems)),
    pairs: Similarity.over(words.map(features.pairs)),
    letters: Similarity.over(words.map(features.letters)),
    concepts: Similarity.over(words.map((list) => finder.features(list))),
  };
  const shares = sharesOf(concepts);
  const sums = new Float32Array(texts.length);
  const table = EmbeddingTable.inBlocks(embeddings);
  const { coefficients, leftOut, withoutTarget } = solve(
    targetOf,
    targets.length,
    RIDGE,
    (row, into) => {
      sums.fill(0);
      const list = words[row]!;
      similarities.stems.addTo(sums, features.stems(list), shares.stems);
      similarities.pairs.addTo(sums, features.pairs(list), shares.pairs);
      similarities.letters.addTo(sums, features.letters(list), shares.letters);
      if (shares.concepts > 0) similarities.concepts.addTo(sums, finder.features(list), shares.concepts);
      const meanings = table.toEarlier(row);
      for (let other = 0; other <= row; other++)
        into[other] = Math.exp(SHARPNESS * (sums[other]! + shares.meaning * meanings[other]! - 1));
    },
    (share) => onProgress('Learning', share),
  );
  const outside = targets.map((target) => target.outside ?? false);
  const trials = targetOf.flatMap((target, row) => [
    trialOf(leftOut[row]!, target, outside, outside[target] ? 'outside' : 'phrasing'),
    trialOf(withoutTarget[row]!, target, outside, 'stranger'),
  ]);
  const limits = limitsFrom(trials, tolerance);
  return {
    targets: targets.map(({ id }, index) => ({ id, outside: outside[index]! })),
    texts,
    targetOf,
    embeddings,
    similarities: {
      stems: similarities.stems.data,
      pairs: similarities.pairs.data,
      letters: similarities.letters.data,
      concepts: similarities.concepts.data,
    },
    concepts,
    coefficients,
    limits,
    leftOut: { ...leftOutFigures(trials, limits), firstByTarget: firstByTarget(targets, targetOf, leftOut) },
  };
}

/** The shares in use, summing to one. */
export function sharesOf(concepts: Concepts): typeof SHARES {
  const used = { ...SHARES, concepts: Object.keys(concepts).length > 0 ? SHARES.concepts : 0 };
  const sum = Object.values(used).reduce((total, share) => total + share, 0);
  return Object.fromEntries(Object.entries(used).map(([name, share]) => [name, share / sum])) as typeof SHARES;
}

/** The best targets of a row of scores, best first. */
export function best(scores: ArrayLike<number>, count: number): number[] {
  const top: number[] = [];
  for (let target = 0; target < scores.length; target++) {
    let at = top.length;
    while (at > 0 && scores[target]! > scores[top[at - 1]!]!) at--;
    if (at < count) top.splice(at, 0, target);
    if (top.length > count) top.pop();
  }
  return top;
}

function trialOf(scores: Float32Array, target: number, outside: boolean[], kind: Trial['kind']): Trial {
  const top = best(scores, 3);
  const right = kind !== 'stranger' && top[0] === target;
  return {
    sureness: sureness(scores[top[0]!]!, top[1] === undefined ? 0 : scores[top[1]]!),
    kind,
    right,
    answerable: !outside[top[0]!],
    near: kind === 'phrasing' && top.includes(target),
  };
}

function firstByTarget(targets: Target[], targetOf: number[], leftOut: Float32Array[]): Record<string, number> {
  const share = (index: number) => {
    const rows = leftOut.filter((_, row) => targetOf[row] === index);
    return rows.filter((scores) => best(scores, 1)[0] === index).length / Math.max(1, rows.length);
  };
  return Object.fromEntries(targets.flatMap(({ id, outside }, index) => (outside ? [] : [[id, share(index)]])));
}

function leftOutFigures(trials: Trial[], limits: Limits): Omit<LeftOut, 'firstByTarget'> {
  const phrasings = trials.filter((trial) => trial.kind === 'phrasing');
  const outside = trials.filter((trial) => trial.kind === 'outside');
  const share = (list: Trial[], holds: (trial: Trial) => boolean) =>
    list.length === 0 ? 0 : list.filter(holds).length / list.length;
  const answered = (trial: Trial) => trial.answerable && trial.sureness >= limits.answer;
  return {
    first: share(phrasings, (trial) => trial.right),
    amongThree: share(phrasings, (trial) => trial.near),
    answeredRight: share(phrasings, (trial) => answered(trial) && trial.right),
    answeredWrong: share(phrasings, (trial) => answered(trial) && !trial.right),
    outsideAnswered: share(outside, answered),
  };
}
