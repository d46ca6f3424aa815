import type { CaseLimits } from '../knowledge/desk.js';
import type { Case, Status } from './case.js';
import type { CaseKnowledge } from './caseKnowledge.js';
import { afterLimit, type Whose } from './limits.js';

/** How long a stage lasts. */
interface Stage {
  limit: keyof CaseLimits;
  /** Since when; null: since now. */
  since: string | null;
  time: Whose;
}

/** The stage that a case is in, by where it stands. */
const stages: Record<Exclude<Status, 'closed'>, (open: Case) => Stage> = {
  waiting: ({ told, waitingSince }) =>
    told
      ? { limit: 'unclaimed', since: waitingSince, time: 'customers' }
      : { limit: 'waiting', since: waitingSince, time: 'agents' },
  assigned: ({ answeredAt }) => ({
    limit: answeredAt === null ? 'firstAnswer' : 'answer',
    ...{ since: null, time: 'agents' },
  }),
  'with-customer': () => ({ limit: 'customerQuiet', since: null, time: 'customers' }),
  'on-hold': () => ({ limit: 'onHold', since: null, time: 'agents' }),
  resolved: () => ({ limit: 'resolved', since: null, time: 'customers' }),
  'returned-to-bot': () => ({ limit: 'returned', since: null, time: 'customers' }),
};

/** When somebody has to look at the case who is not asked; ISO, null: never. @param at now */
export function dueOf(
  open: Case,
  at: string,
  knowledge: Pick<CaseKnowledge, 'limits' | 'hours' | 'holidays' | 'timeZone'>,
): string | null {
  if (open.status === 'closed') return null;
  const { limit, since, time } = stages[open.status](open);
  return afterLimit(since ?? at, knowledge.limits[limit], knowledge, time);
}
