import type { Summary } from '../../forms/state.js';
import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { type Button, block, type Card, rowOf, submit } from './card.js';
import { inert } from './cardText.js';

/** A form's summary, and what is said before it in the same message. */
export interface Summed {
  form: string;
  summary: Summary;
  before: readonly string[];
}

/** All that a form knows, each row with a button to change it, with a yes and a no to the whole. */
export function summaryCard(sayings: Sayings, place: string, { form, summary, before }: Summed): Card {
  const { lines, shown } = summary;
  const button = (answer: 'yes' | 'no'): Button => ({
    id: answer,
    says: say(sayings, `choice.${answer}`),
    at: { kind: 'summary', form, shown, answer },
  });
  const change = (fact: string, label: string): Button => ({
    id: `change-${fact}`,
    says: say(sayings, 'card.changeRow', { label }),
    at: { kind: 'change', form, fact, shown },
  });
  return {
    kind: 'summary',
    place,
    body: [
      ...before.map((text) => block(inert(text))),
      block(inert(say(sayings, 'card.summary')), { weight: 'Bolder' }),
      ...lines.map(({ fact, label, value }) =>
        rowOf(inert(label), inert(value), submit(place, change(fact, label), say(sayings, 'card.change'))),
      ),
      block(inert(say(sayings, 'card.right'))),
    ],
    buttons: [button('yes'), button('no')],
  };
}
