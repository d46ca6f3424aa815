import { join } from 'node:path';
import { MemoryStorage } from 'botbuilder';
import { openMatching } from '../../src/assistant.js';
import { SupportBot } from '../../src/bot/supportBot.js';
import type { TerminalChannel } from '../../src/channels/terminal/terminalChannel.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import type { Tables } from '../../src/storage/tables.js';
import { openTerminal } from '../../src/terminal.js';

export type Matching = Awaited<ReturnType<typeof openMatching>>;

/** The knowledge of this project and its matcher; a build keeps the index. */
export const opened = (): Promise<Matching> => openMatching(join(__dirname, '..', '..', 'knowledge'));

/** The clock of every bot here. */
export const now = () => new Date('2026-05-20T11:00:00Z');

/** Ids of cases that count up. */
export function caseIds(): () => string {
  let cases = 0;
  return () => {
    cases += 1;
    return `C-${cases}`;
  };
}

/** Throws what the bot threw: no test here is about its apology. */
export function onBotFault(fault: unknown): never {
  throw fault;
}

/** A bot and its terminal on a database of their own, or on one that others use as well. Case ids count up. */
export function botOf(matching: Matching, database: Promise<Database> = openDatabase('memory')) {
  const newCaseId = caseIds();
  const terminal = database.then((db) => openTerminal(matching, db, { now, newCaseId, onBotFault }));
  const channel: Pick<TerminalChannel, 'open' | 'say'> = {
    open: async (id) => (await terminal).open(id),
    say: async (incoming) => (await terminal).say(incoming),
  };
  /** Everything in some of its tables, as text. */
  const kept = async (...tables: (keyof Tables)[]) => {
    const { read } = await database;
    return JSON.stringify(await Promise.all(tables.map((table) => read.selectFrom(table).selectAll().execute())));
  };
  /** The bot itself, without a turn around it. */
  const bare = () => new SupportBot(matching, new MemoryStorage());
  return { channel, database, kept, bare };
}
