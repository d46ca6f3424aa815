import { confidenceOf, sureness } from './limits.js';
import type { Match } from './match.js';
import type { Trained } from './training.js';

/** As many as programs are told of; `ask --json` promises five. */
const RANKED = 5;
/**
 * An entry with this share of the first one's confidence is a rival: "did you mean" is asked. Of the gate's 444 right
 * answers 0.7 takes one away, 0.5 takes four.
 */
const RIVAL = 0.7;

/** What a text scores: its targets, best first, and each target's score. */
export interface TargetScores {
  targets: number[];
  scores: Float32Array;
}

/** The best entries. The confidence of a later one is what it would be if those before it were not there. */
export function rankingOf({ limits, targets: all }: Trained, { targets, scores }: TargetScores): Match['ranking'] {
  const entries = targets.filter((target) => !all[target]!.outside);
  const rival = Math.max(...targets.filter((target) => all[target]!.outside).map((target) => scores[target]!), 0);
  return entries.slice(0, RANKED).map((target, place) => {
    const own = scores[target]!;
    const others = Math.max(rival, scores[entries[place === 0 ? 1 : 0]!] ?? 0);
    return { id: all[target]!.id, confidence: confidenceOf(limits, sureness(own, others)) };
  });
}

/** A second entry is nearly as likely as the first: "what about the backup stuff?". */
export function hasRival(trained: Trained, scored: TargetScores): boolean {
  const [first, second] = rankingOf(trained, scored);
  return first !== undefined && second !== undefined && second.confidence >= RIVAL * first.confidence;
}
