import { conversationKey } from '../../turn/conversationKey.js';
import { TEAMS } from './door.js';
import type { Chat } from './reference.js';

/**
 * What the conversation of a chat is called here: each tenant's chats are its own, and after a removal the next
 * conversation there has a name (and its activities have ids) that nothing had before. No tenant's id has a tilde.
 */
export const chatId = ({ tenantId, conversationId }: Chat, generation: number): string =>
  `${tenantId}${generation === 1 ? '' : `~${generation}`}/${conversationId}`;

/** The key of that conversation in every table. */
export const chatKey = (chat: Chat, generation: number): string => conversationKey(TEAMS, chatId(chat, generation));
