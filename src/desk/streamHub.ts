import type { WebSocket } from 'ws';
import { z } from 'zod';
import { Refusal } from '../refusal.js';
import { standingsOf } from '../storage/conversations.js';
import type { Database } from '../storage/database.js';
import { readTranscript } from '../storage/transcript.js';
import { type Caller, hasRole } from './caller.js';
import { Changes } from './changes.js';
import type { DeskStore, KeptCase } from './deskStore.js';
import { lineOf } from './lines.js';
import { Presences } from './presences.js';
import type { Role } from './roles.js';
import type { Sessions } from './sessions.js';
import { Watcher } from './watcher.js';
import type { Counts, FromStream } from './wire.js';

interface Parts {
  store: DeskStore;
  database: Database;
  sessions: Sessions;
  replica: string;
  now(): Date;
  /** Told when something could not be read; it is tried again with the next comparison. */
  onFault(fault: unknown): void;
}

/** One agent's stream. */
interface Open {
  socket: WebSocket;
  caller: Caller;
  leave(): void;
  watcher: Watcher | null;
  /** Counts what it asks to watch: a later wish overtakes one that is being looked up. */
  wishes: number;
  alive: boolean;
  /** What it said in this second. */
  said: number;
  counts: Counts | null;
}

/** Who may have a stream. */
export const streamMay = ['agent', 'supervisor'] as const satisfies readonly Role[];

/** How often what is shown is compared with the database: finds what no notice told of. */
const COMPARE_MS = 800;
/** Changes that come one after another are told of together. */
const TOGETHER_MS = 200;
const LOOK_AT_SESSIONS_MS = 1000;
const PING_MS = 15_000;
/** Tabs of one agent, with some to spare. */
const MOST_OF_AGENT = 20;
/** A reader that leaves more than this unread fetches everything anew when it comes back. */
const MOST_UNREAD_BYTES = 4_000_000;
/** What a page says in a second: what it looks at, and that somebody types. */
const MOST_SAID = 50;
/** Close codes (RFC 6455, section 7.4, and IANA's registry). */
const CODES = { restart: 1012, rightIsOver: 1008, unreadable: 1007, tooSlow: 1013 } as const;
/** Who has not answered the close by then is cut off. */
const GRACE_MS = 1000;

const toStream = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('watch'),
    case: z.string().min(1).max(64).nullable(),
    after: z.number().int().min(0).max(1e12).default(0),
  }),
  z.object({ type: z.literal('presence'), status: z.enum(['available', 'away']) }),
  z.object({ type: z.literal('typing'), case: z.string().min(1).max(64) }),
]);

/** All agents' streams of this replica: what changes at the desk is told to each of them. */
export class DeskStreamHub {
  readonly presences: Presences;
  private readonly open = new Set<Open>();
  private readonly changes: Changes;
  private readonly timers: NodeJS.Timeout[];
  private looking: Promise<void> = Promise.resolve();
  private soon: NodeJS.Timeout | null = null;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private shown = '';
  /** Who has which case, as far as it was told here. */
  private readonly agents = new Map<string, string>();

  constructor(private readonly parts: Parts) {
    const { database, replica, now, onFault } = parts;
    this.changes = new Changes(parts.store, now);
    this.presences = new Presences({ database, replica, now, changed: () => this.showPresence() });
    this.timers = [
      setInterval(() => void this.compare().catch(onFault), COMPARE_MS),
      setInterval(() => void this.endOver().catch(onFault), LOOK_AT_SESSIONS_MS),
      setInterval(() => this.ping(), PING_MS),
    ];
    for (const timer of this.timers) timer.unref();
  }

  /** @throws {Refusal} 429 where the agent has too many streams already */
  admit({ agent }: Caller): void {
    const own = [...this.open].filter(({ caller }) => caller.agent.id === agent.id).length;
    if (own >= MOST_OF_AGENT) throw new Refusal(429, 'TooManyRequests', 'Too many streams of yours are open.', 10);
  }

  /** Serves a socket until it closes. */
  add(socket: WebSocket, caller: Caller): void {
    const leave = this.presences.enter(caller.agent);
    const entry: Open = { socket, caller, leave, watcher: null, wishes: 0, alive: true, said: 0, counts: null };
    this.open.add(entry);
    socket.on('pong', () => {
      entry.alive = true;
    });
    socket.on('message', (data, binary) => this.hear(entry, binary ? '' : String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.open.delete(entry);
      entry.watcher?.stop();
      entry.leave();
    });
    this.tell(entry, { type: 'hello', me: caller.agent });
    this.tell(entry, { type: 'presence', agents: this.presences.all() });
    this.look();
  }

  /** Something was committed in that conversation: whoever watches it is told at once, the others soon. */
  async wake(conversation: string): Promise<void> {
    const watchers = [...this.open].flatMap(({ watcher }) => (watcher?.conversation === conversation ? [watcher] : []));
    this.look();
    await Promise.all(watchers.map((watcher) => watcher.wake()));
  }

  /** The customer types in that conversation: whoever watches it is told. */
  customerTypes(conversation: string): void {
    for (const { watcher } of this.open) if (watcher?.conversation === conversation) watcher.customerTypes();
  }

  get size(): number {
    return this.open.size;
  }

  /** Ends the streams of a session that has ended. */
  endSession(hash: string): void {
    for (const entry of this.open) if (entry.caller.session === hash) end(entry.socket, 'rightIsOver', 'signed out');
  }

  /** Tells every client to connect again, here or elsewhere. */
  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    if (this.soon) clearTimeout(this.soon);
    for (const { socket } of this.open) socket.close(CODES.restart, 'restart');
  }

  /** Ends the streams whose clients have not closed them, and says that nobody is here any more. */
  async terminate(): Promise<void> {
    for (const { socket } of this.open) socket.terminate();
    await this.looking;
    // Where the database is away the others find out by themselves within half a minute.
    await this.presences.leave().catch(this.parts.onFault);
  }

  private hear(entry: Open, text: string): void {
    entry.alive = true;
    entry.said += 1;
    const read = toStream.safeParse(jsonOf(text));
    if (!read.success || entry.said > MOST_SAID) {
      end(entry.socket, 'unreadable', 'not understood');
      return;
    }
    const said = read.data;
    const { agent } = entry.caller;
    if (said.type === 'presence') this.presences.say(agent, said.status);
    else if (said.type === 'typing') this.presences.type(agent, said.case);
    else void this.watch(entry, said.case, said.after).catch(this.parts.onFault);
  }

  private async watch(entry: Open, id: string | null, after: number): Promise<void> {
    entry.wishes += 1;
    const wish = entry.wishes;
    entry.watcher?.stop();
    entry.watcher = null;
    const kept = id === null ? null : await this.parts.store.read(id);
    if (entry.wishes !== wish || !this.open.has(entry)) return;
    this.presences.look(entry.caller.agent, kept?.case.id ?? null);
    if (kept === null) return;
    const { conversation } = kept;
    const { socket } = entry;
    const readOn = (from: number, most: number) => readTranscript(this.parts.database, conversation, from, most);
    entry.watcher = new Watcher({ socket, case: kept.case.id, conversation, readOn }, after);
    await entry.watcher.wake();
  }

  /** Looks for changed cases, soon: at once where nothing was looked for lately. */
  private look(): void {
    if (this.soon) return;
    const wait = Math.max(0, this.lookedAt + TOGETHER_MS - performance.now());
    this.soon = setTimeout(() => {
      this.soon = null;
      void this.looked({ hurried: true }).catch(this.parts.onFault);
    }, wait);
  }

  private looked(how: { hurried: boolean }): Promise<void> {
    const looking = this.looking.then(() => this.tellOfChanges(how));
    this.looking = looking.catch(() => undefined);
    return looking;
  }

  private async tellOfChanges(how: { hurried: boolean }): Promise<void> {
    this.lookedAt = performance.now();
    if (this.open.size === 0) return;
    const changed = await this.changes.found(how);
    for (const kept of changed) this.tellAll({ type: 'case', case: lineOf(kept) });
    const concerned = new Set(changed.flatMap((kept) => this.movedBetween(kept)));
    const news = [...this.open].filter(({ counts }) => counts === null || changed.length > 0);
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
  private async tellCounts(entries: readonly Open[], concerned: ReadonlySet<string>): Promise<void> {
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
      this.tell(entry, { type: 'counts', counts });
    }
  }

  private async compare(): Promise<void> {
    for (const entry of this.open) entry.said = 0;
    await this.presences.exchange();
    this.showPresence();
    await this.looked({ hurried: false });
    const watched = [...this.open].flatMap(({ watcher }) => watcher ?? []);
    if (watched.length === 0) return;
    const standings = await standingsOf(this.parts.database, [
      ...new Set(watched.map(({ conversation }) => conversation)),
    ]);
    const behind = watched.filter(({ conversation, place }) => place < (standings.get(conversation)?.lastSeq ?? 0));
    await Promise.all(behind.map((watcher) => watcher.wake()));
  }

  private showPresence(): void {
    const agents = this.presences.all();
    const text = JSON.stringify(agents);
    if (text === this.shown) return;
    this.shown = text;
    this.tellAll({ type: 'presence', agents });
  }

  /** Ends the streams of those whose session is over, or whose role was taken away. */
  private async endOver(): Promise<void> {
    const entries = [...this.open].filter(({ caller }) => caller.session !== null);
    const alive = await this.parts.sessions.alive([...new Set(entries.map(({ caller }) => caller.session!))]);
    for (const entry of entries) {
      const now = alive.get(entry.caller.session!);
      if (!now || !hasRole(now, streamMay)) end(entry.socket, 'rightIsOver', 'signed out');
    }
  }

  private tellAll(said: FromStream): void {
    const text = JSON.stringify(said);
    for (const entry of this.open) this.send(entry, text);
  }

  private tell(entry: Open, said: FromStream): void {
    this.send(entry, JSON.stringify(said));
  }

  private send({ socket }: Open, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MOST_UNREAD_BYTES) end(socket, 'tooSlow', 'too slow');
    else socket.send(text);
  }

  /** A line that is dead without having been closed is noticed by its silence. */
  private ping(): void {
    for (const entry of this.open) {
      if (!entry.alive) entry.socket.terminate();
      else {
        entry.alive = false;
        entry.socket.ping();
      }
    }
  }
}

/** Closes a socket, and cuts it off where its client doesn't answer. */
function end(socket: WebSocket, code: keyof typeof CODES, why: string): void {
  socket.close(CODES[code], why);
  setTimeout(() => socket.terminate(), GRACE_MS).unref();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
