import type { Facts } from '../knowledge/facts.js';

/** A conversation that waits for a person, and what that person needs to know. */
export interface Case {
  /** What a customer quotes. */
  id: string;
  status: 'waiting';
  /** Why a person is wanted. */
  reason: 'asked' | 'decided';
  facts: Facts;
  /** The outcome that led here, where a form decided. */
  outcome: string | null;
  /** ISO timestamp. */
  openedAt: string;
}

/**
 * Opens a case, or brings the one that is open up to date: a conversation has one case, however often a person is
 * asked for.
 */
export function openCase(
  open: Case | null,
  news: Pick<Case, 'reason' | 'facts' | 'outcome'>,
  made: { id: string; at: string },
): Case {
  const outcome = news.outcome ?? open?.outcome ?? null;
  return open ? { ...open, ...news, outcome } : { id: made.id, status: 'waiting', openedAt: made.at, ...news, outcome };
}

/** The case with what is known by now; where nothing is known any more it keeps what it has. */
export function withFacts(open: Case, facts: Facts): Case {
  const same = JSON.stringify(open.facts) === JSON.stringify(facts);
  return same || Object.keys(facts).length === 0 ? open : { ...open, facts: { ...facts } };
}
