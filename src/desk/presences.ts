import type { Agent } from '../cases/case.js';
import type { Database } from '../storage/database.js';
import { keepPresence, presenceElsewhere } from '../storage/deskPresence.js';
import type { Presence } from './wire.js';

/** Who has not been heard of for so long is gone. */
const GONE_MS = 30_000;
/** A replica says again so often who is there. */
const SAID_AGAIN_MS = 10_000;
/** How long a sign of typing counts: clients send one every few seconds. */
const TYPING_MS = 5000;

/** Somebody who is at the desk of this replica: with so many streams open, or heard of by a call. */
interface Here {
  agent: Agent;
  status: Presence['status'];
  looking: string | null;
  typingUntil: number;
  /** Streams that are open. */
  streams: number;
  /** When they were heard of (ms, monotonic). */
  heard: number;
}

/**
 * Who is at the desk, what they look at, and whether they type. Each replica knows those who are connected to it; they
 * tell each other through the database, where there may be several.
 */
export class Presences {
  private readonly here = new Map<string, Here>();
  /** What agents said last of themselves: it outlives a break in the line. */
  private readonly said = new Map<string, Presence['status']>();
  private elsewhere: Presence[] = [];
  private told = '';
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly parts: {
      database: Database;
      /** This replica's name. */
      replica: string;
      now(): Date;
      /** Told of each change. */
      changed(): void;
    },
  ) {}

  /** An agent opens a stream. @returns to be called when it closes */
  enter(agent: Agent): () => void {
    const known = this.known(agent);
    known.streams += 1;
    this.parts.changed();
    return () => {
      known.streams -= 1;
      if (known.streams === 0) this.here.delete(agent.id);
      this.parts.changed();
    };
  }

  /** Whether an agent takes cases just now. */
  say(agent: Agent, status: Presence['status']): void {
    this.said.set(agent.id, status);
    this.known(agent).status = status;
    this.parts.changed();
  }

  look(agent: Agent, looking: string | null): void {
    const known = this.known(agent);
    if (known.looking === looking) return;
    Object.assign(known, { looking, typingUntil: 0 });
    this.parts.changed();
  }

  type(agent: Agent, looking: string): void {
    const known = this.known(agent);
    const news = known.looking !== looking || known.typingUntil < performance.now();
    Object.assign(known, { looking, typingUntil: performance.now() + TYPING_MS });
    if (news) this.parts.changed();
  }

  /** Everybody at the desk, by name; who is on several replicas stands there once. */
  all(): Presence[] {
    const now = performance.now();
    const own = [...this.here.values()]
      .filter(({ streams, heard }) => streams > 0 || now - heard < GONE_MS)
      .map(({ agent, status, looking, typingUntil }) => ({ ...agent, status, looking, typing: typingUntil > now }));
    const others = this.elsewhere.filter(({ id }) => !own.some((one) => one.id === id));
    return [...own, ...others].sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1));
  }

  /** How many take cases just now. */
  available(): number {
    return this.all().filter(({ status }) => status === 'available').length;
  }

  /** Tells the other replicas, and hears them. */
  async exchange(): Promise<void> {
    const { database, replica, now } = this.parts;
    for (const [id, { streams, heard }] of this.here)
      if (streams === 0 && performance.now() - heard >= GONE_MS) this.here.delete(id);
    // The embedded database has one process.
    if (database.kind !== 'postgres') return;
    const at = now().getTime();
    const own = this.all().filter(({ id }) => this.here.has(id));
    const told = JSON.stringify(own);
    if (told !== this.told || performance.now() - this.toldAt >= SAID_AGAIN_MS) {
      const rows = own.map(({ id, name, status, looking, typing }) => ({
        ...{ replica, agent: id, name, status, looking, typing: typing ? 1 : 0, seen_at: at },
      }));
      await keepPresence(database, replica, rows);
      [this.told, this.toldAt] = [told, performance.now()];
    }
    const others = await presenceElsewhere(database, replica, at - GONE_MS);
    this.elsewhere = others.map(({ agent: id, name, status, looking, typing }) => ({
      ...{ id, name, looking, typing: typing === 1 },
      status: status === 'away' ? 'away' : 'available',
    }));
  }

  /** Nobody is here any more: the replica stops. */
  async leave(): Promise<void> {
    this.here.clear();
    if (this.parts.database.kind === 'postgres') await keepPresence(this.parts.database, this.parts.replica, []);
  }

  private known(agent: Agent): Here {
    const status = this.said.get(agent.id) ?? 'available';
    const fresh: Here = { agent, status, looking: null, typingUntil: 0, streams: 0, heard: 0 };
    const known = this.here.get(agent.id) ?? fresh;
    known.heard = performance.now();
    this.here.set(agent.id, known);
    return known;
  }
}
