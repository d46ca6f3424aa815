import { Budget, type Over, perTenant, perThread } from './budget.js';
import type { Reference } from './reference.js';

/** Budgets that are kept before those that count nothing any more are looked for. */
const MANY = 2000;
const HOUR_MS = 3600_000;
/** Whoever would wait longer for a thread's budget does something else meanwhile. */
const PATIENCE_MS = 3000;

/** What Teams lets a bot send: in each of its conversations, and in each tenant as a whole. */
export class Budgets {
  private readonly threads = new Map<string, Promise<Budget>>();
  private readonly tenants = new Map<string, Budget>();

  /**
   * @param sentSince when messages were sent in a conversation of Teams, by any replica and before any restart: within so
   * many ms; how long ago each was
   */
  constructor(private readonly sentSince: (thread: Reference, withinMs: number) => Promise<readonly number[]>) {}

  /**
   * Waits until something may be sent there. @returns what says that it is over
   * @throws {Later} where that would take long
   */
  async take(to: Reference): Promise<Over> {
    const thread = await this.threadOf(to);
    const left = await thread.take(PATIENCE_MS);
    // Its windows are short: there is no waiting for long.
    return both(left, await this.tenantOf(to).take(Number.POSITIVE_INFINITY));
  }

  /** Takes a place at once, for what can be left out. @returns null where it is to be left out */
  async takeSpare(to: Reference): Promise<Over | null> {
    const left = (await this.threadOf(to)).takeSpare();
    if (!left) return null;
    const leftTenant = this.tenantOf(to).takeSpare();
    if (leftTenant) return both(left, leftTenant);
    left('known');
    return null;
  }

  private tenantOf({ tenantId }: Reference): Budget {
    const tenant = this.tenants.get(tenantId) ?? new Budget(perTenant);
    this.tenants.set(tenantId, tenant);
    return tenant;
  }

  private async threadOf(to: Reference): Promise<Budget> {
    const key = `${to.tenantId}/${to.conversationId}`;
    const known = this.threads.get(key);
    if (known) return known;
    if (this.threads.size >= MANY) await this.forgetIdle();
    const opening = this.open(to);
    this.threads.set(key, opening);
    opening.catch(() => this.threads.delete(key));
    return opening;
  }

  private async open(to: Reference): Promise<Budget> {
    const budget = new Budget(perThread);
    // One more, just now: a process that died may have been sending.
    budget.remember([...(await this.sentSince(to, HOUR_MS)), 0]);
    return budget;
  }

  private async forgetIdle(): Promise<void> {
    for (const [key, opening] of this.threads) {
      const budget = await opening.catch(() => null);
      if (budget?.isIdle !== false) this.threads.delete(key);
    }
  }
}

const both =
  (one: Over, other: Over): Over =>
  (arrival) => {
    one(arrival);
    other(arrival);
  };
