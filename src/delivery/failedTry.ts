import { Refused, type Retry } from './deliverer.js';
import { Later } from './later.js';
import type { Failed } from './letters.js';

/**
 * What becomes of a try that failed: there is another after a pause, or it is given up. One that was only put off, and
 * never begun, counts for no try.
 *
 * @param retry how often and for how long; undefined where nobody can try it
 * @param made how often it was tried before, and the time (ms); `since`, where that counts, when the oldest was said
 */
export function failedTry(
  fault: unknown,
  retry: Retry | undefined,
  { before, now, since = now }: { before: number; now: number; since?: number },
): Failed {
  const later = fault instanceof Later ? fault : null;
  const tried = later?.tried !== false;
  const attempts = before + (tried ? 1 : 0);
  const may = fault instanceof Refused ? undefined : retry;
  const again = may !== undefined && (!tried || (attempts < may.attempts && now - since <= may.longestMs));
  const pause = tried ? (may?.pause(attempts) ?? 0) : 0;
  return {
    attempts,
    error: (fault instanceof Error ? fault.name : 'Error').slice(0, 100),
    dueAt: now + Math.max(pause, later?.inMs ?? 0),
    deadAt: again ? null : now,
  };
}
