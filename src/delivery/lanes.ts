import type { ActivityRow } from '../storage/tables.js';
import type { LaneLetters, Waiting } from './laneLetters.js';

/** Longer than any one delivery takes; what a replica held that died is another's after it. */
const HELD_MS = 30_000;
/** Held on with at least so much of that left. */
const RENEWED_MS = 5000;
/** Lanes at work at a time: each may hang for as long as a delivery may take. */
const AT_ONCE = 100;

/** What became of one delivery: a letter that waits for its next try holds up those behind it, one given up doesn't. */
export type Became = 'delivered' | 'given up' | 'waits';

/** What lanes are made of. */
export interface LaneParts {
  letters: LaneLetters;
  /** This replica's name among the holders. */
  holder: string;
  now(): number;
  /** Delivers one activity, and notes what became of it: a delivered one is no letter any more. */
  deliver(channel: string, row: ActivityRow): Promise<Became>;
  onFault(fault: unknown): void;
  heldMs?: number;
}

interface Lane {
  /** Whether somebody called while it was at work. */
  again: boolean;
  ended: Promise<void>;
}

/**
 * Delivers letters that must arrive in order: one lane a conversation, always its oldest letter first, on one replica at a
 * time. While a letter waits for its next try, none of its conversation overtakes it.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly waiting: (() => void)[] = [];
  private places = AT_ONCE;
  private stopping = false;

  constructor(private readonly parts: LaneParts) {}

  /** Works on the conversation's letters, until none can be delivered now. Never throws. */
  wake(channel: string, conversation: string): Promise<void> {
    const open = this.lanes.get(conversation);
    if (open) {
      open.again = true;
      return open.ended;
    }
    if (this.stopping) return Promise.resolve();
    const lane: Lane = { again: false, ended: Promise.resolve() };
    lane.ended = this.work(channel, conversation, lane)
      .catch(this.parts.onFault)
      .finally(() => this.lanes.delete(conversation));
    this.lanes.set(conversation, lane);
    return lane.ended;
  }

  /** Wakes the lanes that are due, of any replica. @returns how many */
  async sweep(channels: readonly string[]): Promise<number> {
    const due = await this.parts.letters.due(this.parts.now(), channels);
    for (const { channel, conversation } of due) void this.wake(channel, conversation);
    return due.length;
  }

  /** Waits until none is at work. */
  async idle(): Promise<void> {
    while (this.lanes.size > 0) await Promise.all([...this.lanes.values()].map(({ ended }) => ended));
  }

  /** Ends after the deliveries that are under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.idle();
  }

  private async work(channel: string, conversation: string, lane: Lane): Promise<void> {
    await this.place();
    try {
      do {
        lane.again = false;
        if (this.stopping || !(await this.hold(conversation))) return;
        try {
          await this.deliverSome(channel, conversation);
        } finally {
          await this.parts.letters.letGo(conversation, this.parts.holder);
        }
        // There may be more than were read at once; and whoever committed a letter meanwhile, on another replica, found
        // the lane held and left it to us.
        lane.again ||= (await this.next(channel, conversation)).length > 0;
      } while (lane.again);
    } finally {
      this.places += 1;
      this.waiting.shift()?.();
    }
  }

  private async deliverSome(channel: string, conversation: string): Promise<void> {
    let held = this.parts.now();
    for (const { row } of await this.next(channel, conversation)) {
      if (this.stopping) return;
      if (this.parts.now() - held > RENEWED_MS) {
        if (!(await this.hold(conversation))) return;
        held = this.parts.now();
      }
      if ((await this.parts.deliver(channel, row)) === 'waits') return;
    }
  }

  /** Those that may be delivered now: none, while the oldest waits for its next try. */
  private async next(channel: string, conversation: string): Promise<Waiting[]> {
    const letters = await this.parts.letters.oldest(conversation, channel);
    const waits = letters.findIndex(({ putOff, dueAt }) => putOff && dueAt > this.parts.now());
    return waits === -1 ? letters : letters.slice(0, waits);
  }

  private hold(conversation: string): Promise<boolean> {
    const { letters, holder, heldMs = HELD_MS } = this.parts;
    const now = this.parts.now();
    return letters.hold(conversation, holder, { now, until: now + heldMs });
  }

  private async place(): Promise<void> {
    while (this.places === 0) await new Promise<void>((free) => this.waiting.push(free));
    this.places -= 1;
  }
}
