import type { Opened } from './assistant.js';
import { TerminalChannel } from './channels/terminal/terminalChannel.js';
import { WatchedBot } from './channels/terminal/watchedBot.js';
import { editionHere } from './editionHere.js';
import type { Database } from './storage/database.js';
import { StoredTurns } from './storage/storedTurns.js';
import { oneEdition } from './turn/editions.js';
import { ownerInRow } from './turn/owner.js';
import { Turns } from './turn/turns.js';

interface Options {
  now(): Date;
  newCaseId(): string;
  /** Told when the bot failed in a turn; the customer gets an apology. */
  onBotFault(fault: unknown): void;
}

/**
 * The terminal, on a database; mostly one in memory, which is gone with the process. One person or program sits at it,
 * who waits as long as it takes and is told right there what is said: the bot is in this thread.
 */
export function openTerminal(opened: Opened, database: Database, options: Options): TerminalChannel {
  const edition = editionHere(opened, (bot) => new WatchedBot(bot));
  const turns = new Turns({
    ...{
      ...options,
      editions: oneEdition(edition),
      store: new StoredTurns(database),
      ownerOf: ownerInRow,
    },
    limits: { each: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY },
    ...{ inTimeMs: null, committed: () => undefined },
  });
  return new TerminalChannel(turns, edition.watched, options.now);
}
