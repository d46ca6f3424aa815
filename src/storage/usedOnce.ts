import type { Database } from './database.js';

/**
 * Uses something up: true for the first who asks, on any replica, false for everybody after. @param expiresAt when it
 * is worthless anyway (ms)
 */
export async function useOnce(database: Database, key: string, expiresAt: number): Promise<boolean> {
  const first = await database.write
    .insertInto('used_once')
    .values({ key, expires_at: expiresAt })
    .onConflict((row) => row.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return first !== undefined;
}

/** Forgets what can't be used any more. @param now ms */
export async function forgetUsed(database: Database, now: number): Promise<void> {
  await database.write.deleteFrom('used_once').where('expires_at', '<', now).execute();
}
