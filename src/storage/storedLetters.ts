import { sql } from 'kysely';
import type { LaneLetters, Waiting } from '../delivery/laneLetters.js';
import type { Failed, Letter, Letters } from '../delivery/letters.js';
import type { Effects } from '../turn/turnStore.js';
import type { Database } from './database.js';
import { writeSharing } from './sharedCommit.js';
import type { ActivityRow } from './tables.js';

const AT_ONCE = 100;
/** Letters that are read of a lane at a time. */
const OF_A_LANE = 20;

/** What a turn leaves to be delivered, as rows. */
export function lettersOf({ before: { key }, outgoing: { seqs, channel, dueAt } }: Effects) {
  return seqs.map((seq) => ({ conversation: key, seq, channel, attempts: 0, due_at: dueAt }));
}

/** The outbox as rows. */
export class StoredLetters implements Letters, LaneLetters {
  constructor(private readonly database: Database) {}

  async claim(now: number, forMs: number, except: readonly string[] = []): Promise<Letter[]> {
    const { write, kind } = this.database;
    const due = write
      .selectFrom('outbox')
      .select(['conversation', 'seq'])
      .where('dead_at', 'is', null)
      .where('due_at', '<=', now)
      .$if(except.length > 0, (query) => query.where('channel', 'not in', except))
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
    const removing = sql`delete from outbox where (conversation, seq) in (values ${sql.join(pairs)})`;
    await writeSharing(this.database, (db) => removing.execute(db));
  }

  async hold(conversation: string, holder: string, { now, until }: { now: number; until: number }): Promise<boolean> {
    const [held] = await writeSharing(this.database, (db) =>
      db
        .insertInto('outbox_lanes')
        .values({ conversation, holder, until })
        .onConflict((conflict) =>
          conflict
            .column('conversation')
            .doUpdateSet({ holder, until })
            .where(({ eb, or }) => or([eb('outbox_lanes.holder', '=', holder), eb('outbox_lanes.until', '<', now)])),
        )
        .returning('holder')
        .execute(),
    );
    return held !== undefined;
  }

  async letGo(conversation: string, holder: string): Promise<void> {
    await writeSharing(this.database, (db) =>
      db.deleteFrom('outbox_lanes').where('conversation', '=', conversation).where('holder', '=', holder).execute(),
    );
  }

  async oldest(conversation: string, channel: string): Promise<Waiting[]> {
    const rows = await this.database.read
      .selectFrom('outbox')
      .innerJoin('activities', (join) =>
        join.onRef('activities.conversation', '=', 'outbox.conversation').onRef('activities.seq', '=', 'outbox.seq'),
      )
      .selectAll('activities')
      .select(['outbox.error', 'outbox.due_at'])
      .where('outbox.conversation', '=', conversation)
      .where('outbox.channel', '=', channel)
      .where('outbox.dead_at', 'is', null)
      .orderBy('outbox.seq')
      .limit(OF_A_LANE)
      .execute();
    return rows.map(({ error, due_at, ...row }) => ({ row, putOff: error !== null, dueAt: due_at }));
  }

  async due(now: number, channels: readonly string[]): Promise<{ conversation: string; channel: string }[]> {
    return this.database.read
      .selectFrom('outbox as letter')
      .select(['letter.conversation', 'letter.channel'])
      .where('letter.dead_at', 'is', null)
      .where('letter.due_at', '<=', now)
      .where('letter.channel', 'in', channels)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox as ahead')
              .select('ahead.seq')
              .whereRef('ahead.conversation', '=', 'letter.conversation')
              .whereRef('ahead.channel', '=', 'letter.channel')
              .whereRef('ahead.seq', '<', 'letter.seq')
              .where('ahead.dead_at', 'is', null),
          ),
        ),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox_lanes as lane')
              .select('lane.holder')
              .whereRef('lane.conversation', '=', 'letter.conversation')
              .where('lane.until', '>=', now),
          ),
        ),
      )
      .orderBy('letter.due_at')
      .limit(AT_ONCE)
      .execute();
  }
}
