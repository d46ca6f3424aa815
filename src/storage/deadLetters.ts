import type { Database } from './database.js';

/** A reply that could not be delivered. */
export interface DeadLetter {
  conversation: string;
  seq: number;
  attempts: number;
  /** The kind of fault that the last try met. */
  error: string | null;
  deadAt: Date;
}

const MOST = 1000;

/** What was given up, the oldest first; at most a thousand. */
export async function deadLetters({ read }: Database): Promise<DeadLetter[]> {
  const rows = await read
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

/** How many were given up. */
export async function countDeadLetters({ read }: Database): Promise<number> {
  const { count } = await read
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('dead_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Makes dead letters due again, of one conversation or of all: whichever replica looks next sends them. @param now ms
 * @returns how many
 */
export async function revive({ write }: Database, now: number, conversation?: string): Promise<number> {
  const dead = write
    .updateTable('outbox')
    .set({ dead_at: null, attempts: 0, due_at: now })
    .where('dead_at', 'is not', null);
  const { numUpdatedRows } = await (conversation === undefined
    ? dead
    : dead.where('conversation', '=', conversation)
  ).executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
