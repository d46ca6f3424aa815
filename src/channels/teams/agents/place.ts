/** The channel in which agents work cases. */
export interface AgentsPlace {
  /** In small letters. */
  tenantId: string;
  /** Its id in Teams: `19:…@thread.tacv2`. */
  channelId: string;
}

/** A channel's name in the tables. */
export const placeKey = ({ tenantId, channelId }: AgentsPlace): string => `${tenantId}/${channelId}`;

/** What a conversation of a channel is called: the channel's id, and in a thread the id of its first message. */
export function threadOf(conversationId: string): { channelId: string; root: string | null } {
  const [channelId = '', ...rest] = conversationId.split(';');
  const root = rest.map((part) => /^messageid=(.+)$/.exec(part)?.[1]).find((id) => id !== undefined);
  return { channelId, root: root ?? null };
}
