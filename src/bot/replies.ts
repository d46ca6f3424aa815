import { ActionTypes, type Activity, MessageFactory, type TurnContext } from 'botbuilder';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/types.js';
import type { EntryText } from './entries.js';

/** A suggested answer: what is shown, and what choosing it says. */
export interface Choice {
  label: string;
  value: string;
}

export const choice = (text: string): Choice => ({ label: text, value: text });

/** A message with suggested answers; those are text that the customer could have typed. */
export function message(text: string, choices: Choice[] = []): Partial<Activity> {
  if (choices.length === 0) return MessageFactory.text(text);
  const actions = choices.map(({ label, value }) => ({ type: ActionTypes.ImBack, title: label, value }));
  return MessageFactory.suggestedActions(actions, text);
}

/** Says something to the customer of this turn. */
export async function reply(context: TurnContext, text: string, choices: Choice[] = []): Promise<void> {
  await context.sendActivity(message(text, choices));
}

/** An answer with its quotes beneath it, each in a block quote of its own. */
export function quoted(sayings: Sayings, { text, sources }: EntryText): string {
  return [text, ...sources.map((quote) => `> ${say(sayings, 'answer.source', { quote: quote.replace(/\s+/g, ' ').trim() })}`)].join('\n\n');
}
