import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { hasShownSince, pressedSince, saidByBot } from '../../storage/pressedSince.js';
import { cardOf } from './cardDialect.js';
import { type CasesNow, cardOfWords, caseSaidBy, caseWordsNow } from './caseCardNow.js';
import { afterPresses, type Pressed } from './pressedCard.js';
import { shownThere } from './shownThere.js';

/** Cards that another takes the place of: a summary that was answered in words, or that has changed since. */
const takenBy: Readonly<Record<string, readonly string[]>> = { summary: ['summary', 'verdict'] };
const press = z.object({
  text: z.string().nullish(),
  value: z.object({ certdesk: z.object({ press: z.string(), says: z.string() }) }),
});
const shown = z.object({ channelData: z.object({ certdesk: z.object({ card: z.string() }) }) });

/**
 * How the card of an activity stands now, as Teams shows it: read from the transcript each time, so that a press that was
 * taken in shows, whatever happened after it.
 *
 * @param userId whose client asks again when it comes into view; null: nobody's
 * @param copies what the button says that asks for a copy
 * @returns null where that activity isn't the bot's, or has no card
 */
export async function cardNow(
  parts: CasesNow,
  conversation: string,
  { seq, userId, copies }: { seq: number; userId: string | null; copies: string },
): Promise<object | null> {
  const { database } = parts;
  const row = await saidByBot(database, conversation, seq);
  const content = row && cardIn(shownThere(row, { userId, copies }));
  if (!content) return null;
  const said = caseSaidBy(JSON.parse(row.activity));
  if (said) return { ...content, body: cardOfWords(await caseWordsNow(parts, conversation, said)).body };
  const pressed = (await pressedSince(database, conversation, seq)).flatMap(pressOf);
  const { data } = shown.safeParse(JSON.parse(row.activity));
  const kinds = takenBy[data?.channelData.certdesk.card ?? ''] ?? [];
  return afterPresses(content, { pressed, over: await hasShownSince(database, conversation, { seq, kinds }) });
}

function cardIn(messages: readonly Partial<Activity>[]): object | null {
  return messages.flatMap(({ attachments = [] }) => attachments.map(cardOf)).find((one) => one !== null) ?? null;
}

function pressOf(activity: string): Pressed[] {
  const { data } = press.safeParse(JSON.parse(activity));
  return data ? [{ press: data.value.certdesk.press, says: data.text || data.value.certdesk.says }] : [];
}
