import type { Selectable } from 'kysely';
import type { Database } from './database.js';
import type { DeskPresenceTable } from './deskTables.js';

export type PresenceRow = Selectable<DeskPresenceTable>;

/** Says who is at this replica's desk: these and nobody else. @param now ms */
export async function keepPresence(database: Database, replica: string, rows: readonly PresenceRow[]): Promise<void> {
  await database.transact(async (trx) => {
    await trx.deleteFrom('desk_presence').where('replica', '=', replica).execute();
    if (rows.length > 0) await trx.insertInto('desk_presence').values(rows).execute();
  });
}

/** Who is at the other replicas' desks, of whom these have said so since then (ms). */
export async function presenceElsewhere({ read }: Database, replica: string, since: number): Promise<PresenceRow[]> {
  return read
    .selectFrom('desk_presence')
    .selectAll()
    .where('replica', '!=', replica)
    .where('seen_at', '>', since)
    .execute();
}

/** Forgets what replicas that are gone have said. @param before ms */
export async function forgetPresence({ write }: Database, before: number): Promise<void> {
  await write.deleteFrom('desk_presence').where('seen_at', '<', before).execute();
}
