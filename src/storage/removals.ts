import { type Kysely, sql } from 'kysely';
import type { Status } from '../cases/case.js';
import type { Who } from '../cases/history.js';
import { keptNotes, removed, type Why } from '../cases/removed.js';
import { forgetWords } from './caseWords.js';
import type { Database } from './database.js';
import { caseOf, StoredCases } from './storedCases.js';
import type { Tables } from './tables.js';

/** Activities that are deleted in one transaction: some milliseconds. */
const PIECE = 500;
/** A log that somebody reads at the moment can't be emptied: it is tried again so often. */
const TRIES = 20;
const AGAIN_MS = 100;
/** Cases in which somebody is expected to act. */
export const openStatuses: readonly Status[] = ['waiting', 'assigned', 'with-customer', 'on-hold'];

/** What else is kept of a conversation. */
const ofConversation = [
  ...(['inbox', 'customers', 'customers_seen', 'outbox_lanes', 'teams_references', 'teams_sent'] as const),
  ...(['teams_files', 'vouched_accounts'] as const),
];
type OfConversation = (typeof ofConversation)[number];

/** Why a conversation is removed, and by whom. */
export interface Removal {
  why: Why;
  by: Who;
  /** ms */
  now: number;
  /** Only where nothing has happened in it since (ms) and no case of it is open; null: in any case. */
  quietSince: number | null;
}

/** What was removed of a conversation. */
export interface Removed {
  activities: number;
  /** Replies that were still to be delivered, or could not be. */
  letters: number;
  notices: number;
  /** Their numbers: they stay, bare. */
  cases: string[];
}

/**
 * Removes what was said in a conversation and what is known of its customer. Its row stays, ended and empty, so that no
 * token begins it anew; a turn that runs meanwhile is not written, as the row has gone on without it. All of it is one
 * commit, but for a long transcript and the index of words, which go piece by piece before.
 *
 * @returns null where there is nothing to remove, or it isn't quiet
 */
export async function removeConversation(database: Database, key: string, removal: Removal): Promise<Removed | null> {
  let activities = 0;
  for (let piece = PIECE; piece === PIECE; activities += piece)
    piece = await database.transact(async (trx) => ((await isDue(trx, key, removal)) ? oldest(trx, key) : 0));
  await withoutWords(database, key, removal);
  return database.transact(async (trx) => {
    // First of all: it is what turns wait for as well.
    const mine = await trx
      .updateTable('conversations')
      .set((row) => ({
        ...{ state: null, edition: null, owner: null, open_case: null, last_seq: 0, removed_at: removal.now },
        version: row('version', '+', 1),
        ended_at: row.fn.coalesce('ended_at', sql<number>`cast(${removal.now} as bigint)`),
        // Whose it was is known no more; each is still somebody else's.
        user_id: row.ref('key'),
      }))
      .where('key', 'in', due(trx, key, removal))
      .where((row) => row.and([row('removed_at', 'is', null), row('updated_at', '<', before(removal))]))
      .executeTakeFirst();
    if (Number(mine.numUpdatedRows) === 0) return null;
    const cases = await bareCases(database.kind, trx, key, removal);
    const gone = async (table: OfConversation | 'activities' | 'outbox' | 'notices') =>
      Number((await trx.deleteFrom(table).where('conversation', '=', key).executeTakeFirst()).numDeletedRows);
    activities += await gone('activities');
    const [letters, notices] = [await gone('outbox'), await gone('notices')];
    for (const table of ofConversation) await gone(table);
    const { why, by, now: at } = removal;
    const by_name = by.kind === 'agent' ? by.name : null;
    await trx
      .insertInto('removals')
      .values({ conversation: key, at, why, by_name, cases: JSON.stringify(cases) })
      .execute();
    return { activities, letters, notices, cases };
  });
}

/**
 * Takes what was removed out of the embedded database's log as well; its file holds zeros in place of it already.
 * @returns false where another process read all the time
 */
export async function emptyLog({ kind, write }: Database): Promise<boolean> {
  for (let tries = kind === 'embedded' ? TRIES : 0; tries > 0; tries -= 1) {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(write);
    if (rows[0]?.busy === 0) return true;
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
  return kind !== 'embedded';
}

const before = ({ quietSince }: Removal) => quietSince ?? Number.MAX_SAFE_INTEGER;

/** The conversation, where it may be removed. */
function due(trx: Kysely<Tables>, key: string, removal: Removal) {
  const rows = trx
    .selectFrom('conversations as due')
    .select('due.key')
    .where('due.key', '=', key)
    .where('due.removed_at', 'is', null)
    .where('due.updated_at', '<', before(removal));
  if (removal.quietSince === null) return rows;
  return rows.where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('cases')
          .select('cases.id')
          .whereRef('cases.conversation', '=', 'due.key')
          .where('cases.status', 'in', openStatuses),
      ),
    ),
  );
}

async function isDue(trx: Kysely<Tables>, key: string, removal: Removal): Promise<boolean> {
  return (await due(trx, key, removal).executeTakeFirst()) !== undefined;
}

/** Takes its cases out of the index of words, place by place. */
async function withoutWords(database: Database, key: string, removal: Removal): Promise<void> {
  const cases = await database.read.selectFrom('cases').select('id').where('conversation', '=', key).execute();
  for (const { id } of cases)
    for (let more = true; more; )
      more = await database.transact(
        async (trx) => (await isDue(trx, key, removal)) && forgetWords(trx, database.kind, id, 1),
      );
}

/** Deletes the oldest activities of a transcript that is long. @returns how many */
async function oldest(trx: Kysely<Tables>, key: string): Promise<number> {
  const rows = await trx
    .selectFrom('activities')
    .select('seq')
    .where('conversation', '=', key)
    .orderBy('seq')
    .limit(PIECE + 1)
    .execute();
  if (rows.length <= PIECE) return 0;
  await trx.deleteFrom('activities').where('conversation', '=', key).where('seq', '<', rows.at(-1)!.seq).execute();
  return PIECE;
}

async function bareCases(kind: Database['kind'], trx: Kysely<Tables>, key: string, { why, by, now }: Removal) {
  const rows = await trx.selectFrom('cases').selectAll().where('conversation', '=', key).execute();
  const at = new Date(now).toISOString();
  for (const row of rows) {
    await trx
      .updateTable('case_history')
      .set({ note: null })
      .where('case_id', '=', row.id)
      .where('note', 'is not', null)
      .where('what', 'not in', keptNotes)
      .execute();
    await forgetWords(trx, kind, row.id);
    // Where agents work in a channel of Teams, what was shown there of the case is taken back, and then its thread goes.
    await trx
      .updateTable('teams_threads')
      .set({ over: 0, due_at: now, rests_until: 0, attempts: 0 })
      .where('case_id', '=', row.id)
      .execute();
    // Who looks at it now is told; of one that nobody looks at there is no news.
    const changedAt = why === 'erasure' ? now : Number(row.changed_at);
    await new StoredCases(trx).keep(key, removed(caseOf(row), { why, by, at }), changedAt);
  }
  return rows.map(({ id }) => id);
}
