import { CompiledQuery, type Kysely } from 'kysely';
import { type Effects, isNew, type Written } from '../turn/turnStore.js';
import { lettersOf } from './storedLetters.js';
import type { Tables } from './tables.js';

const MADE = `insert into "conversations" (key, channel, id, user_id, state, version, last_seq, edition, open_case,
    owner, created_at, updated_at, ended_at)
  values (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning streamed_by`;
const CHANGED = `update "conversations" set state = iif(?, ?, state), version = version + 1, last_seq = ?, edition = ?,
    open_case = ?, owner = ?, updated_at = ?, ended_at = ?
  where "key" = ? and "version" = ? returning streamed_by`;
const ARRIVED = `insert into "inbox" (conversation, source_id, activity_id, at) values (?, ?, ?, ?)
  on conflict do nothing returning at`;

/**
 * Writes a turn, in a transaction. @returns null where another turn went on with the conversation, or took the same
 * activity in: then nothing of the transaction may be kept
 */
export async function writeEmbedded(trx: Kysely<Tables>, effects: Effects): Promise<Written | null> {
  const { before, arrival, rows, ends } = effects;
  const run = async <Row>(sql: string, values: readonly unknown[]) =>
    (await trx.executeQuery<Row>(CompiledQuery.raw(sql, [...values]))).rows;
  const [moved] = await run<{ streamed_by: string | null }>(isNew(before) ? MADE : CHANGED, own(effects));
  if (!moved) return null;
  if (arrival) {
    const { sourceId, activityId, at } = arrival;
    if ((await run(ARRIVED, [before.key, sourceId, activityId, at])).length === 0) return null;
  }
  for (const [table, all] of [
    ['activities', rows],
    ['outbox', lettersOf(effects)],
  ] as const)
    if (all.length > 0) await run(...inserted(table, all));
  if (ends) await run('delete from "customers" where conversation = ?', [before.key]);
  return { streamedBy: moved.streamed_by };
}

/** The conversation's own columns, in the order of the statement. */
function own({ before, state, rows, edition, openCase, owner, ends, at }: Effects): unknown[] {
  const { key, channel, id, user_id, version, last_seq, created_at, ended_at } = before;
  const [last, ended] = [last_seq + rows.length, ends ? at : ended_at];
  return isNew(before)
    ? [key, channel, id, user_id, state ?? null, last, edition, openCase, owner, created_at, created_at, ended]
    : [state === undefined ? 0 : 1, state ?? null, last, edition, openCase, owner, at, ended, key, version];
}

/** An insert of rows that all have the same columns. */
function inserted(table: string, rows: readonly object[]): [sql: string, values: unknown[]] {
  const columns = Object.keys(rows[0]!);
  const places = `(${columns.map(() => '?').join(', ')})`;
  return [
    `insert into "${table}" (${columns.join(', ')}) values ${rows.map(() => places).join(', ')}`,
    rows.flatMap((row) => Object.values(row)),
  ];
}
