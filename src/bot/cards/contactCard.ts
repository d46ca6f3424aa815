import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { type Button, block, type Card, type Element } from './card.js';
import { inert } from './cardText.js';

/** How long each field's content may be; longer ones nobody has. */
const fields = [
  ['name', 80],
  ['email', 254],
  ['telephone', 40],
] as const;

/** How the customer can be reached: three fields, each of which may stay empty. */
export function contactCard(sayings: Sayings, place: string, asked: { case: string; question: string }): Card {
  const field = ([id, maxLength]: (typeof fields)[number]): Element => ({
    ...{ type: 'Input.Text', id, label: say(sayings, `contact.${id}`), maxLength },
    ...(id === 'email' && { style: 'Email' }),
    ...(id === 'telephone' && { style: 'Tel' }),
  });
  const button = (answer: 'send' | 'skip'): Button => ({
    id: answer,
    says: say(sayings, `contact.${answer}`),
    at: { kind: 'contact', case: asked.case, answer },
  });
  return {
    ...{ kind: 'contact', place },
    body: [block(inert(asked.question)), ...fields.map(field)],
    buttons: [button('send'), button('skip')],
  };
}
