import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import { block, type Card } from './card.js';
import { inert } from './cardText.js';

/** A question for a date, with a field to pick it in; typing it does as well. */
export interface DateAsked {
  form: string;
  fact: string;
  question: string;
  /** ISO days between which it lies. */
  bounds: { earliest?: string; latest?: string };
  /** What is said before it in the same message, a text for each paragraph. */
  before: readonly string[];
}

/** The card of a question for a date. */
export function questionCard(sayings: Sayings, place: string, asked: DateAsked): Card {
  const { form, fact, question, bounds, before } = asked;
  return {
    kind: 'question',
    place,
    body: [
      ...[...before, question].map((text) => block(inert(text))),
      {
        type: 'Input.Date',
        id: 'date',
        label: say(sayings, 'card.date'),
        isRequired: true,
        errorMessage: say(sayings, 'card.noDate'),
        ...(bounds.earliest && { min: bounds.earliest }),
        ...(bounds.latest && { max: bounds.latest }),
      },
    ],
    buttons: [{ id: 'pick', says: say(sayings, 'card.pick'), at: { kind: 'date', form, fact } }],
  };
}
