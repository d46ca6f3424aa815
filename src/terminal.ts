import type { Opened } from './assistant.js';
import { TerminalChannel } from './channels/terminal/terminalChannel.js';
import { WatchedBot } from './channels/terminal/watchedBot.js';
import { openTurns } from './openTurns.js';
import type { Database } from './storage/database.js';

interface Options {
  now(): Date;
  newCaseId(): string;
  /** Told when the bot failed in a turn; the customer gets an apology. */
  onBotFault(fault: unknown): void;
}

const unlimited = { each: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY };

/** The terminal, on a database; mostly one in memory, which is gone with the process. */
export function openTerminal(opened: Opened, database: Database, options: Options): TerminalChannel {
  const { turns, bot } = openTurns(opened, database, {
    ...options,
    // One person or program, who waits as long as it takes, and is told right there what is said to them.
    ...{ limits: unlimited, inTimeMs: null, committed: () => undefined },
    watch: (made) => new WatchedBot(made),
  });
  return new TerminalChannel(turns, bot, options.now);
}
