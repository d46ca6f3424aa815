import type { Database } from './database.js';

/**
 * Keeps a link for an agent of this machine. @returns false where the agent has a link that is still good, or was
 * signed in by one: then nothing is kept
 */
export async function keepLink(
  { write }: Database,
  { agent, hash, expiresAt }: { agent: string; hash: string; expiresAt: number },
  now: number,
): Promise<boolean> {
  const signedIn = await write.selectFrom('desk_sessions').select('hash').where('agent', '=', agent).executeTakeFirst();
  if (signedIn) return false;
  const link = { hash, used: 0, expires_at: expiresAt };
  const kept = await write
    .insertInto('desk_links')
    .values({ agent, ...link })
    .onConflict((row) => row.column('agent').doUpdateSet(link).where('desk_links.expires_at', '<=', now))
    .returning('agent')
    .executeTakeFirst();
  return kept !== undefined;
}

/** Uses a link up: its agent for the first who asks in time, on any replica; null for everybody else. */
export async function useLink({ write }: Database, hash: string, now: number): Promise<string | null> {
  const used = await write
    .updateTable('desk_links')
    .set({ used: 1 })
    .where('hash', '=', hash)
    .where('used', '=', 0)
    .where('expires_at', '>', now)
    .returning('agent')
    .executeTakeFirst();
  return used?.agent ?? null;
}
