import type { Database } from './database.js';

/** The customer's last words in a conversation. */
export interface LastWritten {
  seq: number;
  /** The activity, as JSON. */
  activity: string;
}

/** What the customer wrote last in a conversation; null where they have written nothing. */
export async function lastWritten({ read }: Pick<Database, 'read'>, conversation: string): Promise<LastWritten | null> {
  const row = await read
    .selectFrom('activities')
    .select(['seq', 'activity'])
    .where('conversation', '=', conversation)
    .where('role', '=', 'user')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
