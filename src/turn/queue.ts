/** Thrown when more waits than can be served in time; the sender tries again later. */
export class Overloaded extends Error {}

/**
 * One line for each conversation: its turns run one after another in the order of arrival, those of different
 * conversations side by side. Across replicas the row's version does; here none is thought twice.
 */
export class ConversationQueue {
  private readonly lines = new Map<string, { waiting: number; last: Promise<unknown> }>();
  private total = 0;

  /** @param limits how many may wait, in one conversation and in all */
  constructor(private readonly limits: { each: number; all: number }) {}

  /** Runs the work when its turn comes. @throws {Overloaded} at once, when too many wait already */
  async run<T>(conversation: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(conversation) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= this.limits.each || this.total >= this.limits.all)
      throw new Overloaded('too many messages wait');
    line.waiting += 1;
    this.total += 1;
    this.lines.set(conversation, line);
    const before = line.last;
    const running = before.then(work, work);
    line.last = running.catch(() => undefined);
    try {
      return await running;
    } finally {
      line.waiting -= 1;
      this.total -= 1;
      if (line.waiting === 0) this.lines.delete(conversation);
    }
  }

  /** How many turns wait or run. */
  get size(): number {
    return this.total;
  }
}
