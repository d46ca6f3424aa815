import type { DeadLetter } from '../delivery/deadLetters.js';
import { UsageError } from '../failure.js';
import { readSettings } from '../settings.js';
import { openDatabase } from '../storage/database.js';
import { StoredDeadLetters } from '../storage/storedDeadLetters.js';
import type { Command } from './command.js';
import { readFlags } from './flags.js';

/**
 * `outbox`: the replies that could not be delivered, and sending them again. Works beside a running service, which
 * does the sending.
 */
export async function outboxVerb({ rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json'], 'outbox');
  const [what, conversation, ...more] = flags.words;
  if ((what !== 'list' && what !== 'retry') || more.length > 0 || (what === 'list' && conversation !== undefined))
    throw new UsageError('outbox takes "list", or "retry" for all, or "retry" and the conversation to send again.');
  const settings = readSettings(process.env);
  const database = await openDatabase(
    settings.databaseUrl === null ? { folder: settings.dataFolder } : { url: settings.databaseUrl },
  );
  const dead = new StoredDeadLetters(database);
  try {
    if (what === 'retry') {
      const revived = await dead.revive(Date.now(), conversation);
      process.stdout.write(
        flags.json ? `${JSON.stringify({ revived })}\n` : `${revived} to be sent again by the running service.\n`,
      );
      return 0;
    }
    const letters = await dead.list();
    for (const letter of letters) process.stdout.write(`${flags.json ? JSON.stringify(letter) : lineOf(letter)}\n`);
    if (letters.length === 0 && !flags.json)
      process.stdout.write('Every reply has been delivered or is still being tried.\n');
    return 0;
  } finally {
    await database.close();
  }
}

function lineOf({ conversation, seq, attempts, error, deadAt }: DeadLetter): string {
  return `${deadAt.toISOString()}  ${conversation}  activity ${seq}: given up after ${attempts} ${attempts === 1 ? 'try' : 'tries'} (${error ?? 'no reason'})`;
}
