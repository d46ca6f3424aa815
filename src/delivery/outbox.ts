import { type Kysely, sql } from 'kysely';
import type { Database } from '../storage/database.js';
import type { ActivityRow, Tables } from '../storage/tables.js';

/**
 * Takes replies to where they are shown. A repeated delivery carries the same activity ids. @throws {Refused} for
 * good, anything else for now
 */
export type Deliver = (conversation: string, rows: ActivityRow[]) => Promise<void>;

/** A delivery that will never work: it is not tried again. */
export class Refused extends Error {}

const MOST_ATTEMPTS = 8;
const LONGEST_MS = 24 * 3600_000;
const CLAIMED_FOR_MS = 30_000;
const SWEEP_MS = 1000;
const FORGET_MS = 150;
/** After a fault of the database. */
const REST_MS = 2000;

/**
 * Delivers what turns committed: at once, and what failed or was left behind by a replica that died again and again
 * with growing pauses. What can't be delivered is kept as a dead letter.
 */
export class Outbox {
  private readonly delivered: Pick<ActivityRow, 'conversation' | 'seq'>[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly deliver: Deliver,
    private readonly now: () => Date,
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** Starts looking for what is due. */
  start(): void {
    const every = (ms: number, work: () => Promise<unknown>) => {
      let rests = 0;
      const timer = setInterval(() => {
        if (performance.now() < rests) return;
        this.working = this.working.then(work).then(
          () => undefined,
          (fault) => {
            rests = performance.now() + REST_MS;
            this.onFault(fault);
          },
        );
      }, ms);
      timer.unref();
      this.timers.push(timer);
    };
    every(SWEEP_MS, () => this.sweep());
    every(FORGET_MS, () => this.forget());
  }

  /** Ends after what is at work. What was not delivered by then is another start's or replica's. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.working;
    await this.forget().catch(this.onFault);
  }

  /** Delivers the rows of a turn that has been committed. Never throws: what fails is tried again. */
  async send(conversation: string, rows: ActivityRow[]): Promise<void> {
    try {
      await this.deliver(conversation, rows);
      this.delivered.push(...rows.filter(({ role }) => role === 'bot').map(({ seq }) => ({ conversation, seq })));
    } catch (fault) {
      await this.failed(conversation, rows, fault).catch(this.onFault);
    }
  }

  /** Tries what is due now, of any replica. @returns how many replies were claimed */
  async sweep(): Promise<number> {
    const claimed = await claim(this.database, this.now().getTime());
    for (const conversation of new Set(claimed.map((letter) => letter.conversation))) {
      const seqs = claimed.filter((letter) => letter.conversation === conversation).map(({ seq }) => seq);
      const rows = await this.database.read
        .selectFrom('activities')
        .selectAll()
        .where('conversation', '=', conversation)
        .where('seq', 'in', seqs)
        .orderBy('seq')
        .execute();
      await this.send(conversation, rows);
    }
    return claimed.length;
  }

  /** Delivered rows are taken out many at a time: one by one they would cost a commit each. */
  private async forget(): Promise<void> {
    while (this.delivered.length > 0) {
      const some = this.delivered.slice(0, 200);
      await remove(this.database.write, some);
      this.delivered.splice(0, some.length);
    }
  }

  private async failed(conversation: string, rows: ActivityRow[], fault: unknown): Promise<void> {
    const now = this.now().getTime();
    const error = (fault instanceof Error ? fault.name : 'Error').slice(0, 100);
    const seqs = rows.filter(({ role }) => role === 'bot').map(({ seq }) => seq);
    if (seqs.length === 0) return;
    const letters = await this.database.read
      .selectFrom('outbox')
      .selectAll()
      .where('conversation', '=', conversation)
      .where('seq', 'in', seqs)
      .execute();
    const attempts = Math.max(0, ...letters.map((letter) => letter.attempts)) + 1;
    const oldest = Math.min(...rows.map(({ at }) => at));
    const givenUp = fault instanceof Refused || attempts >= MOST_ATTEMPTS || now - oldest > LONGEST_MS;
    await this.database.write
      .updateTable('outbox')
      .set({ attempts, error, due_at: now + pause(attempts), dead_at: givenUp ? now : null })
      .where('conversation', '=', conversation)
      .where('seq', 'in', seqs)
      .execute();
  }
}

/** Growing pauses, from a second to about two hours, spread so that replicas don't try together. */
function pause(attempts: number): number {
  const longest = Math.min(1000 * 4 ** (attempts - 1), 7_200_000);
  return Math.round(longest / 2 + Math.random() * (longest / 2));
}

/** Takes due rows for this replica, for a while: each is claimed by one replica only. */
async function claim({ write, kind }: Database, now: number) {
  const due = write
    .selectFrom('outbox')
    .select(['conversation', 'seq'])
    .where('dead_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('conversation')
    .orderBy('seq')
    .limit(100);
  if (kind === 'embedded') {
    // Looking first costs no write lock; a second process that claims the same rows delivers them twice, under the
    // same ids.
    const rows = await due.execute();
    if (rows.length === 0) return [];
  }
  return write
    .updateTable('outbox')
    .set({ due_at: now + CLAIMED_FOR_MS })
    .where(({ eb, refTuple }) =>
      eb(
        refTuple('conversation', 'seq'),
        'in',
        kind === 'postgres'
          ? due.forUpdate().skipLocked().$asTuple('conversation', 'seq')
          : due.$asTuple('conversation', 'seq'),
      ),
    )
    .returning(['conversation', 'seq'])
    .execute();
}

async function remove(db: Kysely<Tables>, letters: Pick<ActivityRow, 'conversation' | 'seq'>[]): Promise<void> {
  const pairs = letters.map(({ conversation, seq }) => sql`(${conversation}, cast(${seq} as bigint))`);
  await sql`delete from outbox where (conversation, seq) in (values ${sql.join(pairs)})`.execute(db);
}
