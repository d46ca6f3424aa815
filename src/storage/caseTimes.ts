import { type RawBuilder, sql } from 'kysely';
import type { CaseTable } from './caseTables.js';

/**
 * What is meant where a replica of the release before wrote a case, which knows none of these columns: it has waited,
 * and was changed, since it was opened. Indexes stand on the same words (migration 010), so they are kept as they are.
 */
export const waitingSince = sql<number>`coalesce(cases.waiting_since, cases.opened_at)`;
export const changedAt = sql<number>`coalesce(nullif(cases.changed_at, 0), cases.opened_at)`;
/** Timers look at once at what it wrote; with that look it is a case like the others. */
export const dueAt: RawBuilder<number | null> = sql`coalesce(cases.due_at,
  case when cases.body is null and cases.status = 'waiting' then cases.opened_at end)`;

type Times = Pick<CaseTable, 'waiting_since' | 'changed_at' | 'opened_at'>;

/** The same of a row that was read. */
export const waitingSinceOf = ({ waiting_since, opened_at }: Times): number => waiting_since ?? opened_at;
export const changedAtOf = ({ changed_at, opened_at }: Times): number => Number(changed_at) || opened_at;
