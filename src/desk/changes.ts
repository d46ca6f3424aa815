import type { DeskStore, KeptCase } from './deskStore.js';

/** Cases that are read at a time. */
const AT_ONCE = 200;
/** What is read again each time: what was written at that moment may have been committed so much later. */
const OVERLAP_MS = 10_000;
/** The same for what is looked for in a hurry, as there was a notice of it; the comparison finds the rest. */
const HURRIED_MS = 1000;

/** Finds cases that have changed, each change once. */
export class Changes {
  /** What was told of: the version by id, and when it was written (ms). */
  private readonly told = new Map<string, { version: number; at: number }>();
  private looked: number;

  constructor(
    private readonly store: Pick<DeskStore, 'changedSince'>,
    private readonly now: () => Date,
  ) {
    this.looked = now().getTime();
  }

  /** What changed since the last look, the oldest first. @param hurried looks at what was written just now alone */
  async found({ hurried = false } = {}): Promise<KeptCase[]> {
    const now = this.now().getTime();
    const fresh: KeptCase[] = [];
    const from = Math.min(now, this.looked) - (hurried ? HURRIED_MS : OVERLAP_MS);
    for (let since = from; ; ) {
      const cases = await this.store.changedSince(since, AT_ONCE);
      fresh.push(...cases.filter((one) => this.isNew(one)));
      if (cases.length < AT_ONCE) break;
      const last = Date.parse(cases.at(-1)!.changedAt);
      // So many at the same moment are more than a page: the rest of them is left for those who list cases.
      since = last > since ? last : since + 1;
    }
    if (!hurried) {
      this.looked = now;
      for (const [id, { at }] of this.told) if (at < now - 3 * OVERLAP_MS) this.told.delete(id);
    }
    return fresh;
  }

  private isNew({ case: { id }, version, changedAt }: KeptCase): boolean {
    if ((this.told.get(id)?.version ?? -1) >= version) return false;
    this.told.set(id, { version, at: Date.parse(changedAt) });
    return true;
  }
}
