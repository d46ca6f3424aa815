import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { plain, type Saying } from './sayings.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Step {
  from: number;
  says: Saying;
  count: number;
}
const counted = (says: Saying, unit: number, counts: readonly number[]): Step[] =>
  counts.map((count) => ({ from: count * unit, says, count }));
const MOST_DAYS = 30;

/** From when on a time is said so: few enough that a card which waits isn't edited all the time. */
const steps: readonly Step[] = [
  ...counted('teams.waited.moments', MINUTE, [0]),
  ...counted('teams.waited.minutes', MINUTE, [2, 5, 10, 15, 20, 30, 45]),
  ...counted('teams.waited.hour', HOUR, [1]),
  ...counted('teams.waited.hours', HOUR, [2, 3, 4, 6, 8, 12, 18]),
  ...counted('teams.waited.day', DAY, [1]),
  ...counted(
    'teams.waited.days',
    DAY,
    Array.from({ length: MOST_DAYS - 1 }, (_, at) => at + 2),
  ),
];

/** How long somebody has waited, in words. @param since ISO timestamp @param now ms */
export function waitedInWords(knowledge: Pick<CaseKnowledge, 'says'>, since: string, now: number): string {
  const waited = Math.max(0, now - Date.parse(since));
  const { says, count } = steps.findLast(({ from }) => from <= waited)!;
  return plain(knowledge, says, { count });
}

/** When it is said otherwise (ms); null: never again. */
export function otherwiseAt(since: string, now: number): number | null {
  const began = Math.min(now, Date.parse(since));
  const next = steps.find(({ from }) => began + from > now);
  return next ? began + next.from : null;
}
