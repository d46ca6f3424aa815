import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { openMatching } from './assistant.js';
import { editionHere } from './editionHere.js';
import { Failure } from './failure.js';
import type { BotAnswer } from './turn/botCall.js';
import type { FromThread, PlainFault, ToThread } from './turn/thread.js';

/** What a thread is given. */
export interface ThreadData {
  knowledgeFolder: string;
  /** The edition that the bot's first thread opened; null for that one. */
  edition: string | null;
  /** Where what was learned is kept if it can't be beside the program. */
  keepIn: string;
  /** Whether standard error is a terminal: a thread can't see that. */
  isTTY: boolean;
}

const tell = (said: FromThread) => parentPort!.postMessage(said);

// The SDK writes what a customer sent: only that it did is told.
for (const method of ['error', 'warn', 'log', 'info', 'debug', 'trace'] as const)
  console[method] = () => tell({ console: method });

/**
 * What runs on a thread of the bot: it opens the knowledge, which may mean to learn it first, and answers one call after
 * another.
 */
async function open({ knowledgeFolder, edition, keepIn, isTTY }: ThreadData): Promise<void> {
  const terminal = { isTTY, write: (text: string) => writeSync(2, text) > 0 };
  const options = { keepIn, terminal, ...(edition !== null && { edition }) };
  const opened = await openMatching(knowledgeFolder, options).catch((fault: unknown) => {
    if (fault instanceof Failure) tell({ failure: fault.message });
    else throw fault;
  });
  if (!opened) return;
  const { id, botName, opening, cases, apology, bot, suggest } = editionHere(opened, (made) => made);
  let before = Promise.resolve();
  parentPort!.on('message', (asked: ToThread) => {
    before = before.then(async () => {
      if ('suggest' in asked) tell({ passages: await suggest(asked.suggest), to: asked.to });
      else tell(plain(await bot.run(asked)));
    });
  });
  tell({ opened: { id, botName, opening, cases, apology } });
}

/** An answer without what can't go over to another thread as it is. */
function plain({ fault, ...answer }: BotAnswer): FromThread {
  return { answer, fault: fault === undefined ? null : plainFault(fault) };
}

function plainFault(fault: unknown): PlainFault {
  if (!(fault instanceof Error)) return { name: typeof fault, message: String(fault) };
  const { name, message, stack, code } = fault as Error & { code?: unknown };
  return { name, message, ...(stack && { stack }), ...(typeof code === 'string' && { code }) };
}

void open(workerData as ThreadData);
