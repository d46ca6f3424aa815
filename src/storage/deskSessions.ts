import type { Selectable } from 'kysely';
import type { Database } from './database.js';
import type { DeskSessionTable } from './deskTables.js';

export type SessionRow = Selectable<DeskSessionTable>;

/** A session that nobody used for so long is over: a working day. */
const IDLE_MS = 8 * 3600_000;

/**
 * Keeps a session that begins, in place of the one that the browser had, and ends the agent's others that have other
 * roles: a role that was taken away is gone everywhere.
 */
export async function keepSession(database: Database, session: SessionRow, before: string | null): Promise<void> {
  await database.transact(async (trx) => {
    await trx
      .deleteFrom('desk_sessions')
      .where((where) =>
        where.or([
          where('hash', '=', before ?? ''),
          where.and([where('agent', '=', session.agent), where('roles', '!=', session.roles)]),
        ]),
      )
      .execute();
    await trx.insertInto('desk_sessions').values(session).execute();
    const agent = { id: session.agent, name: session.name, roles: session.roles, signed_in_at: session.created_at };
    await trx
      .insertInto('desk_agents')
      .values(agent)
      .onConflict((row) => row.column('id').doUpdateSet(agent))
      .execute();
  });
}

/** Those of these sessions that are alive. @param now ms */
export async function sessionsAlive({ read }: Database, hashes: readonly string[], now: number): Promise<SessionRow[]> {
  if (hashes.length === 0) return [];
  return read
    .selectFrom('desk_sessions')
    .selectAll()
    .where('hash', 'in', hashes)
    .where('seen_at', '>', now - IDLE_MS)
    .where('expires_at', '>', now)
    .execute();
}

/** Notes that a session is being used. */
export async function noteSeen({ write }: Database, hash: string, at: number): Promise<void> {
  await write.updateTable('desk_sessions').set({ seen_at: at }).where('hash', '=', hash).execute();
}

/** Notes that the provider is asked about a session. @returns false where another replica asks, or it has ended */
export async function setAsked({ write }: Database, row: SessionRow, at: number): Promise<boolean> {
  const { numUpdatedRows } = await write
    .updateTable('desk_sessions')
    .set({ asked_at: at })
    .where('hash', '=', row.hash)
    .where('asked_at', row.asked_at === null ? 'is' : '=', row.asked_at)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** Keeps what the provider says of an agent: in all their sessions, and for whoever passes cases on to them. */
export async function keepConfirmed(
  database: Database,
  { hash, agent }: SessionRow,
  { roles, grant, at }: { roles: string; grant: string; at: number },
): Promise<void> {
  await database.transact(async (trx) => {
    const confirmed = { provider_grant: grant, confirmed_at: at };
    await trx.updateTable('desk_sessions').set(confirmed).where('hash', '=', hash).execute();
    await trx.updateTable('desk_sessions').set({ roles }).where('agent', '=', agent).execute();
    await trx.updateTable('desk_agents').set({ roles }).where('id', '=', agent).execute();
  });
}

/** Notes that the provider can't be asked about a session any more. */
export async function dropGrant({ write }: Database, hash: string): Promise<void> {
  await write.updateTable('desk_sessions').set({ provider_grant: null }).where('hash', '=', hash).execute();
}

export async function removeSession({ write }: Database, hash: string): Promise<void> {
  await write.deleteFrom('desk_sessions').where('hash', '=', hash).execute();
}

/** Ends all of an agent's sessions. */
export async function removeSessionsOf({ write }: Database, agent: string): Promise<void> {
  await write.deleteFrom('desk_sessions').where('agent', '=', agent).execute();
}

/** Forgets sessions that can't be used any more. @param now ms */
export async function forgetSessions({ write }: Database, now: number): Promise<void> {
  await write
    .deleteFrom('desk_sessions')
    .where((where) => where.or([where('seen_at', '<=', now - IDLE_MS), where('expires_at', '<=', now)]))
    .execute();
}
