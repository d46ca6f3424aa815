import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { block, type Card } from './card.js';
import { inert } from './cardText.js';

/** "Did you mean": a button for each title, and one for none of them. */
export function clarifyCard(sayings: Sayings, place: string, entries: { id: string; title: string }[]): Card {
  const none = say(sayings, 'clarify.none');
  return {
    kind: 'clarify',
    place,
    body: [block(inert(say(sayings, 'clarify.ask')))],
    buttons: [
      ...entries.map(({ id, title }, index) => ({
        id: `${index + 1}`,
        says: title,
        at: { kind: 'entry' as const, entry: id },
      })),
      { id: 'none', says: none, at: { kind: 'none' } },
    ],
  };
}
