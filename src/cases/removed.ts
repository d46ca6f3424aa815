import { freshBrief } from './brief.js';
import type { Case } from './case.js';
import type { ChangedCase } from './caseStore.js';
import type { Who } from './history.js';

/** Why nothing is kept any more of what was said: its time was over, or somebody asked for it. */
export type Why = 'retention' | 'erasure';

/**
 * What is left of a case once nothing is known of its customer: that it was, when, and what agents decided, so that
 * its history and the figures of its time stay. @param at ISO timestamp
 */
export function removed(kept: Case, { why, by, at }: { why: Why; by: Who; at: string }): ChangedCase {
  const { override, rating } = kept;
  const bare: Case = {
    ...kept,
    ...{ status: 'closed', facts: {}, contact: { name: null, email: null, telephone: null }, asking: null },
    brief: freshBrief(),
    override: override && { ...override, reason: '' },
    rating: rating && { ...rating, comment: null },
    ...{ resolution: null, waitingSince: null, dueAt: null },
  };
  return { case: bare, history: [{ at, by, what: 'removed', from: kept.status, to: 'closed', note: why }] };
}

/** Notes of the history that are no words of anybody's: they stay. */
export const keptNotes = ['opened', 'rated', 'transfer', 'ask', 'brought-back', 'removed'] as const;
