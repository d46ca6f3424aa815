import { noteSeen } from '../../storage/customersSeen.js';
import type { Database } from '../../storage/database.js';
import type { StreamHub } from './streamHub.js';

const NOTE_MS = 15_000;

/** Notes again and again which customers are there: nobody writes a mail to who reads the page. */
export class StreamsSeen {
  private timer: NodeJS.Timeout | undefined;
  private noting: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: { database: Database; hub: StreamHub; now(): Date; onFault(fault: unknown): void },
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.noting = this.note().catch(this.parts.onFault);
    }, NOTE_MS).unref();
  }

  /** Ends after what is at work. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.noting;
  }

  /** Notes whose streams are open now. */
  async note(): Promise<void> {
    const { database, hub, now } = this.parts;
    await noteSeen(database, hub.conversations(), now().getTime());
  }
}
