import type { ActivityRow } from '../storage/tables.js';
import { type Batch, type Deliverer, Refused } from './deliverer.js';
import { failedTry } from './failedTry.js';
import type { LaneLetters } from './laneLetters.js';
import { type Became, Lanes } from './lanes.js';
import type { Letter, Letters } from './letters.js';

const CLAIMED_FOR_MS = 30_000;
const SWEEP_MS = 1000;
const FORGET_MS = 150;
/** After a fault of the database. */
const REST_MS = 2000;

/** What an outbox is made of. */
export interface OutboxParts {
  letters: Letters & LaneLetters;
  /** Who delivers, by the channel's id. */
  deliverers: ReadonlyMap<string, Deliverer>;
  /** This replica's name; needed where a channel's letters go in order. */
  replica?: string;
  now(): Date;
  onFault(fault: unknown): void;
}

/**
 * Delivers what turns committed: at once, and what failed or was left behind by a replica that died again and again
 * with growing pauses. What can't be delivered is kept as a dead letter.
 */
export class Outbox {
  private readonly delivered: Pick<ActivityRow, 'conversation' | 'seq'>[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private working: Promise<void> = Promise.resolve();
  private readonly lanes: Lanes;
  /** Channels whose letters go in order. */
  private readonly ordered: readonly string[];

  constructor(private readonly parts: OutboxParts) {
    const { letters, deliverers, replica = '', now, onFault } = parts;
    this.ordered = [...deliverers].flatMap(([channel, { inOrder }]) => (inOrder ? [channel] : []));
    this.lanes = new Lanes({
      ...{ letters, holder: replica, onFault, now: () => now().getTime() },
      deliver: (channel, row) => this.deliverInOrder(channel, row),
    });
  }

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
            this.parts.onFault(fault);
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
    await this.lanes.stop();
    await this.forget().catch(this.parts.onFault);
  }

  /** Delivers the rows of a turn that has been committed. Never throws: what fails is tried again. */
  async send(channel: string, batch: Batch): Promise<void> {
    if (this.ordered.includes(channel)) return this.lanes.wake(channel, batch.conversation);
    const deliverer = this.parts.deliverers.get(channel);
    try {
      if (!deliverer) throw new Refused('no such channel');
      await deliverer.deliver(batch);
      this.delivered.push(...lettersOf(batch));
    } catch (fault) {
      await this.failed(batch, deliverer, fault).catch(this.parts.onFault);
    }
  }

  /** Waits until no letter that goes in order is under way. */
  idle(): Promise<void> {
    return this.lanes.idle();
  }

  /** Tries what is due now, of any replica. @returns how many replies were claimed, and lanes woken */
  async sweep(): Promise<number> {
    const { letters, now } = this.parts;
    const woken = this.ordered.length === 0 ? 0 : await this.lanes.sweep(this.ordered);
    const claimed = await letters.claim(now().getTime(), CLAIMED_FOR_MS, this.ordered);
    for (const [conversation, some] of byConversation(claimed)) {
      const rows = await letters.activities(
        conversation,
        some.map(({ seq }) => seq),
      );
      await this.send(some[0]!.channel, { conversation, rows });
    }
    return claimed.length + woken;
  }

  /** Delivered rows are taken out many at a time: one by one they would cost a commit each. */
  private async forget(): Promise<void> {
    while (this.delivered.length > 0) {
      const some = this.delivered.slice(0, 200);
      await this.parts.letters.remove(some);
      this.delivered.splice(0, some.length);
    }
  }

  private async deliverInOrder(channel: string, row: ActivityRow): Promise<Became> {
    const batch: Batch = { conversation: row.conversation, rows: [row] };
    const deliverer = this.parts.deliverers.get(channel);
    try {
      await deliverer?.deliver(batch);
    } catch (fault) {
      return (await this.failed(batch, deliverer, fault)) ? 'waits' : 'given up';
    }
    // At once: whoever holds the lane next must not find it there.
    await this.parts.letters.remove(lettersOf(batch));
    return 'delivered';
  }

  /** Notes that a try failed. @returns whether there will be another */
  private async failed(batch: Batch, deliverer: Deliverer | undefined, fault: unknown): Promise<boolean> {
    const { letters } = this.parts;
    const { conversation, rows } = batch;
    const seqs = lettersOf(batch).map(({ seq }) => seq);
    if (seqs.length === 0) return false;
    const now = this.parts.now().getTime();
    const before = await letters.attempts(conversation, seqs);
    const since = Math.min(...rows.map(({ at }) => Number(at)));
    const failed = failedTry(fault, deliverer?.retry, { before, now, since });
    await letters.failed(conversation, seqs, failed);
    return failed.deadAt === null;
  }
}

/** Of a turn's rows those that the customer must be told; their own words they know. */
function lettersOf({ conversation, rows }: Batch): Pick<ActivityRow, 'conversation' | 'seq'>[] {
  return rows.filter(({ role }) => role !== 'user').map(({ seq }) => ({ conversation, seq }));
}

function byConversation(letters: readonly Letter[]): Map<string, Letter[]> {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) groups.set(letter.conversation, [...(groups.get(letter.conversation) ?? []), letter]);
  return groups;
}
