import type { DeadLetter, DeadNotice } from '../delivery/givenUp.js';
import { UsageError } from '../failure.js';
import { readSettings } from '../settings.js';
import { deadLetters, deadNotices } from '../storage/storedGivenUp.js';
import type { Command } from './command.js';
import { databaseHere } from './databaseHere.js';
import { readFlags } from './flags.js';

/**
 * `outbox`: the replies, mails and webhooks' calls that could not be delivered, and sending them again. Works beside a running service, which
 * does the sending.
 */
export async function outboxVerb({ rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json'], 'outbox');
  const [what, which, ...more] = flags.words;
  if ((what !== 'list' && what !== 'retry') || more.length > 0 || (what === 'list' && which !== undefined))
    throw new UsageError(
      'outbox takes "list", or "retry" for all, or "retry" and the conversation or the notice to send again.',
    );
  const settings = readSettings(process.env);
  const database = await databaseHere(settings);
  const [letters, notices] = [deadLetters(database), deadNotices(database)];
  try {
    if (what === 'retry') {
      const now = Date.now();
      const revived = (await letters.revive(now, which)) + (await notices.revive(now, which));
      process.stdout.write(
        flags.json ? `${JSON.stringify({ revived })}\n` : `${revived} to be sent again by the running service.\n`,
      );
      return 0;
    }
    const [unread, unsent] = [await letters.list(), await notices.list()];
    for (const letter of unread) process.stdout.write(`${flags.json ? JSON.stringify(letter) : lineOf(letter)}\n`);
    for (const one of unsent) process.stdout.write(`${flags.json ? JSON.stringify(one) : lineOfNotice(one)}\n`);
    if (unread.length + unsent.length === 0 && !flags.json)
      process.stdout.write('Every reply has been delivered or is still being tried.\n');
    return 0;
  } finally {
    await database.close();
  }
}

function lineOf({ conversation, seq, ...given }: DeadLetter): string {
  return `${given.deadAt.toISOString()}  ${conversation}  activity ${seq}: ${givenUp(given)}`;
}

function lineOfNotice({ notice, kind, ...given }: DeadNotice): string {
  return `${given.deadAt.toISOString()}  ${notice}  ${kind}: ${givenUp(given)}`;
}

const givenUp = ({ attempts, error }: Pick<DeadLetter, 'attempts' | 'error'>) =>
  `given up after ${attempts} ${attempts === 1 ? 'try' : 'tries'} (${error ?? 'no reason'})`;
