import type { Database } from './database.js';
import type { ActivityRow } from './tables.js';

/** Far more presses than anybody looks back over. */
const MOST = 500;

/** One activity of a transcript; `undefined` where it isn't there, or isn't the bot's. */
export function saidByBot({ read }: Database, conversation: string, seq: number): Promise<ActivityRow | undefined> {
  return read
    .selectFrom('activities')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('seq', '=', seq)
    .where('role', '=', 'bot')
    .executeTakeFirst();
}

/** The customer's messages behind that place that came by a button, as JSON, in order. */
export async function pressedSince({ read }: Database, conversation: string, seq: number): Promise<string[]> {
  const rows = await read
    .selectFrom('activities')
    .select('activity')
    .where('conversation', '=', conversation)
    .where('seq', '>', seq)
    .where('role', '=', 'user')
    .where('activity', 'like', '%"certdesk":{"press":%')
    .orderBy('seq')
    .limit(MOST)
    .execute();
  return rows.map(({ activity }) => activity);
}

/** Whether the bot has shown a card of one of these kinds behind that place. */
export async function hasShownSince(
  { read }: Database,
  conversation: string,
  { seq, kinds }: { seq: number; kinds: readonly string[] },
): Promise<boolean> {
  if (kinds.length === 0) return false;
  const row = await read
    .selectFrom('activities')
    .select('seq')
    .where('conversation', '=', conversation)
    .where('seq', '>', seq)
    .where('role', '=', 'bot')
    .where(({ or, eb }) => or(kinds.map((kind) => eb('activity', 'like', `%"card":"${kind}"%`))))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
