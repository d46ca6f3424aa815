import { Changes } from './changes.js';
import type { DeskStore, KeptCase } from './deskStore.js';
import { lineOf } from './lines.js';
import type { OpenStream, OpenStreams } from './openStreams.js';
import type { Counts } from './wire.js';

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
  /** Who has which case, as far as it was told here. */
  private readonly agents = new Map<string, string>();

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
    const concerned = new Set(changed.flatMap((kept) => this.movedBetween(kept)));
    const news = streams.all().filter(({ counts }) => counts === null || changed.length > 0);
    if (news.length > 0) await this.tellCounts(news, concerned);
  }

  /** Whose case it was, and whose it is. */
  private movedBetween({ case: { id, agent } }: KeptCase): string[] {
    const before = this.agents.get(id);
    if (agent) this.agents.set(id, agent.id);
    else this.agents.delete(id);
    return [before, agent?.id].filter((one) => one !== undefined);
  }

  /**
   * Asks once for each agent whose own cases may be other ones now; of the others only what is the same for all has
   * changed.
   */
  private async tellCounts(entries: readonly OpenStream[], concerned: ReadonlySet<string>): Promise<void> {
    const asked = new Map<string, Counts>();
    let all: Counts | null = null;
    for (const entry of entries) {
      const { id } = entry.caller.agent;
      if (!asked.has(id) && (all === null || entry.counts === null || concerned.has(id))) {
        all = await this.parts.store.counts(id);
        asked.set(id, all);
      }
      const counts = asked.get(id) ?? { ...all!, mine: entry.counts!.mine };
      if (JSON.stringify(counts) === JSON.stringify(entry.counts)) continue;
      entry.counts = counts;
      this.parts.streams.tell(entry, { type: 'counts', counts });
    }
  }
}
