import type { WebSocket } from 'ws';
import type { ActivityRow } from '../../storage/tables.js';
import { pageOf } from '../../storage/transcript.js';

/** Activities that are read at a time. */
const READ = 50;
/**
 * Above this the stream waits for its reader; a reader that stays away is disconnected, and finds everything again
 * from its watermark.
 */
const ENOUGH_UNREAD_BYTES = 256_000;
const LOOK_AGAIN_MS = 100;
/** A reader that takes nothing for this long is gone. */
const STALLED_MS = 10_000;

/** Reads the transcript behind a place. */
export type ReadOn = (after: number, most: number) => Promise<ActivityRow[]>;

/**
 * One open stream: sends the transcript from its watermark on, in order, each activity once, as fast as its reader
 * takes it.
 */
export class Stream {
  private pumping = false;
  private wanted = false;

  /** @param after the seq that the client knows already */
  constructor(
    private readonly socket: WebSocket,
    private after: number,
    private readonly readOn: ReadOn,
  ) {}

  get place(): number {
    return this.after;
  }

  /**
   * Sends what is new. @param rows what was just committed: saves reading when it follows the stream's place directly
   */
  async wake(rows: readonly ActivityRow[] = []): Promise<void> {
    if (this.pumping) {
      this.wanted = true;
      return;
    }
    this.pumping = true;
    try {
      // What of them finds no room is read again once there is some.
      if (rows[0]?.seq !== this.after + 1 || !this.send(rows)) await this.pump();
      while (this.wanted) {
        this.wanted = false;
        await this.pump();
      }
    } finally {
      this.pumping = false;
    }
  }

  private async pump(): Promise<void> {
    for (;;) {
      if (!(await this.readerKeepsUp())) return;
      const rows = await this.readOn(this.after, READ);
      if (rows.length === 0) return;
      this.send(rows);
    }
  }

  /**
   * Each in a frame of its own: botframework-directlinejs hands the activities of a frame on one by one, with those
   * of the next frame in between.
   * @returns whether all of them found room
   */
  private send(rows: readonly ActivityRow[]): boolean {
    for (const row of rows) {
      if (this.socket.readyState !== this.socket.OPEN || this.socket.bufferedAmount >= ENOUGH_UNREAD_BYTES)
        return false;
      const { json, last } = pageOf([row], this.after);
      this.after = last;
      this.socket.send(json);
    }
    return true;
  }

  /** Waits while much is unread. @returns false where the reader is gone */
  private async readerKeepsUp(): Promise<boolean> {
    let unread = this.socket.bufferedAmount;
    let waited = 0;
    while (this.socket.readyState === this.socket.OPEN && unread >= ENOUGH_UNREAD_BYTES) {
      await new Promise((later) => setTimeout(later, LOOK_AGAIN_MS));
      waited = this.socket.bufferedAmount < unread ? 0 : waited + LOOK_AGAIN_MS;
      unread = this.socket.bufferedAmount;
      if (waited > STALLED_MS) this.socket.terminate();
    }
    return this.socket.readyState === this.socket.OPEN;
  }
}
