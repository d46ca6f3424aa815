import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Agent } from '../cases/case.js';
import { Refusal } from '../refusal.js';
import { standingsOf } from '../storage/conversations.js';
import type { Database } from '../storage/database.js';
import { readTranscript } from '../storage/transcript.js';
import type { Caller } from './caller.js';
import { CaseNews } from './caseNews.js';
import type { DeskStore } from './deskStore.js';
import { endStream, type OpenStream, OpenStreams } from './openStreams.js';
import { Presences } from './presences.js';
import type { Sessions } from './sessions.js';
import { Watcher } from './watcher.js';

interface Parts {
  store: DeskStore;
  database: Database;
  sessions: Sessions;
  replica: string;
  now(): Date;
  /** Told that an agent writes a reply in a case. */
  onTyping?(agent: Agent, caseId: string): void;
  /** Told when something could not be read; it is tried again with the next comparison. */
  onFault(fault: unknown): void;
}

/** How often what is shown is compared with the database: finds what no notice told of. */
const COMPARE_MS = 800;
const LOOK_AT_SESSIONS_MS = 1000;
const PING_MS = 15_000;
/** Tabs of one agent, with some to spare. */
const MOST_OF_AGENT = 20;
/** What a page says in a second: what it looks at, and that somebody types. */
const MOST_SAID = 50;

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
  private readonly streams: OpenStreams;
  private readonly news: CaseNews;
  private readonly timers: NodeJS.Timeout[];
  private shown = '';

  constructor(private readonly parts: Parts) {
    const { store, database, sessions, replica, now, onFault } = parts;
    this.streams = new OpenStreams(sessions);
    this.news = new CaseNews({ store, streams: this.streams, now, onFault });
    this.presences = new Presences({ database, replica, now, changed: () => this.showPresence() });
    this.timers = [
      setInterval(() => void this.compare().catch(onFault), COMPARE_MS),
      setInterval(() => void this.streams.endOver().catch(onFault), LOOK_AT_SESSIONS_MS),
      setInterval(() => this.streams.ping(), PING_MS),
    ];
    for (const timer of this.timers) timer.unref();
  }

  /** @throws {Refusal} 429 where the agent has too many streams already */
  admit({ agent }: Caller): void {
    const own = this.streams.all().filter(({ caller }) => caller.agent.id === agent.id).length;
    if (own >= MOST_OF_AGENT) throw new Refusal(429, 'TooManyRequests', 'Too many streams of yours are open.', 10);
  }

  /** Serves a socket until it closes. */
  add(socket: WebSocket, caller: Caller): void {
    const { streams } = this;
    const leave = this.presences.enter(caller.agent);
    const entry: OpenStream = { socket, caller, leave, watcher: null, wishes: 0, alive: true, said: 0, counts: null };
    streams.add(entry);
    socket.on('pong', () => {
      entry.alive = true;
    });
    socket.on('message', (data, binary) => this.hear(entry, binary ? '' : String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      streams.delete(entry);
      entry.watcher?.stop();
      entry.leave();
    });
    streams.tell(entry, { type: 'hello', me: caller.agent });
    streams.tell(entry, { type: 'presence', agents: this.presences.all() });
    this.news.look();
  }

  /** Something was committed in that conversation: whoever watches it is told at once, the others soon. */
  async wake(conversation: string): Promise<void> {
    this.news.look();
    const watchers = this.watchers().filter((watcher) => watcher.conversation === conversation);
    await Promise.all(watchers.map((watcher) => watcher.wake()));
  }

  /** The customer types in that conversation: whoever watches it is told. */
  customerTypes(conversation: string): void {
    for (const watcher of this.watchers()) if (watcher.conversation === conversation) watcher.customerTypes();
  }

  get size(): number {
    return this.streams.size;
  }

  /** Ends the streams of a session that has ended. */
  endSession(hash: string): void {
    this.streams.endSession(hash);
  }

  /** Tells every client to connect again, here or elsewhere. */
  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.news.stop();
    this.streams.close();
  }

  /** Ends the streams whose clients have not closed them, and says that nobody is here any more. */
  async terminate(): Promise<void> {
    this.streams.terminate();
    await this.news.idle();
    // Where the database is away the others find out by themselves within half a minute.
    await this.presences.leave().catch(this.parts.onFault);
  }

  private hear(entry: OpenStream, text: string): void {
    entry.alive = true;
    entry.said += 1;
    const read = toStream.safeParse(jsonOf(text));
    if (!read.success || entry.said > MOST_SAID) {
      endStream(entry.socket, 'unreadable');
      return;
    }
    const said = read.data;
    const { agent } = entry.caller;
    if (said.type === 'presence') this.presences.say(agent, said.status);
    else if (said.type === 'typing') {
      this.presences.type(agent, said.case);
      this.parts.onTyping?.(agent, said.case);
    } else void this.watch(entry, said.case, said.after).catch(this.parts.onFault);
  }

  private async watch(entry: OpenStream, id: string | null, after: number): Promise<void> {
    entry.wishes += 1;
    const wish = entry.wishes;
    entry.watcher?.stop();
    entry.watcher = null;
    const kept = id === null ? null : await this.parts.store.read(id);
    if (entry.wishes !== wish || !this.streams.has(entry)) return;
    this.presences.look(entry.caller.agent, kept?.case.id ?? null);
    if (kept === null) return;
    const { conversation } = kept;
    const { socket } = entry;
    const readOn = (from: number, most: number) => readTranscript(this.parts.database, conversation, from, most);
    entry.watcher = new Watcher({ socket, case: kept.case.id, conversation, readOn }, after);
    await entry.watcher.wake();
  }

  private watchers(): Watcher[] {
    return this.streams.all().flatMap(({ watcher }) => watcher ?? []);
  }

  private async compare(): Promise<void> {
    for (const entry of this.streams.all()) entry.said = 0;
    await this.presences.exchange();
    this.showPresence();
    await this.news.looked({ hurried: false });
    const watched = this.watchers();
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
    this.streams.tellAll({ type: 'presence', agents });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
