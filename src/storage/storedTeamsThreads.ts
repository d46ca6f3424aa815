import type { Selectable, Updateable } from 'kysely';
import type { AgentsThreads, Lease, Next, Thread } from '../channels/teams/agents/threads.js';
import type { Database } from './database.js';
import type { TeamsThreadTable } from './teamsTables.js';

/** Where a case stands that somebody may still be wanted for. */
const LIVE = ['waiting', 'assigned', 'with-customer', 'on-hold'];
/** A settled case is looked at for so long after its last change: notes are added to them, too. */
const LATELY_MS = 24 * 3600_000;

/** The threads of the agents' channel as rows. */
export class StoredTeamsThreads implements AgentsThreads {
  constructor(private readonly database: Database) {}

  async due(channel: string, now: number, most: number): Promise<string[]> {
    const unbegun = await this.database.read
      .selectFrom('cases')
      .select('id')
      .where('status', 'in', LIVE)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('teams_threads')
              .select('case_id')
              .where('channel', '=', channel)
              .whereRef('case_id', '=', 'cases.id'),
          ),
        ),
      )
      .orderBy('opened_at')
      .limit(most)
      .execute();
    const free = this.database.read
      .selectFrom('teams_threads')
      .innerJoin('cases', 'cases.id', 'teams_threads.case_id')
      .select('cases.id')
      .where('teams_threads.channel', '=', channel)
      .where('teams_threads.leased_until', '<=', now)
      .where('teams_threads.rests_until', '<=', now)
      .orderBy('cases.changed_at')
      .limit(most);
    const behind = await free
      .where('teams_threads.over', '=', 0)
      .where(({ or, eb }) =>
        or([eb('cases.version', '>', eb.ref('teams_threads.version')), eb('teams_threads.due_at', '<=', now)]),
      )
      .execute();
    const settled = await free
      .where('cases.changed_at', '>', now - LATELY_MS)
      .whereRef('cases.version', '>', 'teams_threads.version')
      .execute();
    return [...new Set([...behind, ...unbegun, ...settled].map(({ id }) => id))].slice(0, most);
  }

  async lease(channel: string, caseId: string, { holder, now, until }: Lease): Promise<Thread | null> {
    const held = { leased_by: holder, leased_until: until };
    const fresh = { version: 0, said_seq: 0, history_seq: 0, renewals: 0, attempts: 0, rests_until: 0, over: 0 };
    const row = await this.database.write
      .insertInto('teams_threads')
      .values({ channel, case_id: caseId, ...fresh, ...held })
      .onConflict((conflict) =>
        conflict
          .columns(['channel', 'case_id'])
          .doUpdateSet(held)
          .where(({ or, eb }) =>
            or([eb('teams_threads.leased_until', '<=', now), eb('teams_threads.leased_by', '=', holder)]),
          ),
      )
      .returningAll()
      .executeTakeFirst();
    return row ? threadOf(row) : null;
  }

  async advance(channel: string, caseId: string, lease: Lease, to: Partial<Thread>): Promise<boolean> {
    const { numUpdatedRows } = await this.database.write
      .updateTable('teams_threads')
      .set({ ...columnsOf(to), leased_until: lease.until })
      .where('channel', '=', channel)
      .where('case_id', '=', caseId)
      .where('leased_by', '=', lease.holder)
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows) > 0;
  }

  async release(channel: string, caseId: string, holder: string, { dueAt, restsUntil, over }: Next): Promise<void> {
    await this.database.write
      .updateTable('teams_threads')
      .set({ leased_by: null, leased_until: 0, due_at: dueAt, rests_until: restsUntil, over: over ? 1 : 0 })
      .where('channel', '=', channel)
      .where('case_id', '=', caseId)
      .where('leased_by', '=', holder)
      .execute();
  }

  async posted(channel: string, caseId: string, messageId: string): Promise<void> {
    await this.database.write
      .insertInto('teams_lines')
      .values({ channel, case_id: caseId, message_id: messageId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async lines(channel: string, caseId: string): Promise<string[]> {
    const rows = await this.database.read
      .selectFrom('teams_lines')
      .select('message_id')
      .where('channel', '=', channel)
      .where('case_id', '=', caseId)
      .execute();
    return rows.map(({ message_id }) => message_id);
  }

  async tookBack(channel: string, caseId: string, messageId: string): Promise<void> {
    await this.database.write
      .deleteFrom('teams_lines')
      .where('channel', '=', channel)
      .where('case_id', '=', caseId)
      .where('message_id', '=', messageId)
      .execute();
  }

  async forget(channel: string, caseId: string, holder: string): Promise<void> {
    await this.database.transact(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('teams_threads')
        .where('channel', '=', channel)
        .where('case_id', '=', caseId)
        .where('leased_by', '=', holder)
        .executeTakeFirst();
      if (Number(numDeletedRows) === 0) return;
      await trx.deleteFrom('teams_lines').where('channel', '=', channel).where('case_id', '=', caseId).execute();
    });
  }

  async caseOf(channel: string, root: string): Promise<string | null> {
    const row = await this.database.read
      .selectFrom('teams_threads')
      .select('case_id')
      .where('channel', '=', channel)
      .where('root', '=', root)
      .executeTakeFirst();
    return row?.case_id ?? null;
  }
}

/** When Teams was called for the thread that is named so (ms), the oldest first; of no thread of ours nothing. */
export async function callsOfThread({ read }: Database, root: string): Promise<number[]> {
  const rows = await read.selectFrom('teams_threads').select('calls').where('root', '=', root).execute();
  return rows.flatMap(({ calls }) => callsIn(calls));
}

const callsIn = (calls: string | null): number[] => (calls === null ? [] : (JSON.parse(calls) as number[]));

function threadOf(row: Selectable<TeamsThreadTable>): Thread {
  const { reference, root, card, renewals, attempts, calls } = row;
  return {
    reference: reference === null ? null : (JSON.parse(reference) as Thread['reference']),
    ...{ root, cardId: row.card_id, card, version: Number(row.version), saidSeq: Number(row.said_seq) },
    ...{ historySeq: Number(row.history_seq), renewals, attempts, calls: callsIn(calls) },
  };
}

function columnsOf(to: Partial<Thread>): Updateable<TeamsThreadTable> {
  const { reference, cardId, saidSeq, historySeq, calls, ...same } = to;
  return {
    ...same,
    ...(reference !== undefined && { reference: reference && JSON.stringify(reference) }),
    ...(cardId !== undefined && { card_id: cardId }),
    ...(saidSeq !== undefined && { said_seq: saidSeq }),
    ...(historySeq !== undefined && { history_seq: historySeq }),
    ...(calls !== undefined && { calls: JSON.stringify(calls) }),
  };
}
