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

/** The kept references. */
export interface TeamsReferences {
  /** @param conversation the conversation's key */
  find(conversation: string): Promise<Reference | null>;
  /** Keeps where the conversation is now; a changed address replaces the old one. */
  keep(conversation: string, reference: Reference): Promise<void>;
  /** Notes that the bot was removed or blocked there (true), or is back (false). */
  setGone(conversation: string, gone: boolean): Promise<void>;
}
