import { fill } from './fill.js';
import type { Sayings } from './sayings.js';

/**
 * One of the bot's sentences from `knowledge/sayings/`, filled.
 * @throws if the knowledge lacks the key, which the check at start rules out
 */
export function say(sayings: Pick<Sayings, 'says'>, key: string, values: Record<string, unknown> = {}): string {
  const template = sayings.says[key];
  if (template === undefined) throw new Error(`knowledge/sayings: no sentence "${key}"`);
  return fill(template, values);
}

/** What a customer is told for a reader's reason, from `knowledge/sayings/problems.yaml`. @throws as {@link say} */
export function sayProblem(
  sayings: Pick<Sayings, 'problems'>,
  problem: { reason: string; about: Record<string, string> },
): string {
  const template = sayings.problems[problem.reason];
  if (template === undefined) throw new Error(`knowledge/sayings/problems.yaml: no sentence "${problem.reason}"`);
  return fill(template, problem.about);
}
