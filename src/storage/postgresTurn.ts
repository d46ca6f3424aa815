import { CompiledQuery, type Kysely } from 'kysely';
import { type Effects, isNew, type Written } from '../turn/turnStore.js';
import { STATEMENT_MS } from './postgresPool.js';
import { lettersOf } from './storedLetters.js';
import type { Tables } from './tables.js';

/**
 * What makes the conversation, or carries it on from the version that the turn was made from. How long it waits for
 * somebody who has the row is said by the statement itself: a turn that was given up isn't to be written much later.
 */
const MADE = `insert into conversations (key, channel, id, user_id, state, version, last_seq, edition, open_case,
    owner, created_at, updated_at, ended_at)
  values ($1, $6, $7, $8, $9, 1, $10, $11, $12, $13, $14, $14, $15) on conflict do nothing returning streamed_by`;
const CHANGED = `update conversations set state = case when $6 then $7 else state end, version = version + 1,
    last_seq = $8, edition = $9, open_case = $10, owner = $11, updated_at = $12, ended_at = $13
  where key = $1 and version = $14 and set_config('lock_timeout', '${STATEMENT_MS}', true) is not null
  returning streamed_by`;

/**
 * Everything that a turn writes, in one statement: one way to the server and back, and no lock is held between. What
 * stands behind `moved` is written only where that was. Rows come as JSON, so that the statement is the same however
 * many there are.
 */
const statement = (moved: string) => `with moved as (${moved}),
  arrived as (insert into inbox (conversation, source_id, activity_id, at)
    select r.conversation, r.source_id, r.activity_id, r.at
    from moved, json_populate_recordset(null::inbox, $2) r),
  said as (insert into activities (conversation, seq, id, role, type, activity, at)
    select r.conversation, r.seq, r.id, r.role, r.type, r.activity, r.at
    from moved, json_populate_recordset(null::activities, $3) r),
  letters as (insert into outbox (conversation, seq, channel, attempts, due_at)
    select r.conversation, r.seq, r.channel, r.attempts, r.due_at
    from moved, json_populate_recordset(null::outbox, $4) r),
  parted as (delete from customers using moved where customers.conversation = $1 and $5)
  select streamed_by from moved`;
const MAKE = statement(MADE);
const CHANGE = statement(CHANGED);

/** PostgreSQL's code for a key that is there already. */
const UNIQUE_VIOLATION = '23505';

/**
 * Writes a turn. @returns null where another turn went on with the conversation, or took the same activity in: nothing
 * was written
 */
export async function writeOnPostgres(db: Kysely<Tables>, effects: Effects): Promise<Written | null> {
  const written = CompiledQuery.raw(isNew(effects.before) ? MAKE : CHANGE, [...beside(effects), ...own(effects)]);
  try {
    const [moved] = (await db.executeQuery<{ streamed_by: string | null }>(written)).rows;
    return moved ? { streamedBy: moved.streamed_by } : null;
  } catch (fault) {
    const { code, constraint } = fault as { code?: string; constraint?: string };
    if (code === UNIQUE_VIOLATION && constraint === 'inbox_pk') return null;
    throw fault;
  }
}

/** From $1 on: what goes into the other tables. */
function beside(effects: Effects): unknown[] {
  const { before, arrival, rows, ends } = effects;
  const arrived = arrival && {
    ...{ conversation: before.key, source_id: arrival.sourceId, activity_id: arrival.activityId, at: arrival.at },
  };
  const lists = [arrived ? [arrived] : [], rows, lettersOf(effects)];
  return [before.key, ...lists.map((list) => JSON.stringify(list)), ends];
}

/** From $6 on: the conversation's own columns. */
function own({ before, state, rows, edition, openCase, owner, ends, at }: Effects): unknown[] {
  const { channel, id, user_id, version, last_seq, created_at, ended_at } = before;
  const [last, ended] = [last_seq + rows.length, ends ? at : ended_at];
  return isNew(before)
    ? [channel, id, user_id, state ?? null, last, edition, openCase, owner, created_at, ended]
    : [state !== undefined, state ?? null, last, edition, openCase, owner, at, ended, version];
}
