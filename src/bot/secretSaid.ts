import type { TurnContext } from 'botbuilder';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { writtenOn } from './writtenOn.js';

/** Channels that keep what the customer wrote or sent, and how it is taken out there. */
const deletedBy: Readonly<Record<string, { message: string; file: string }>> = {
  msteams: { message: 'secret.delete.msteams', file: 'secret.deleteFile.msteams' },
};

/**
 * What is said of a secret that was taken out of a message, or is or may be in a file: we kept nothing of it, but on some
 * channels it still stands in the chat until the customer deletes it.
 */
export function secretSaid(
  { activity }: TurnContext,
  sayings: Sayings,
  key: 'secret.discarded' | 'secret.password' | 'secret.file' | 'secret.inFile',
): string {
  const channel = writtenOn(activity);
  const how = Object.hasOwn(deletedBy, channel) ? deletedBy[channel] : undefined;
  const inFile = key === 'secret.file' || key === 'secret.inFile';
  return [key, ...(how ? [inFile ? how.file : how.message] : [])].map((one) => say(sayings, one)).join('\n\n');
}
