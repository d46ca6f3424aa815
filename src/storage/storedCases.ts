import type { Kysely } from 'kysely';
import type { Case } from '../cases/case.js';
import type { CaseStore } from '../cases/caseStore.js';
import type { Tables } from './tables.js';

/** Cases as rows. @param db the database, or the transaction of a turn */
export class StoredCases implements CaseStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async read(id: string): Promise<Case | null> {
    const row = await this.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    const { status, reason, facts, outcome, opened_at } = row;
    return {
      id,
      status: status as Case['status'],
      reason: reason as Case['reason'],
      facts: JSON.parse(facts) as Case['facts'],
      outcome,
      openedAt: new Date(opened_at).toISOString(),
    };
  }

  async keep(conversation: string, { id, status, reason, facts, outcome, openedAt }: Case): Promise<void> {
    const now = { status, reason, facts: JSON.stringify(facts), outcome };
    const written = await this.db
      .insertInto('cases')
      .values({ id, conversation, ...now, opened_at: Date.parse(openedAt) })
      .onConflict((row) => row.column('id').doUpdateSet(now).where('cases.conversation', '=', conversation))
      .returning('id')
      .executeTakeFirst();
    if (!written) throw new Error("a case's id was given twice");
  }
}
