import { say } from '../../knowledge/say.js';
import type { Sayings } from '../../knowledge/sayings.js';
import type { EntryText } from '../entries.js';
import { block, type Card } from './card.js';
import { cardText } from './cardText.js';
import { folded } from './folded.js';

/**
 * One answer, or several to one message, each with its quotes folded beneath it. @returns nothing where there is
 * nothing to fold
 */
export function answerCard(sayings: Sayings, place: string, answers: EntryText[]): Card | undefined {
  if (answers.every(({ sources }) => sources.length === 0)) return undefined;
  const body = answers.flatMap(({ text, sources }, index) => [
    ...(index > 0
      ? cardText(say(sayings, 'answer.also')).map((paragraph) => block(paragraph, { weight: 'Bolder' }))
      : []),
    ...cardText(text).map((paragraph) => block(paragraph)),
    ...folded(sayings, `${place}/quotes-${index + 1}`, sources),
  ]);
  return { kind: 'answer', place, body, buttons: [] };
}
