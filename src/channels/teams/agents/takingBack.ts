import type { Activity } from 'botbuilder';
import type { Entry } from '../../../cases/history.js';
import { Refused } from '../../../delivery/deliverer.js';
import type { Connector } from '../connector.js';
import type { Thread } from './threads.js';

/** Whether nothing may be kept any more of what was said in a case. */
export const isRemoved = (history: readonly Entry[]): boolean => history.at(-1)?.what === 'removed';

interface Parts {
  connector: Pick<Connector, 'post' | 'update' | 'remove'>;
  /** The Connector's ids of what was posted. */
  lines: readonly string[];
  /** The case as nothing is known of it any more, and the words that say so. */
  card: Partial<Activity>;
  says: Partial<Activity>;
  /** Notes that one was taken back. */
  tookBack(messageId: string): Promise<void>;
}

/**
 * Takes out of a case's thread what the bot has posted there, line by line, and shows the bare case. What agents wrote
 * themselves is theirs, and stays. @throws what the Connector says for now; what it refuses for good isn't there
 */
export async function takeBack(thread: Pick<Thread, 'reference' | 'cardId'>, parts: Parts): Promise<void> {
  const { connector, lines, card, says, tookBack } = parts;
  const { reference, cardId } = thread;
  if (reference === null || cardId === null) return;
  for (const id of lines) {
    await unlessRefused(connector.remove(reference, id));
    await tookBack(id);
  }
  await unlessRefused(connector.update(reference, cardId, card));
  await unlessRefused(connector.post(reference, says));
}

async function unlessRefused(call: Promise<unknown>): Promise<void> {
  await call.catch((fault: unknown) => {
    if (!(fault instanceof Refused)) throw fault;
  });
}
