import { z } from 'zod';
import { cardText } from '../../bot/cards/cardText.js';
import { caseStands } from '../../bot/caseStatus.js';
import type { CaseKnowledge } from '../../cases/caseKnowledge.js';
import type { Database } from '../../storage/database.js';
import { StoredDesk } from '../../storage/storedDesk.js';

const standing = z.object({
  text: z.string(),
  channelData: z.object({ certdesk: z.object({ case: z.string(), stands: z.literal(true) }) }),
});

/** What an activity says of how a case stands; null where it says nothing of it. */
export function caseSaidBy(activity: unknown): { case: string; text: string } | null {
  const { data } = standing.safeParse(activity);
  return data ? { case: data.channelData.certdesk.case, text: data.text } : null;
}

/** A card of nothing but words: unlike a message's text it can say later how things stand then. */
export function cardOfWords(text: string): { type: string; body: object[] } {
  const body = cardText(text).map((paragraph) => ({ type: 'TextBlock', text: paragraph, wrap: true }));
  return { type: 'AdaptiveCard', body };
}

/** What the words stand on. */
export interface CasesNow {
  database: Database;
  knowledge(): Pick<CaseKnowledge, 'says' | 'timeZone'>;
  now(): Date;
}

/** How the case stands now, in the words that were said where they still hold. */
export async function caseWordsNow(
  { database, knowledge, now }: CasesNow,
  conversation: string,
  said: { case: string; text: string },
): Promise<string> {
  const found = await new StoredDesk(database).read(said.case);
  if (found?.conversation !== conversation) return said.text;
  const stands = caseStands(found.case, now().toISOString(), knowledge());
  // How soon somebody answers was said behind it, and is not known now.
  return said.text.startsWith(stands) ? said.text : stands;
}
