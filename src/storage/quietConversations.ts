import { sql } from 'kysely';
import type { Database } from './database.js';
import { emptyLog, openStatuses, removeConversation } from './removals.js';

const PAGE = 500;
/** Turns come first: removing rests for so many times what it took. */
const RESTS = 4;

/** Which conversations are over, and who says that no more are to be looked at. */
interface Quiet {
  /** Nothing has happened in them since (ms). */
  since: number;
  now: number;
  ending: AbortSignal;
}

/**
 * Removes the conversations in which nothing has happened for long, each as one commit, and lets turns go on between
 * them. A case that waits for somebody keeps its conversation, however long that takes.
 *
 * @returns how many were removed
 */
export async function removeQuiet(database: Database, { since, now, ending }: Quiet): Promise<number> {
  let count = 0;
  for (let after = { created_at: 0, key: '' }, full = true; full && !ending.aborted; ) {
    const page = await olderThan(database, since, after);
    for (const { key } of page.filter(({ quiet }) => Boolean(quiet))) {
      if (ending.aborted) break;
      const began = performance.now();
      const removal = { why: 'retention' as const, by: { kind: 'timer' as const }, now, quietSince: since };
      if ((await removeConversation(database, key, removal)) !== null) count += 1;
      await new Promise((later) => setTimeout(later, RESTS * (performance.now() - began)));
    }
    full = page.length === PAGE;
    after = page.at(-1) ?? after;
  }
  if (count > 0) await emptyLog(database);
  return count;
}

/** Conversations that began before, in their order, and whether each is quiet. */
async function olderThan({ read }: Database, since: number, after: { created_at: number; key: string }) {
  const { rows } = await sql<{ key: string; created_at: number; quiet: number | boolean }>`
    select key, created_at, updated_at < ${since} and not exists (select 1 from cases
      where cases.conversation = conversations.key and status in (${sql.join(openStatuses)})) as quiet
    from conversations
    where removed_at is null and created_at < ${since}
      and (created_at, key) > (cast(${after.created_at} as bigint), cast(${after.key} as text))
    order by created_at, key limit ${sql.lit(PAGE)}`.execute(read);
  return rows.map((row) => ({ ...row, created_at: Number(row.created_at) }));
}

/** Forgets letters that were given up before then, whatever they are of. @param before ms */
export async function forgetDead({ write }: Database, before: number): Promise<void> {
  for (const table of ['outbox', 'notices'] as const)
    await write.deleteFrom(table).where('dead_at', '<', before).execute();
}

/**
 * Forgets that there were conversations which were removed before then: no token of theirs is good any more. Those
 * with a case stay, as it does. @param before ms
 */
export async function forgetRemoved({ write }: Database, before: number): Promise<void> {
  await write
    .deleteFrom('conversations')
    .where('removed_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('cases').select('cases.id').whereRef('cases.conversation', '=', 'conversations.key'))),
    )
    .execute();
}
