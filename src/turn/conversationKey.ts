/** What a conversation's key is made of. */
export interface ConversationName {
  key: string;
  channel: string;
  id: string;
}

/** A conversation's key in every table: ids are unique within a channel only. */
export function conversationKey(channel: string, id: string): string {
  return `${channel}/${id}`;
}

/**
 * The conversation in the SDK's storage keys (`channel/conversations/id/`, see ConversationState.getStorageKey), or
 * null for other keys.
 */
export function conversationOfStorageKey(storageKey: string): ConversationName | null {
  const [, channel, id] = /^([^/]+)\/conversations\/(.*)\/$/s.exec(storageKey) ?? [];
  return channel === undefined || id === undefined ? null : { key: conversationKey(channel, id), channel, id };
}
