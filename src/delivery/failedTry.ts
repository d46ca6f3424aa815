import { Refused, type Retry } from './deliverer.js';
import type { Failed } from './letters.js';

/**
 * What becomes of a try that failed: there is another after a pause, or it is given up.
 *
 * @param retry how often and for how long; undefined where nobody can try it
 * @param made of what was tried, its number and the time (ms); `since`, where that counts, when the oldest was said
 */
export function failedTry(
  fault: unknown,
  retry: Retry | undefined,
  { attempts, now, since = now }: { attempts: number; now: number; since?: number },
): Failed {
  const may = fault instanceof Refused ? undefined : retry;
  const again = may !== undefined && attempts < may.attempts && now - since <= may.longestMs;
  return {
    attempts,
    error: (fault instanceof Error ? fault.name : 'Error').slice(0, 100),
    dueAt: now + (may?.pause(attempts) ?? 0),
    deadAt: again ? null : now,
  };
}
