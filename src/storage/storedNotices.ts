import type { Kysely } from 'kysely';
import type { Notice } from '../delivery/notice.js';
import type { Tables } from './tables.js';

/** Notes what is to be sent, with the turn that it tells of; an id that is there already stays as it is. */
export async function insertNotices(trx: Kysely<Tables>, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ id, kind, body, dueAt }) => ({
    ...{ id, kind, body: JSON.stringify(body), attempts: 0, due_at: dueAt },
  }));
  await trx
    .insertInto('notices')
    .values(rows)
    .onConflict((row) => row.column('id').doNothing())
    .execute();
}
