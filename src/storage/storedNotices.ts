import type { Kysely } from 'kysely';
import type { Failed } from '../delivery/letters.js';
import type { Notice } from '../delivery/notice.js';
import type { DueNotice, Notices } from '../delivery/notices.js';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

const AT_ONCE = 100;

/** Notes what is to be sent, with the turn that it tells of; an id that is there already stays as it is. */
export async function insertNotices(trx: Kysely<Tables>, notices: readonly Notice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map(({ id, kind, body, dueAt }) => ({
    ...{ id, kind, body: JSON.stringify(body), attempts: 0, due_at: dueAt },
    conversation: 'conversation' in body && typeof body.conversation === 'string' ? body.conversation : null,
  }));
  await trx
    .insertInto('notices')
    .values(rows)
    .onConflict((row) => row.column('id').doNothing())
    .execute();
}

/** Notices as rows. */
export class StoredNotices implements Notices {
  constructor(private readonly database: Database) {}

  async claim(now: number, forMs: number): Promise<DueNotice[]> {
    const { write, kind } = this.database;
    const due = write
      .selectFrom('notices')
      .select('id')
      .where('dead_at', 'is', null)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(AT_ONCE);
    // Looking first costs no write lock.
    if (kind === 'embedded' && (await due.execute()).length === 0) return [];
    const rows = await write
      .updateTable('notices')
      .set({ due_at: now + forMs })
      .where('id', 'in', kind === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returningAll()
      .execute();
    return rows.map(({ id, kind: sort, body, due_at, attempts }) => ({
      ...{ id, kind: sort as Notice['kind'], body: JSON.parse(body) as object, dueAt: Number(due_at), attempts },
    }));
  }

  async postpone(id: string, dueAt: number): Promise<void> {
    await this.database.write.updateTable('notices').set({ due_at: dueAt }).where('id', '=', id).execute();
  }

  async failed(id: string, { attempts, error, dueAt, deadAt }: Failed): Promise<void> {
    await this.database.write
      .updateTable('notices')
      .set({ attempts, error, due_at: dueAt, dead_at: deadAt })
      .where('id', '=', id)
      .execute();
  }

  async remove(id: string): Promise<void> {
    await this.database.write.deleteFrom('notices').where('id', '=', id).execute();
  }
}
