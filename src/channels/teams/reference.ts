/**
 * Where a conversation of Teams is, as its Connector wants it said: kept for each tenant, user and conversation, so that
 * nothing meant for one is ever sent to another.
 */
export interface Reference {
  /** The Connector's address, as the last activity of the conversation named it. */
  serviceUrl: string;
  tenantId: string;
  /** Teams' own id of the conversation; in a channel's thread with `;messageid=…`. */
  conversationId: string;
  scope: 'personal' | 'groupChat' | 'channel';
  /** The bot as that conversation knows it: `28:…`. */
  botId: string;
  /** The customer, `29:…`; null where the conversation is no one person's. */
  userId: string | null;
  /** The customer's account in their tenant; null where Teams doesn't say. */
  aadObjectId: string | null;
}

/** A chat as Teams names it. */
export type Chat = Pick<Reference, 'tenantId' | 'conversationId'>;

/** The kept references. */
export interface TeamsReferences {
  /** `gone` where the bot was taken out or blocked. @param conversation the conversation's key */
  find(conversation: string): Promise<Reference | 'gone' | null>;
  /**
   * Keeps where the conversation is now; a changed address replaces the old one. Where the bot had been gone it is back,
   * and what was given up meanwhile is due again.
   */
  keep(conversation: string, kept: Reference & { generation: number }): Promise<void>;
  /** Notes that the bot was taken out or blocked there. @returns since when (ms); null where nothing is known of it */
  setGone(conversation: string): Promise<number | null>;
  /** Forgets where a conversation is that was removed. */
  forget(conversation: string): Promise<void>;
  /**
   * A chat of Teams has the same id for ever: which of the conversations that were had there is the present one, from 1.
   * Where all were removed, the number of the next. @param keyOf the key that each has
   */
  generation(chat: Chat, keyOf: (generation: number) => string): Promise<number>;
  /** The keys of the conversations that are had in a chat: its own, and one of the web chat that goes on there. */
  conversationsIn(chat: Chat): Promise<string[]>;
}
