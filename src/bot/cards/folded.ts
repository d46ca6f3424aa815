import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { block, type Element } from './card.js';
import { inert } from './cardText.js';

/**
 * The page's sentences that something rests on, folded away beneath a button that shows them.
 * @param id the fold's own in the whole conversation: a screen reader follows it
 */
export function folded(sayings: Sayings, id: string, quotes: string[]): Element[] {
  if (quotes.length === 0) return [];
  const items = quotes.map((quote) => block(say(sayings, 'card.quote', { quote: inert(quote.trim()) })));
  const name = id.replace(/\s/g, '-');
  return [
    {
      type: 'ActionSet',
      actions: [{ type: 'Action.ToggleVisibility', title: say(sayings, 'card.quotes'), targetElements: [name] }],
    },
    { type: 'Container', id: name, isVisible: false, items },
  ];
}
