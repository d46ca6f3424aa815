import { createHmac, hkdfSync } from 'node:crypto';
import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitCount } from '../storage/limitCounts.js';

/**
 * What may go untold, as a part of a limit: a customer who stays below it costs the database nothing, and replicas that
 * don't know of each other's parts exceed a limit by so many of them, and by what comes in while they are told.
 */
const PART = 1 / 16;
/** A part is told at once. What is less waits so long for more, and so does everything while the database is away. */
const UNHURRIED_MS = 1000;
/** Keys told in one statement, so that it ends well before its deadline. */
const AT_ONCE = 5000;

/** What this replica counted of a key and told nobody yet. */
interface Untold {
  limiter: RateLimiterMemory;
  key: string;
  points: number;
  /** When its window ends, by this process's clock (ms). */
  until: number;
}

interface Parts {
  /** Adds to what all replicas counted. @returns the sums of these keys */
  add(counts: LimitCount[]): Promise<LimitCount[]>;
  /** The replicas' signing key. Addresses and conversations are kept as hashes that nobody without it can guess. */
  secret: string;
  /** Told once when sharing fails, until it works again. */
  onFault(fault: unknown): void;
}

/**
 * Brings what replicas count together. Each counts in memory, tells the others in batches, and takes the sum that it
 * is answered for its own count. While the database is away each goes on with what it knows, and tells it afterwards.
 */
export class SharedLimits {
  private untold = new Map<string, Untold>();
  private readonly secret: Uint8Array;
  private timer: NodeJS.Timeout | undefined;
  private telling = false;
  private hurried = false;
  private failed = false;

  constructor(private readonly parts: Parts) {
    this.secret = new Uint8Array(hkdfSync('sha256', parts.secret, 'certdesk', 'limits', 32));
  }

  start(): void {
    this.timer = setInterval(() => void this.tell(), UNHURRIED_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Notes what a limiter just admitted. @param counted what the limiter said of it */
  note(limiter: RateLimiterMemory, key: string, weight: number, counted: RateLimiterRes): void {
    const part = limiter.points * PART;
    if (counted.consumedPoints < part) return;
    // The first that is told tells of all that came before.
    const points = counted.consumedPoints - weight < part ? counted.consumedPoints : weight;
    const id = createHmac('sha256', this.secret).update(limiter.getKey(key)).digest('base64url');
    this.keep(id, { limiter, key, points, until: performance.now() + counted.msBeforeNext });
    if (this.hurried && !this.failed) void this.tell();
  }

  private keep(id: string, news: Untold): void {
    const before = this.untold.get(id);
    // Of a window that is over nobody asks any more.
    const points = news.points + (before && before.until > performance.now() ? before.points : 0);
    this.untold.set(id, { ...news, points });
    if (points >= news.limiter.points * PART) this.hurried = true;
  }

  private async tell(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    do await this.tellSome();
    while (this.hurried && !this.failed);
    this.telling = false;
  }

  private async tellSome(): Promise<void> {
    const told = this.take();
    if (told.size === 0) return;
    try {
      const sums = await this.parts.add([...told].map(([key, count]) => ({ key, ...inShort(count) })));
      await Promise.all(sums.map((sum) => this.know(told.get(sum.key), sum)));
      this.failed = false;
    } catch (fault) {
      for (const [id, count] of told) if (count.until > performance.now()) this.keep(id, count);
      if (!this.failed) this.parts.onFault(fault);
      this.failed = true;
    }
  }

  private take(): Map<string, Untold> {
    const taken = [...this.untold].slice(0, AT_ONCE);
    for (const [id] of taken) this.untold.delete(id);
    this.hurried = this.untold.size > 0;
    return new Map(taken.filter(([, { until }]) => until > performance.now()));
  }

  /** From here on this replica counts from the sum, and from what it counted while it asked. */
  private async know(told: Untold | undefined, { key: id, points, endsInMs }: LimitCount): Promise<void> {
    // The library takes a window of no length for one that never ends.
    if (!told || endsInMs <= 0) return;
    const meanwhile = this.untold.get(id)?.points ?? 0;
    await told.limiter.set(told.key, points + meanwhile, endsInMs / 1000);
  }
}

function inShort({ points, until }: Untold): Omit<LimitCount, 'key'> {
  return { points, endsInMs: Math.max(1, Math.ceil(until - performance.now())) };
}
