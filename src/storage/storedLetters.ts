import { sql } from 'kysely';
import type { Failed, Letter, Letters } from '../delivery/letters.js';
import type { Effects } from '../turn/turnStore.js';
import type { Database } from './database.js';
import type { ActivityRow } from './tables.js';

const AT_ONCE = 100;

/** What a turn leaves to be delivered, as rows. */
export function lettersOf({ before: { key, channel }, outgoing: { seqs, dueAt } }: Effects) {
  return seqs.map((seq) => ({ conversation: key, seq, channel, attempts: 0, due_at: dueAt }));
}

/** The outbox as rows. */
export class StoredLetters implements Letters {
  constructor(private readonly database: Database) {}

  async claim(now: number, forMs: number): Promise<Letter[]> {
    const { write, kind } = this.database;
    const due = write
      .selectFrom('outbox')
      .select(['conversation', 'seq'])
      .where('dead_at', 'is', null)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .orderBy('conversation')
      .orderBy('seq')
      .limit(AT_ONCE);
    if (kind === 'embedded') {
      // Looking first costs no write lock; a second process that claims the same rows delivers them twice, under the
      // same ids.
      const rows = await due.execute();
      if (rows.length === 0) return [];
    }
    const mine = kind === 'postgres' ? due.forUpdate().skipLocked() : due;
    return write
      .updateTable('outbox')
      .set({ due_at: now + forMs })
      .where(({ eb, refTuple }) => eb(refTuple('conversation', 'seq'), 'in', mine.$asTuple('conversation', 'seq')))
      .returning(['conversation', 'seq', 'channel'])
      .execute();
  }

  async activities(conversation: string, seqs: readonly number[]): Promise<ActivityRow[]> {
    return this.database.read
      .selectFrom('activities')
      .selectAll()
      .where('conversation', '=', conversation)
      .where('seq', 'in', seqs)
      .orderBy('seq')
      .execute();
  }

  async attempts(conversation: string, seqs: readonly number[]): Promise<number> {
    const letters = await this.database.read
      .selectFrom('outbox')
      .select('attempts')
      .where('conversation', '=', conversation)
      .where('seq', 'in', seqs)
      .execute();
    return Math.max(0, ...letters.map(({ attempts }) => attempts));
  }

  async failed(conversation: string, seqs: readonly number[], failed: Failed): Promise<void> {
    const { attempts, error, dueAt, deadAt } = failed;
    await this.database.write
      .updateTable('outbox')
      .set({ attempts, error, due_at: dueAt, dead_at: deadAt })
      .where('conversation', '=', conversation)
      .where('seq', 'in', seqs)
      .execute();
  }

  async remove(letters: readonly Omit<Letter, 'channel'>[]): Promise<void> {
    const pairs = letters.map(({ conversation, seq }) => sql`(${conversation}, cast(${seq} as bigint))`);
    await sql`delete from outbox where (conversation, seq) in (values ${sql.join(pairs)})`.execute(this.database.write);
  }
}
