import { type DeskNow, nobodyThere } from '../cases/deskNow.js';
import type { Calendar } from '../cases/openingHours.js';
import { typicalWait } from '../cases/typicalWait.js';
import type { Database } from '../storage/database.js';
import { casesWaiting, lastWaits } from '../storage/waits.js';

const LOOK_MS = 5000;

/** What a watch looks at. */
export interface WatchParts {
  database: Database;
  /** Agents who are signed in and available. */
  available(): number;
  /** When the desk is open, by the current knowledge. */
  calendar(): Calendar;
  now(): Date;
  onFault(fault: unknown): void;
}

/** Knows how things are at the desk, as they were a few seconds ago: a turn asks without waiting for anything. */
export class DeskWatch {
  private seen: Omit<DeskNow, 'available'> = nobodyThere;
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: WatchParts) {}

  start(): void {
    this.timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
    void this.look();
  }

  /** Ends after what is at work. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  now(): DeskNow {
    return { ...this.seen, available: this.parts.available() };
  }

  /** Looks now; what can't be seen stays as it was known before. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookNow()
      .catch(this.parts.onFault)
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private async lookNow(): Promise<void> {
    const { database, calendar, now } = this.parts;
    const [waiting, waits] = [await casesWaiting(database), await lastWaits(database, now().getTime())];
    this.seen = { waiting, typicalWait: typicalWait(waits, calendar()) };
  }
}
