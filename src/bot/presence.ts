import type { TurnContext } from 'botbuilder';
import { openAt } from '../cases/openingHours.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { about, momentSaid } from '../languages/en/moments.js';
import { besideOf, turnOf } from './turn.js';

/**
 * How soon a person answers, as far as it is known: nothing is promised that nobody knows. A desk that says no hours
 * may have somebody there at any time.
 */
export function presence(context: TurnContext, knowledge: Pick<Knowledge, 'desk' | 'sayings'>): string {
  return knownPresence(context, knowledge) ?? say(knowledge.sayings, 'wait.unknown');
}

/** The same; null where nothing is known. */
export function knownPresence(
  context: TurnContext,
  { desk, sayings }: Pick<Knowledge, 'desk' | 'sayings'>,
): string | null {
  const { at } = turnOf(context);
  const { available, typicalWait } = besideOf(context).desk;
  const { timeZone } = desk;
  const hours = openAt(at, { ...desk.handOff, timeZone });
  if (hours && !hours.open && available === 0) {
    if (hours.next === null) return say(sayings, 'wait.closedForLong');
    return say(sayings, 'wait.closed', { when: momentSaid(hours.next, at, timeZone) });
  }
  if (available === 0) return null;
  return typicalWait === null ? say(sayings, 'wait.there') : say(sayings, 'wait.usually', { wait: about(typicalWait) });
}
