import { DIRECT_LINE } from './incoming.js';
import type { SignOuts } from './signOuts.js';
import type { Tokens } from './tokens.js';

/** What links back are made with. */
export interface LinkParts {
  tokens: Tokens;
  signOuts: SignOuts;
  /** The customer's page, as browsers reach it. */
  page(): string;
}

/**
 * A link for a mail, back into an anonymous customer's conversation: signed, and good for a week.
 *
 * @param conversation its key @returns null where only a sign-in leads there, or another channel
 */
export async function linkBack(
  conversation: string,
  userId: string,
  { tokens, signOuts, page }: LinkParts,
): Promise<string | null> {
  const channel = `${DIRECT_LINE}/`;
  if (!conversation.startsWith(channel) || !userId.startsWith('dl_')) return null;
  const conversationId = conversation.slice(channel.length);
  const generation = await signOuts.generation(userId);
  const token = await tokens.issue('back', { userId, conversationId, generation });
  return `${page()}?back=${token}`;
}
