import type { Connector } from './connector.js';
import type { Reference } from './reference.js';

/** Nobody who waits for less than a second wonders (J. Nielsen, Response times); the sign would come after the answer. */
const AFTER_MS = 1000;
/** Teams takes a sign away after some three to ten seconds. */
const AGAIN_MS = 3000;
/** Conversations that are remembered; those in which nobody has typed for long go first. */
const MOST = 10_000;

interface Parts {
  connector: Pick<Connector, 'types'>;
  afterMs?: number;
}

/**
 * Shows in Teams that an answer is being made. Nothing of it is kept or tried again, nobody waits for it, and what can't be
 * shown isn't.
 */
export class TypingSigns {
  private readonly last = new Map<string, number>();

  constructor(private readonly parts: Parts) {}

  /** Shows it while the work takes long. @returns what the work does @throws what it throws */
  async during<Result>(to: Reference, work: () => Promise<Result>): Promise<Result> {
    // A channel's threads show no such sign.
    if (to.scope === 'channel') return work();
    const timer = setTimeout(() => this.show(to), this.parts.afterMs ?? AFTER_MS);
    const again = setInterval(() => this.show(to), AGAIN_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      clearInterval(again);
    }
  }

  /** Shows it, unless it was just now. */
  show(to: Reference): void {
    const key = `${to.tenantId}/${to.conversationId}`;
    const now = performance.now();
    if (now - (this.last.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS - AFTER_MS) return;
    this.last.delete(key);
    this.last.set(key, now);
    const [oldest] = this.last.keys();
    if (this.last.size > MOST && oldest !== undefined) this.last.delete(oldest);
    // Nothing is lost by it: the next reply has a letter, whose fate is noted.
    this.parts.connector.types(to).catch(() => undefined);
  }
}
