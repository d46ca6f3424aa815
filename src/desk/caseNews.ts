import { Changes } from './changes.js';
import type { DeskStore } from './deskStore.js';
import { lineOf } from './lines.js';
import type { OpenStream, OpenStreams } from './openStreams.js';

/** Changes that come one after another are told of together. */
const TOGETHER_MS = 200;

interface Parts {
  store: DeskStore;
  streams: OpenStreams;
  now(): Date;
  /** Told when something could not be read; it is tried again with the next comparison. */
  onFault(fault: unknown): void;
}

/** Finds cases that changed, and tells the streams of them and of the counts. */
export class CaseNews {
  private readonly changes: Changes;
  private looking: Promise<void> = Promise.resolve();
  private soon: NodeJS.Timeout | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: Parts) {
    this.changes = new Changes(parts.store, parts.now);
  }

  /** Looks for changed cases, soon: at once where nothing was looked for lately. */
  look(): void {
    if (this.soon) return;
    const wait = Math.max(0, this.lookedAt + TOGETHER_MS - performance.now());
    this.soon = setTimeout(() => {
      this.soon = null;
      void this.looked({ hurried: true }).catch(this.parts.onFault);
    }, wait);
  }

  /** Looks now, after a look that is at work. */
  looked(how: { hurried: boolean }): Promise<void> {
    const looking = this.looking.then(() => this.tellOfChanges(how));
    this.looking = looking.catch(() => undefined);
    return looking;
  }

  /** Begins no look by itself any more. */
  stop(): void {
    if (this.soon) clearTimeout(this.soon);
  }

  /** Waits for the look that is at work. */
  idle(): Promise<void> {
    return this.looking;
  }

  private async tellOfChanges(how: { hurried: boolean }): Promise<void> {
    const { streams } = this.parts;
    this.lookedAt = performance.now();
    if (streams.size === 0) return;
    const changed = await this.changes.found(how);
    for (const kept of changed) streams.tellAll({ type: 'case', case: lineOf(kept) });
    const news = streams.all().filter(({ counts }) => counts === null || changed.length > 0);
    if (news.length > 0) await this.tellCounts(news);
  }

  private async tellCounts(entries: readonly OpenStream[]): Promise<void> {
    const { store, streams } = this.parts;
    const counts = await store.counts([...new Set(entries.map(({ caller }) => caller.agent.id))]);
    for (const entry of entries) {
      const now = counts.get(entry.caller.agent.id)!;
      if (JSON.stringify(now) === JSON.stringify(entry.counts)) continue;
      entry.counts = now;
      streams.tell(entry, { type: 'counts', counts: now });
    }
  }
}
