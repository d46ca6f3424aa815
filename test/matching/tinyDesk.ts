import { openKnowledge } from '../../src/assistant.js';
import { Encoder } from '../../src/matching/encoder/encoder.js';
import type { Target } from '../../src/matching/targets.js';
import { targetsOf } from '../../src/matching/targets.js';
import { secondDesk } from '../knowledge/secondDesk.js';

export const encoder = new Encoder();

/** The library's targets, and its knowledge: small enough to learn in a moment. */
export function library() {
  const knowledge = openKnowledge(secondDesk());
  return { knowledge, targets: targetsOf(knowledge) };
}

/** Each target with a few of its phrasings. */
export function few(targets: Target[], count: number): Target[] {
  return targets.map((target) => ({ ...target, phrasings: target.phrasings.slice(0, count) }));
}

/** The product of two embeddings: 1 means the same. */
export function nearness(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
