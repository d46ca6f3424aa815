import type { Summary } from '../../forms/state.js';
import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/types.js';
import { type Button, block, type Card } from './card.js';
import { inert } from './cardText.js';

/** All that a form knows, with a yes and a no to it. */
export function summaryCard(sayings: Sayings, place: string, form: string, { lines, shown }: Summary): Card {
  const button = (answer: 'yes' | 'no'): Button => ({
    id: answer,
    says: say(sayings, `choice.${answer}`),
    at: { kind: 'summary', form, shown, answer },
  });
  return {
    kind: 'summary',
    place,
    body: [
      block(inert(say(sayings, 'card.summary')), { weight: 'Bolder' }),
      { type: 'FactSet', facts: lines.map(({ label, value }) => ({ title: inert(label), value: inert(value) })) },
      block(inert(say(sayings, 'card.right'))),
    ],
    buttons: [button('yes'), button('no')],
  };
}
