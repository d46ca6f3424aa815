import type { DeadLetter, DeadLetters } from '../delivery/deadLetters.js';
import type { Database } from './database.js';

const MOST = 1000;

/** Dead letters as rows of the outbox. */
export class StoredDeadLetters implements DeadLetters {
  constructor(private readonly database: Database) {}

  async list(): Promise<DeadLetter[]> {
    const rows = await this.database.read
      .selectFrom('outbox')
      .selectAll()
      .where('dead_at', 'is not', null)
      .orderBy('dead_at')
      .limit(MOST)
      .execute();
    return rows.map(({ conversation, seq, attempts, error, dead_at }) => ({
      conversation,
      seq,
      attempts,
      error,
      deadAt: new Date(dead_at ?? 0),
    }));
  }

  async count(): Promise<number> {
    const { count } = await this.database.read
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('dead_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async revive(now: number, conversation?: string): Promise<number> {
    const dead = this.database.write
      .updateTable('outbox')
      .set({ dead_at: null, attempts: 0, due_at: now })
      .where('dead_at', 'is not', null);
    const { numUpdatedRows } = await (conversation === undefined
      ? dead
      : dead.where('conversation', '=', conversation)
    ).executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  }
}
