import type { WebSocket } from 'ws';
import { standingsOf } from '../../storage/conversations.js';
import type { Database } from '../../storage/database.js';
import type { ActivityRow } from '../../storage/tables.js';
import { readTranscript } from '../../storage/transcript.js';
import { Stream } from './stream.js';

/**
 * How often the streams are compared with the transcript: finds what another replica committed and could not tell of,
 * as behind a pooler that passes no notices on.
 */
const COMPARE_MS = 800;
const PING_MS = 15_000;
/** "Service restart": clients connect again (RFC 6455, section 7.4.2 and IANA's registry). */
const RESTART = 1012;

interface Open {
  stream: Stream;
  socket: WebSocket;
  conversation: string;
  alive: boolean;
}

/** All streams open on this replica, by conversation. */
export class StreamHub {
  private readonly open = new Map<string, Set<Open>>();
  private readonly timers: NodeJS.Timeout[];

  /**
   * @param onFault told when a stream could not be read on; it is tried again with the next comparison @param pingMs
   * between two pings
   */
  constructor(
    private readonly database: Database,
    private readonly onFault: (fault: unknown) => void,
    pingMs = PING_MS,
  ) {
    this.timers = [
      setInterval(() => void this.compare().catch(onFault), COMPARE_MS),
      setInterval(() => this.ping(), pingMs),
    ];
    for (const timer of this.timers) timer.unref();
  }

  /** Serves a socket from behind a place in the conversation's stream, until it closes. */
  add(socket: WebSocket, conversation: string, after: number): void {
    const stream = new Stream(socket, after, (from, most) => readTranscript(this.database, conversation, from, most));
    const entry: Open = { stream, socket, conversation, alive: true };
    const beside = this.open.get(conversation) ?? new Set();
    this.open.set(conversation, beside.add(entry));
    socket.on('pong', () => {
      entry.alive = true;
    });
    // Clients send empty frames to keep the line open; they say nothing else here.
    socket.on('message', () => {
      entry.alive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      beside.delete(entry);
      if (beside.size === 0 && this.open.get(conversation) === beside) this.open.delete(conversation);
    });
    void stream.wake().catch(this.onFault);
  }

  /** Tells the conversation's streams that something was committed. @param rows what, where it is known */
  async wake(conversation: string, rows?: readonly ActivityRow[]): Promise<void> {
    const streams = [...(this.open.get(conversation) ?? [])];
    await Promise.all(streams.map(({ stream }) => stream.wake(rows)));
  }

  /** How many streams are open, in all or of one conversation. */
  size(conversation?: string): number {
    if (conversation !== undefined) return this.open.get(conversation)?.size ?? 0;
    return [...this.open.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** The keys of the conversations that are streamed here. */
  conversations(): string[] {
    return [...this.open.keys()];
  }

  /** Tells every client to connect again, here or elsewhere. */
  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const entries of this.open.values()) for (const { socket } of entries) socket.close(RESTART, 'restart');
  }

  /** Ends the streams whose clients have not closed them. */
  terminate(): void {
    for (const entries of this.open.values()) for (const { socket } of entries) socket.terminate();
  }

  /** Ends the conversation's streams, because it has ended. */
  end(conversation: string): void {
    for (const { socket } of this.open.get(conversation) ?? []) socket.close(1000, 'ended');
  }

  private async compare(): Promise<void> {
    const keys = [...this.open.keys()];
    for (let from = 0; from < keys.length; from += 500) {
      const some = keys.slice(from, from + 500);
      for (const [key, { lastSeq, ended }] of await standingsOf(this.database, some)) {
        const behind = [...(this.open.get(key) ?? [])].some(({ stream }) => stream.place < lastSeq);
        if (behind) await this.wake(key);
        else if (ended) this.end(key);
      }
    }
  }

  /** A line that is dead without having been closed is noticed by its silence. */
  private ping(): void {
    for (const entries of this.open.values())
      for (const entry of entries) {
        if (!entry.alive) entry.socket.terminate();
        else {
          entry.alive = false;
          entry.socket.ping();
        }
      }
  }
}
