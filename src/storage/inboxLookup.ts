import type { Database } from './database.js';

/** Whether a conversation has taken an activity of that id in lately: the inbox forgets after a day. */
export async function wasTakenIn({ read }: Database, conversation: string, sourceId: string): Promise<boolean> {
  const row = await read
    .selectFrom('inbox')
    .select('at')
    .where('conversation', '=', conversation)
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row !== undefined;
}
