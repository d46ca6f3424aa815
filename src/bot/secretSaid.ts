import type { TurnContext } from 'botbuilder';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { writtenOn } from './writtenOn.js';

/** Channels that keep what the customer wrote, and how it is taken out there. */
const deletedBy: Readonly<Record<string, string>> = { msteams: 'secret.delete.msteams' };

/**
 * What is said of a secret that was taken out of a message: we kept nothing of it, but on some channels it still stands in
 * the chat until the customer deletes it.
 */
export function secretSaid(
  { activity }: TurnContext,
  sayings: Sayings,
  key: 'secret.discarded' | 'secret.password',
): string {
  const channel = writtenOn(activity);
  const how = Object.hasOwn(deletedBy, channel) ? deletedBy[channel] : undefined;
  return [key, ...(how === undefined ? [] : [how])].map((one) => say(sayings, one)).join('\n\n');
}
