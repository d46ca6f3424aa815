import type { Database } from './database.js';

/** A customer's last sign-out. */
export interface SignOut {
  /** Counts them: what was given out under an earlier generation is worth nothing. */
  generation: number;
  /** When (ms). */
  at: number;
  /** Until when the sign-ins that it ended would have lasted (ms). */
  until: number;
}

/** Notes a sign-out, on all replicas. @param until when the sign-in that ends would have ended by itself (ms) */
export async function noteSignOut(database: Database, userId: string, at: number, until: number): Promise<SignOut> {
  return database.write
    .insertInto('sign_outs')
    .values({ user_id: userId, generation: 1, at, until })
    .onConflict((row) =>
      row.column('user_id').doUpdateSet(({ eb, ref }) => ({
        generation: eb('sign_outs.generation', '+', 1),
        at: ref('excluded.at'),
        until: eb
          .case()
          .when('sign_outs.until', '>', ref('excluded.until'))
          .then(ref('sign_outs.until'))
          .else(ref('excluded.until'))
          .end(),
      })),
    )
    .returning(['generation', 'at', 'until'])
    .executeTakeFirstOrThrow();
}

/** The last sign-outs of these customers; who never signed out isn't among them. */
export async function signOutsOf(database: Database, userIds: string[]): Promise<Map<string, SignOut>> {
  const found = new Map<string, SignOut>();
  for (let from = 0; from < userIds.length; from += 500) {
    const rows = await database.read
      .selectFrom('sign_outs')
      .selectAll()
      .where('user_id', 'in', userIds.slice(from, from + 500))
      .execute();
    for (const { user_id, ...signOut } of rows) found.set(user_id, signOut);
  }
  return found;
}

/** Forgets sign-outs that are older than anything they ended. @param before ms */
export async function forgetSignOuts(database: Database, before: number): Promise<void> {
  await database.write.deleteFrom('sign_outs').where('at', '<', before).execute();
}

/**
 * Forgets that these customers ever signed out, where all that it ended would be over by now: a sign-in that somebody
 * else has must not become good again. @param now ms
 */
export async function forgetSignOutsOf(database: Database, userIds: readonly string[], now: number): Promise<void> {
  for (const userId of userIds)
    await database.write.deleteFrom('sign_outs').where('user_id', '=', userId).where('until', '<', now).execute();
}
