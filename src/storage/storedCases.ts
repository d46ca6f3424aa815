import { type Kysely, sql } from 'kysely';
import { type Case, caseKept, isUrgent, openCase } from '../cases/case.js';
import type { CaseStore, ChangedCase } from '../cases/caseStore.js';
import type { CaseTable } from './caseTables.js';
import type { Tables } from './tables.js';

/** Cases as rows. @param db the database, or the transaction of a turn */
export class StoredCases implements CaseStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async read(id: string): Promise<Case | null> {
    const row = await this.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? caseOf(row) : null;
  }

  async keep(conversation: string, { case: kept, history }: ChangedCase, now = Date.now()): Promise<void> {
    const row = { ...columnsOf(kept), changed_at: now };
    const written = await this.db
      .insertInto('cases')
      .values({ id: kept.id, conversation, version: 1, opened_at: Date.parse(kept.openedAt), ...row })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ ...row, version: sql`cases.version + 1` })
          .where('cases.conversation', '=', conversation),
      )
      .returning('version')
      .executeTakeFirst();
    if (!written) throw new Error("a case's id was given twice");
    for (const { at, by, what, from, to, note, via } of history)
      await this.db
        .insertInto('case_history')
        .columns([
          'case_id',
          'seq',
          'at',
          'by_kind',
          'by_id',
          'by_name',
          'what',
          'from_status',
          'to_status',
          'note',
          'via',
        ])
        .expression(
          sql`select cast(${kept.id} as text), coalesce(max(seq), 0) + 1, cast(${Date.parse(at)} as bigint),
            cast(${by.kind} as text), cast(${by.kind === 'agent' ? by.id : null} as text),
            cast(${by.kind === 'agent' ? by.name : null} as text), cast(${what} as text), cast(${from} as text),
            cast(${to} as text), cast(${note} as text), cast(${via ?? null} as text)
            from case_history where case_id = ${kept.id}`,
        )
        .execute();
  }
}

/** A case's columns, but for what only its first writing sets. */
function columnsOf(kept: Case): Omit<CaseTable, 'id' | 'conversation' | 'version' | 'opened_at' | 'changed_at'> {
  const { status, reason, facts, outcome, agent, group, waitingSince, resolvedAt, dueAt } = kept;
  const ms = (time: string | null) => (time === null ? null : Date.parse(time));
  return {
    ...{ status, reason, outcome, facts: JSON.stringify(facts), body: JSON.stringify(kept) },
    ...{ rank: isUrgent(kept) ? 0 : 1, agent: agent?.id ?? null, group_name: group },
    ...{ waiting_since: ms(waitingSince), resolved_at: ms(resolvedAt), due_at: ms(dueAt) },
  };
}

/** The case that a row holds. One of the release before this table knew agents waits since it was opened. */
export function caseOf(row: Pick<CaseTable, 'id' | 'reason' | 'facts' | 'outcome' | 'opened_at' | 'body'>): Case {
  if (row.body !== null) return caseKept(JSON.parse(row.body) as Case);
  const { id, reason, facts, outcome, opened_at } = row;
  const news = { reason: reason as Case['reason'], facts: JSON.parse(facts) as Case['facts'], outcome };
  const at = new Date(Number(opened_at)).toISOString();
  return { ...openCase(null, news, { id, at }), dueAt: at };
}
