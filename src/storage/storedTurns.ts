import type { Transaction } from 'kysely';
import type { Arrival, Effects, NewConversation, TurnRows, TurnStore } from '../turn/turnStore.js';
import type { Database } from './database.js';
import { StoredCases } from './storedCases.js';
import type { ConversationRow, Tables } from './tables.js';

/** Turns as transactions of the database. */
export class StoredTurns implements TurnStore {
  constructor(private readonly database: Database) {}

  transact<Result>(work: (rows: TurnRows) => Promise<Result>): Promise<Result> {
    return this.database.transact((trx) => work(new RowsOfTurn(trx, this.database.kind)));
  }
}

class RowsOfTurn implements TurnRows {
  readonly cases: StoredCases;

  constructor(
    private readonly trx: Transaction<Tables>,
    private readonly kind: Database['kind'],
  ) {
    this.cases = new StoredCases(trx);
  }

  async conversation(key: string, made: NewConversation | null): Promise<ConversationRow | undefined> {
    if (made) await this.make(made);
    const row = this.trx.selectFrom('conversations').selectAll().where('key', '=', key);
    // On the embedded database the transaction itself is the lock.
    return (this.kind === 'postgres' ? row.forUpdate() : row).executeTakeFirst();
  }

  private async make({ key, channel, id, userId, at }: NewConversation): Promise<void> {
    const nothingYet = { state: null, version: 0, last_seq: 0, streamed_by: null, owner: null, open_case: null };
    await this.trx
      .insertInto('conversations')
      .values({ key, channel, id, user_id: userId, ...nothingYet, created_at: at, updated_at: at, ended_at: null })
      .onConflict((row) => row.column('key').doNothing())
      .execute();
  }

  async arrived({ conversation, sourceId, activityId, at }: Arrival): Promise<boolean> {
    const first = await this.trx
      .insertInto('inbox')
      .values({ conversation, source_id: sourceId, activity_id: activityId, at })
      .onConflict((row) => row.columns(['conversation', 'source_id']).doNothing())
      .returning('source_id')
      .executeTakeFirst();
    return first !== undefined;
  }

  async answeredWith(conversation: string, sourceId: string): Promise<string | null> {
    const earlier = this.trx
      .selectFrom('inbox')
      .select('activity_id')
      .where('conversation', '=', conversation)
      .where('source_id', '=', sourceId);
    return (await earlier.executeTakeFirst())?.activity_id ?? null;
  }

  async keep({ before, state, openCase, rows, outgoing, ends, at }: Effects): Promise<boolean> {
    const { key: conversation, channel, version, last_seq } = before;
    if (rows.length > 0)
      await this.trx
        .insertInto('activities')
        .values([...rows])
        .execute();
    const letter = { conversation, channel, attempts: 0, due_at: outgoing.dueAt, error: null, dead_at: null };
    const letters = outgoing.seqs.map((seq) => ({ ...letter, seq }));
    if (letters.length > 0) await this.trx.insertInto('outbox').values(letters).execute();
    const written = await this.trx
      .updateTable('conversations')
      .set({
        ...(state === undefined ? {} : { state }),
        ...(openCase === before.open_case ? {} : { open_case: openCase }),
        ...{ version: version + 1, last_seq: last_seq + rows.length, updated_at: at },
        ...(ends ? { ended_at: at } : {}),
      })
      .where('key', '=', conversation)
      .where('version', '=', version)
      .executeTakeFirst();
    if (written.numUpdatedRows !== 1n) return false;
    if (ends) await this.trx.deleteFrom('customers').where('conversation', '=', conversation).execute();
    return true;
  }
}
