import type { WebSocket } from 'ws';
import { type Caller, hasRole } from './caller.js';
import type { Role } from './roles.js';
import type { Sessions } from './sessions.js';
import type { Watcher } from './watcher.js';
import type { Counts, FromStream } from './wire.js';

/** One agent's stream. */
export interface OpenStream {
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

/** A reader that leaves more than this unread fetches everything anew when it comes back. */
const MOST_UNREAD_BYTES = 4_000_000;
/** Close codes (RFC 6455, section 7.4, and IANA's registry). */
const CODES = { restart: 1012, rightIsOver: 1008, unreadable: 1007, tooSlow: 1013 } as const;
/** Who has not answered the close by then is cut off. */
const GRACE_MS = 1000;

/** The streams that are open on this replica: how they are told something, and how they end. */
export class OpenStreams {
  private readonly open = new Set<OpenStream>();

  constructor(private readonly sessions: Sessions) {}

  get size(): number {
    return this.open.size;
  }

  all(): OpenStream[] {
    return [...this.open];
  }

  has(entry: OpenStream): boolean {
    return this.open.has(entry);
  }

  add(entry: OpenStream): void {
    this.open.add(entry);
  }

  delete(entry: OpenStream): void {
    this.open.delete(entry);
  }

  tellAll(said: FromStream): void {
    const text = JSON.stringify(said);
    for (const entry of this.open) send(entry, text);
  }

  tell(entry: OpenStream, said: FromStream): void {
    send(entry, JSON.stringify(said));
  }

  /** Ends the streams of a session that has ended. */
  endSession(hash: string): void {
    for (const entry of this.open) if (entry.caller.session === hash) endStream(entry.socket, 'rightIsOver');
  }

  /** Ends the streams of those whose session is over, or whose role was taken away. */
  async endOver(): Promise<void> {
    const entries = this.all().filter(({ caller }) => caller.session !== null);
    const alive = await this.sessions.alive([...new Set(entries.map(({ caller }) => caller.session!))]);
    for (const entry of entries) {
      const now = alive.get(entry.caller.session!);
      if (!now || !hasRole(now, streamMay)) endStream(entry.socket, 'rightIsOver');
    }
  }

  /** A line that is dead without having been closed is noticed by its silence. */
  ping(): void {
    for (const entry of this.open) {
      if (!entry.alive) entry.socket.terminate();
      else {
        entry.alive = false;
        entry.socket.ping();
      }
    }
  }

  /** Tells every client to connect again, here or elsewhere. */
  close(): void {
    for (const { socket } of this.open) socket.close(CODES.restart, 'restart');
  }

  /** Cuts off those whose clients have not closed them. */
  terminate(): void {
    for (const { socket } of this.open) socket.terminate();
  }
}

/** Why a stream ends, in words for its client. */
const WHY = { rightIsOver: 'signed out', unreadable: 'not understood', tooSlow: 'too slow' } as const;

/** Closes a socket, and cuts it off where its client doesn't answer. */
export function endStream(socket: WebSocket, why: keyof typeof WHY): void {
  socket.close(CODES[why], WHY[why]);
  setTimeout(() => socket.terminate(), GRACE_MS).unref();
}

function send({ socket }: OpenStream, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_UNREAD_BYTES) endStream(socket, 'tooSlow');
  else socket.send(text);
}
