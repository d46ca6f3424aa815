import type { ChannelPlace } from './channelPlace.js';
import { ChannelGone, type SyncParts, ThreadSync } from './threadSync.js';

const SWEEP_MS = 2000;
/** After a fault of the database. */
const REST_MS = 2000;
const AT_ONCE = 100;
/** Threads that are worked on side by side: a slow one holds up few. */
const BESIDE = 6;
/** Another worker has the thread, and may have looked before this change, or died: it is looked at again. */
const HELD_MS = 400;

/**
 * Keeps the threads of the agents' channel up to date: at once what changed here, and by sweeps what another replica
 * or a crash left behind.
 */
export class ThreadWorker {
  private timer: NodeJS.Timeout | undefined;
  private readonly sync: ThreadSync;
  private readonly waiting = new Set<string>();
  private readonly working = new Map<string, Promise<void>>();
  /** Threads that somebody else has, to be looked at again in a moment. */
  private readonly held = new Set<string>();
  private sweeping: Promise<void> | undefined;
  private rests = 0;
  private stopped = false;

  constructor(
    private readonly parts: SyncParts,
    private readonly place: ChannelPlace,
    holder: string,
  ) {
    this.sync = new ThreadSync(parts, place.key, holder);
  }

  start(): void {
    this.timer ??= setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
  }

  /** Ends after what is being posted. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.waiting.clear();
    await this.sweeping;
    await this.idle();
  }

  /** Waits for all that is at work. */
  async idle(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working.values());
  }

  /** Brings the threads of these cases up to date soon. */
  wake(caseIds: readonly string[]): void {
    if (this.stopped) return;
    for (const id of caseIds) this.waiting.add(id);
    this.fill();
  }

  /** Looks for threads that are behind. Never throws. */
  sweep(): Promise<void> {
    this.sweeping ??= this.sweepNow()
      .catch((fault: unknown) => {
        this.rests = performance.now() + REST_MS;
        this.parts.onFault(fault);
      })
      .finally(() => {
        this.sweeping = undefined;
      });
    return this.sweeping;
  }

  private async sweepNow(): Promise<void> {
    if (this.stopped || performance.now() < this.rests) return;
    const at = await this.place.find();
    if (at === null) return;
    const due = await this.parts.threads.due(this.place.key, this.parts.now().getTime(), AT_ONCE);
    // A channel that refused everything is tried by one.
    this.wake(at.probe ? due.slice(0, 1) : due);
  }

  private fill(): void {
    for (const id of this.waiting) {
      if (this.working.size >= BESIDE) return;
      // One that is at work is looked at again after it.
      if (this.working.has(id)) continue;
      this.waiting.delete(id);
      const work = this.bringUp(id)
        .catch(this.parts.onFault)
        .finally(() => {
          this.working.delete(id);
          this.fill();
        });
      this.working.set(id, work);
    }
  }

  private async bringUp(id: string): Promise<void> {
    const at = await this.place.find();
    if (at === null) return;
    try {
      const came = await this.sync.bringUp(id, at.reference);
      if (came === 'done') await this.place.took(at.reference);
      if (came === 'held' && !this.held.has(id)) this.again(id);
    } catch (fault) {
      if (!(fault instanceof ChannelGone)) throw fault;
      await this.place.gone(fault.message);
      this.waiting.clear();
    }
  }

  private again(id: string): void {
    this.held.add(id);
    setTimeout(() => {
      this.wake([id]);
      this.held.delete(id);
    }, HELD_MS).unref();
  }
}
