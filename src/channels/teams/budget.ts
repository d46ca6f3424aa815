import { Later } from '../../delivery/later.js';

/** So many in so long. */
export interface Limit {
  most: number;
  withinMs: number;
}

/**
 * What a bot may send in one conversation: "Per bot per thread limit" on
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, read in November 2026.
 */
export const perThread: readonly Limit[] = [
  { most: 7, withinMs: 1000 },
  { most: 8, withinMs: 2000 },
  { most: 60, withinMs: 30_000 },
  { most: 1800, withinMs: 3600_000 },
];
/** An app in one tenant: the same page, "global limit per app per tenant". */
export const perTenant: readonly Limit[] = [{ most: 50, withinMs: 1000 }];

/** Clocks run apart by less than this in the longest window that is soon over. */
const APART_MS = 20;

/** What nobody waits for any longer may still be on its way, and counts when it arrives. */
const ARRIVES_LATE_MS = 2000;

/** Says that what was sent is over; `unknown`: no answer says that it arrived. */
export type Over = (arrival: 'known' | 'unknown') => void;

/**
 * A place in sliding windows. What was sent counts from its end: it reached the other side before that, and what begins
 * now reaches it later than now. So the windows hold by the receiver's clock too, however long the way takes.
 */
export class Budget {
  private readonly ends: number[] = [];
  private under = 0;
  private line: Promise<unknown> = Promise.resolve();
  private freed: (() => void) | undefined;
  private readonly most: number;
  private readonly longestMs: number;

  /** @param limits each holds @param now a clock that only ever goes on (ms) */
  constructor(
    private readonly limits: readonly Limit[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.most = Math.max(...limits.map(({ most }) => most));
    this.longestMs = Math.max(...limits.map(({ withinMs }) => withinMs));
  }

  /** Counts what was sent before, by whoever. @param ago how long ago each was (ms), the oldest first */
  remember(ago: readonly number[]): void {
    const now = this.now();
    this.ends.unshift(...ago.map((ms) => now - ms));
  }

  /**
   * Waits for a place, in the order of asking.
   * @param patienceMs whoever would wait longer is put off
   * @returns what says that it is over: the answer is there, or nobody waits for it any longer
   * @throws {Later} which counts for no try
   */
  take(patienceMs: number): Promise<Over> {
    const mine = this.line.then(() => this.place(patienceMs));
    this.line = mine.catch(() => undefined);
    return mine;
  }

  /**
   * Takes a place at once for what can be left out: only while less than half of each window is used, so that it is never
   * in the way of what can't be. @returns null where it is to be left out
   */
  takeSpare(): Over | null {
    const now = this.now();
    const isSpare = this.limits.every(({ most, withinMs }) => {
      const used = this.under + this.ends.filter((end) => end > now - withinMs - APART_MS).length;
      return used < Math.floor(most / 2);
    });
    return isSpare ? this.taken() : null;
  }

  /** Whether nothing that was sent counts any more. */
  get isIdle(): boolean {
    return this.under === 0 && (this.ends.at(-1) ?? Number.NEGATIVE_INFINITY) < this.now() - this.longestMs;
  }

  private async place(patienceMs: number): Promise<Over> {
    const patient = this.now() + patienceMs;
    for (let wait = this.waitMs(); wait > 0; wait = this.waitMs()) {
      const left = patient - this.now();
      if (wait !== Number.POSITIVE_INFINITY && wait > left) throw new Later('Budget', Math.ceil(wait), false);
      // Those that are under way end by themselves.
      await (wait === Number.POSITIVE_INFINITY ? this.ended() : pause(wait));
    }
    return this.taken();
  }

  private taken(): Over {
    this.under += 1;
    let over = false;
    return (arrival) => {
      if (over) return;
      over = true;
      this.under -= 1;
      const end = this.now() + (arrival === 'unknown' ? ARRIVES_LATE_MS : 0);
      this.ends.splice(this.ends.findLastIndex((before) => before <= end) + 1, 0, end);
      if (this.ends.length > this.most) this.ends.splice(0, this.ends.length - this.most);
      this.freed?.();
    };
  }

  /** How long until there is a place; `Infinity`: until one that is under way is over. */
  private waitMs(): number {
    const now = this.now();
    return Math.max(
      0,
      ...this.limits.map(({ most, withinMs }) => {
        const free = most - this.under;
        if (free <= 0) return Number.POSITIVE_INFINITY;
        const end = this.ends[this.ends.length - free];
        return end === undefined ? 0 : end + withinMs + APART_MS - now;
      }),
    );
  }

  private ended(): Promise<void> {
    return new Promise((freed) => {
      this.freed = freed;
    });
  }
}

const pause = (ms: number) => new Promise<void>((later) => setTimeout(later, Math.ceil(ms)));
