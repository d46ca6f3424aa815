import type { FileJob, FileJobs } from '../channels/teams/files/fileJobs.js';
import type { Failed } from '../delivery/letters.js';
import type { DueNotice, Notices } from '../delivery/notices.js';
import type { Database } from './database.js';
import { writeSharing } from './sharedCommit.js';
import type { TeamsFileTable } from './teamsTables.js';

const AT_ONCE = 100;

/**
 * What is to be done with files in Teams, as rows. One that is done keeps its id and nothing else, so that it isn't done
 * again; what it held leads to people's files.
 */
export class StoredTeamsFiles implements Notices, FileJobs {
  constructor(private readonly database: Database) {}

  async add(id: string, job: FileJob, now: number): Promise<void> {
    await writeSharing(this.database, (db) =>
      db
        .insertInto('teams_files')
        .values(rowOf(id, job, now))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async addAnew(id: string, job: FileJob, { now, before }: { now: number; before: number }): Promise<void> {
    const row = rowOf(id, job, now);
    await writeSharing(this.database, (db) =>
      db
        .insertInto('teams_files')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('teams_files.created_at', '<', before))
        .execute(),
    );
  }

  async change(id: string, job: FileJob): Promise<void> {
    await this.set(id, { body: JSON.stringify(job) });
  }

  async claim(now: number, forMs: number): Promise<DueNotice[]> {
    const { write, kind } = this.database;
    const due = write
      .selectFrom('teams_files')
      .select('id')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(AT_ONCE);
    // Looking first costs no write lock.
    if (kind === 'embedded' && (await due.execute()).length === 0) return [];
    const rows = await write
      .updateTable('teams_files')
      .set({ due_at: now + forMs })
      .where('id', 'in', kind === 'postgres' ? due.forUpdate().skipLocked() : due)
      .returning(['id', 'body', 'attempts', 'due_at'])
      .execute();
    return rows.map(({ id, body, attempts, due_at }) => ({
      ...{ id, kind: 'teams-file' as const, attempts, dueAt: Number(due_at) },
      body: JSON.parse(body ?? '{}') as object,
    }));
  }

  async postpone(id: string, dueAt: number): Promise<void> {
    await this.set(id, { due_at: dueAt });
  }

  async failed(id: string, { attempts, error, dueAt, deadAt }: Failed): Promise<void> {
    await this.set(id, { attempts, error, ...(deadAt === null ? { due_at: dueAt } : over) });
  }

  async remove(id: string): Promise<void> {
    await this.set(id, { ...over, error: null });
  }

  private async set(id: string, news: Partial<TeamsFileTable>): Promise<void> {
    await this.database.write.updateTable('teams_files').set(news).where('id', '=', id).execute();
  }
}

/** Nothing is to be done any more. */
const over = { body: null, due_at: null };

function rowOf(id: string, job: FileJob, now: number) {
  const { conversation } = job;
  return { id, conversation, body: JSON.stringify(job), attempts: 0, error: null, created_at: now, due_at: now };
}

/** The number of a conversation's newest verdict in its transcript; null where it has none. */
export async function newestVerdict({ read }: Database, conversation: string): Promise<number | null> {
  const row = await read
    .selectFrom('activities')
    .select('seq')
    .where('conversation', '=', conversation)
    .where('role', '=', 'bot')
    .where('activity', 'like', '%"card":"verdict"%')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? Number(row.seq) : null;
}
