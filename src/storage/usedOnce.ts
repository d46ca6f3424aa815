import type { Database } from './database.js';

/**
 * Uses something up: true for the first who asks, on any replica, false for everybody after. @param expiresAt when it
 * is worthless anyway (ms)
 */
export async function useOnce(database: Database, key: string, expiresAt: number): Promise<boolean> {
  const first = await database.write
    .insertInto('used_once')
    .values({ key, expires_at: expiresAt, used_at: null })
    .onConflict((row) => row.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  return first !== undefined;
}

/**
 * Notes a use of something that stays good for a moment after its first. @param now ms @param expiresAt when it is
 * worthless anyway (ms)
 * @returns when it was used first (ms), on any replica
 */
export async function firstUse(database: Database, key: string, now: number, expiresAt: number): Promise<number> {
  const { used_at } = await database.write
    .insertInto('used_once')
    .values({ key, expires_at: expiresAt, used_at: now })
    .onConflict((row) => row.column('key').doUpdateSet({ key }))
    .returning('used_at')
    .executeTakeFirstOrThrow();
  return used_at ?? now;
}

/** Forgets what can't be used any more. @param now ms */
export async function forgetUsed(database: Database, now: number): Promise<void> {
  await database.write.deleteFrom('used_once').where('expires_at', '<', now).execute();
}
