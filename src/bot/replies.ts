import { ActionTypes, type Activity, MessageFactory, type TurnContext } from 'botbuilder';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { attached, type Card } from './cards/card.js';
import type { EntryText } from './entries.js';
import type { HowFar } from './howFar.js';
import { noteHad, noteJudgeable } from './progress.js';
import { turnOf } from './turn.js';
import type { VerdictParts } from './verdict.js';

/** A suggested answer: what is shown, and what choosing it says. */
export interface Choice {
  label: string;
  value: string;
}

export const choice = (text: string): Choice => ({ label: text, value: text });

/** What a reply carries beside its text. */
export interface Beside {
  /** The same for eyes: everything on it also stands in the text. */
  card?: Card | undefined;
  /** The entry that the reply answers with, so that it can be judged. */
  answer?: string | null;
  /** The case that it is about: a page offers to copy its number. */
  case?: string;
  /** Whether it says how that case stands: where it can be, it is kept true. */
  stands?: boolean;
  /** How far the guide or form is with it; null where it is over. */
  howFar?: HowFar | null | undefined;
  /** A verdict in its parts, for a page that shows more of it than a card can. */
  verdict?: VerdictParts;
}

/** A message with suggested answers; those are text that the customer could have typed. */
export function message(
  text: string,
  choices: Choice[] = [],
  { card, answer, case: number, stands = false, howFar, verdict }: Beside = {},
): Partial<Activity> {
  const actions = choices.map(({ label, value }) => ({ type: ActionTypes.ImBack, title: label, value }));
  const plain = actions.length === 0 ? MessageFactory.text(text) : MessageFactory.suggestedActions(actions, text);
  if (!card && !answer && number === undefined && howFar === undefined) return plain;
  const shown = card && { card: card.kind, buttons: hasButtons(card, choices) };
  const certdesk = {
    ...{ ...shown, ...(answer && { answer }), ...(number !== undefined && { case: number }) },
    ...(stands && { stands }),
    ...{ ...(howFar !== undefined && { howFar }), ...(verdict && { verdict }) },
  };
  return { ...plain, ...(card && { attachments: [attached(card)] }), channelData: { certdesk } };
}

/** Whether a card has the suggested answers as buttons of its own, so that a page need not show them beside it. */
function hasButtons({ buttons }: Card, choices: Choice[]): boolean {
  return buttons.length > 0 && choices.every(({ value }) => buttons.some(({ says }) => says === value));
}

/** Says something to the customer of this turn. */
export async function reply(
  context: TurnContext,
  text: string,
  choices: Choice[] = [],
  beside: Beside = {},
): Promise<void> {
  const sent = await context.sendActivity(message(text, choices, beside));
  if (!beside.answer) return;
  const { progress } = turnOf(context);
  noteHad(progress, beside.answer);
  if (sent?.id) noteJudgeable(progress, sent.id, beside.answer);
}

/** An answer with its quotes beneath it, each in a block quote of its own. */
export function quoted(sayings: Sayings, { text, sources }: EntryText): string {
  return [
    text,
    ...sources.map((quote) => `> ${say(sayings, 'answer.source', { quote: quote.replace(/\s+/g, ' ').trim() })}`),
  ].join('\n\n');
}
