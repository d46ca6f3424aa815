import type { Turns } from '../turn/turns.js';
import type { DeskStore } from './deskStore.js';

const LOOK_MS = 1000;
/** After a fault of the database. */
const REST_MS = 2000;
const AT_ONCE = 100;
/** The bot may have to speak in each: so many at a time leave room for customers. */
const BESIDE = 4;
/** A case that a look could do nothing about is looked at again after this time. */
const AGAIN_MS = 30_000;

/** What timers are made of. */
export interface TimerParts {
  desk: Pick<DeskStore, 'due'>;
  turns: Pick<Turns, 'act'>;
  now(): Date;
  onFault(fault: unknown): void;
}

type Due = Awaited<ReturnType<DeskStore['due']>>[number];

/**
 * Has each case looked at whose time is over, so that it moves on. Replicas may look at the same: the inbox lets one
 * look at each version of a case have its effect.
 */
export class CaseTimers {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private restsUntil = 0;
  private stopped = false;
  /** Looks that came to nothing, and until when (ms) they aren't repeated. */
  private readonly inVain = new Map<string, number>();

  constructor(private readonly parts: TimerParts) {}

  start(): void {
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /** Ends after the looks that are at work. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Looks at what is due now. Never throws. */
  look(): Promise<void> {
    if (this.stopped || performance.now() < this.restsUntil) return Promise.resolve();
    this.working ??= this.lookNow()
      .catch((fault: unknown) => {
        this.restsUntil = performance.now() + REST_MS;
        this.parts.onFault(fault);
      })
      .finally(() => {
        this.working = undefined;
      });
    return this.working;
  }

  private async lookNow(): Promise<void> {
    const now = this.parts.now().getTime();
    for (const [look, until] of this.inVain) if (until <= now) this.inVain.delete(look);
    // Those that stay due must not keep the others out.
    const due = await this.parts.desk.due(now, AT_ONCE + this.inVain.size);
    const left = due.filter((one) => !this.inVain.has(lookOf(one))).slice(0, AT_ONCE);
    const lookOn = async () => {
      for (let one = left.shift(); one && !this.stopped; one = left.shift()) await this.lookAt(one, now);
    };
    // Where one can't be kept, the others can't either: they are due still.
    const faults = await Promise.allSettled(Array.from({ length: BESIDE }, lookOn));
    for (const one of faults) if (one.status === 'rejected') throw one.reason;
  }

  private async lookAt(due: Due, now: number): Promise<void> {
    const { conversation, id } = due;
    const sourceId = lookOf(due);
    this.inVain.set(sourceId, now + AGAIN_MS);
    const { status } = await this.parts.turns.act({ conversation, case: id, sourceId, act: null });
    if (status === 'done') this.inVain.delete(sourceId);
  }
}

/** The same on every replica, and another with each change of the case. */
const lookOf = ({ id, version }: Due) => `timer:${id}:${version}`;
