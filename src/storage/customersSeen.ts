import { sql } from 'kysely';
import type { Database } from './database.js';

const AT_ONCE = 500;
/** After a month nothing hangs on it. */
const KEPT_MS = 30 * 24 * 3600_000;

/** Notes that the customers of these conversations are there: their streams are open. Only where there is a case. */
export async function noteSeen(database: Database, conversations: readonly string[], now: number): Promise<void> {
  for (let from = 0; from < conversations.length; from += AT_ONCE) {
    const some = conversations.slice(from, from + AT_ONCE);
    await database.write
      .insertInto('customers_seen')
      .columns(['conversation', 'seen_at'])
      .expression((eb) =>
        eb
          .selectFrom('conversations')
          .select(['key', sql<number>`cast(${now} as bigint)`.as('seen_at')])
          .where('key', 'in', some)
          .where('open_case', 'is not', null)
          .orderBy('key'),
      )
      .onConflict((row) => row.column('conversation').doUpdateSet(({ ref }) => ({ seen_at: ref('excluded.seen_at') })))
      .execute();
  }
}

/** When the conversation's stream was seen open last, and when its customer wrote last (ms); 0: never. */
export async function lastThere(
  { read }: Database,
  conversation: string,
): Promise<{ seenAt: number; wroteAt: number }> {
  const seen = await read
    .selectFrom('customers_seen')
    .select('seen_at')
    .where('conversation', '=', conversation)
    .executeTakeFirst();
  const wrote = await read
    .selectFrom('activities')
    .select('at')
    .where('conversation', '=', conversation)
    .where('role', '=', 'user')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { seenAt: Number(seen?.seen_at ?? 0), wroteAt: Number(wrote?.at ?? 0) };
}

/**
 * Whether this mail is the one of the customer's absence: the first that asks since they were there, on any replica.
 * It stays the one however often it is tried. @param thereAt when they were there last @param now ms
 */
export async function firstSince(
  { write }: Database,
  { conversation, mail, thereAt, now }: { conversation: string; mail: string; thereAt: number; now: number },
): Promise<boolean> {
  const first = await write
    .insertInto('customers_seen')
    .values({ conversation, seen_at: 0, mailed_at: now, mailed_by: mail })
    .onConflict((row) =>
      row
        .column('conversation')
        .doUpdateSet(({ ref }) => ({ mailed_at: ref('excluded.mailed_at'), mailed_by: ref('excluded.mailed_by') }))
        .where(({ eb, or }) =>
          or([
            eb('customers_seen.mailed_by', 'is', null),
            eb('customers_seen.mailed_by', '=', mail),
            eb('customers_seen.mailed_at', '<=', thereAt),
          ]),
        ),
    )
    .returning('conversation')
    .executeTakeFirst();
  return first !== undefined;
}

/** Forgets who hasn't been there for long. @param now ms */
export async function forgetSeen({ write }: Database, now: number): Promise<void> {
  const before = now - KEPT_MS;
  await write
    .deleteFrom('customers_seen')
    .where('seen_at', '<', before)
    .where(({ eb, or }) => or([eb('mailed_at', 'is', null), eb('mailed_at', '<', before)]))
    .execute();
}
