import type { WebSocket } from 'ws';
import type { ActivityRow } from '../storage/tables.js';
import { saidOf } from './saidOf.js';
import type { FromStream } from './wire.js';

/** Activities that are read at a time. */
const READ = 50;
/** Above this a stream waits for its reader. */
const ENOUGH_UNREAD_BYTES = 256_000;
const LOOK_AGAIN_MS = 100;
/** A reader that takes nothing for so long is gone; it fetches everything anew when it comes back. */
const STALLED_MS = 10_000;

/**
 * An agent's look at one conversation: sends what is said in it from a place on, in order, each activity once, as fast
 * as the reader takes it.
 */
export class Watcher {
  private pumping = false;
  private wanted = false;
  private over = false;

  /** @param after the seq that the client knows already */
  constructor(
    private readonly parts: {
      socket: WebSocket;
      case: string;
      conversation: string;
      readOn(after: number, most: number): Promise<ActivityRow[]>;
    },
    private after: number,
  ) {}

  get conversation(): string {
    return this.parts.conversation;
  }

  /** The customer is writing: told to whoever looks, and kept nowhere. */
  customerTypes(): void {
    const { socket, case: id } = this.parts;
    if (!this.over && socket.readyState === socket.OPEN && socket.bufferedAmount === 0)
      socket.send(JSON.stringify({ type: 'typing', case: id } satisfies FromStream));
  }

  /** The seq of the last activity that was looked at. */
  get place(): number {
    return this.after;
  }

  /** Sends what is new. */
  async wake(): Promise<void> {
    this.wanted = true;
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        await this.pump();
      }
    } finally {
      this.pumping = false;
    }
  }

  /** Sends nothing more. */
  stop(): void {
    this.over = true;
  }

  private async pump(): Promise<void> {
    const { socket, case: id, readOn } = this.parts;
    while (await readerKeepsUp(socket)) {
      const rows = await readOn(this.after, READ);
      if (rows.length === 0 || this.over) return;
      this.after = rows.at(-1)!.seq;
      const said = rows.map(saidOf).filter((one) => one !== null);
      if (said.length > 0 && socket.readyState === socket.OPEN)
        socket.send(JSON.stringify({ type: 'said', case: id, said }));
    }
  }
}

/** Waits while much is unread. @returns false where the reader is gone */
async function readerKeepsUp(socket: WebSocket): Promise<boolean> {
  let unread = socket.bufferedAmount;
  let waited = 0;
  while (socket.readyState === socket.OPEN && unread >= ENOUGH_UNREAD_BYTES) {
    await new Promise((later) => setTimeout(later, LOOK_AGAIN_MS));
    waited = socket.bufferedAmount < unread ? 0 : waited + LOOK_AGAIN_MS;
    unread = socket.bufferedAmount;
    if (waited > STALLED_MS) socket.terminate();
  }
  return socket.readyState === socket.OPEN;
}
