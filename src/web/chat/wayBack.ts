import type { Kept } from './storage.js';

/**
 * An anonymous customer's right to come back to a conversation, with the conversation that it leads to: tabs may be
 * in different ones.
 */
export interface WayBack {
  conversationId: string;
  resume: string;
}

const name = 'resume';
const spoken = 'spoken';

/** Under these names stand the messages of a conversation that aren't sent yet. */
export const unsentOf = (conversationId: string): string => `unsent.${conversationId}.`;

/** What the browser keeps for the next page, or undefined. */
export function keptWayBack(kept: Kept): WayBack | undefined {
  const { conversationId, resume } = read(kept.get(name)) ?? {};
  return typeof conversationId === 'string' && typeof resume === 'string' ? { conversationId, resume } : undefined;
}

export const keepWayBack = (kept: Kept, way: WayBack): void => kept.set(name, JSON.stringify(way));

/** Whether the conversation that the browser leads back to has more in it than the welcome. */
export const goesOn = (kept: Kept): boolean => {
  const way = keptWayBack(kept);
  return way !== undefined && kept.get(spoken) === way.conversationId;
};

export const noteSpoken = (kept: Kept, conversationId: string): void => kept.set(spoken, conversationId);

/**
 * A conversation is over: its unsent messages go, and the way back where it leads there. What other tabs need stays.
 */
export function forgetConversation(kept: Kept, conversationId: string): void {
  if (keptWayBack(kept)?.conversationId === conversationId) for (const each of [name, spoken]) kept.remove(each);
  for (const [unsent] of kept.list(unsentOf(conversationId))) kept.remove(unsent);
}

/** The token of a mail's link, taken out of the address bar and the browser's history, where others might find it. */
export function takeLinkBack(): string | undefined {
  const address = new URL(location.href);
  const token = address.searchParams.get('back') || undefined;
  if (!address.searchParams.has('back')) return undefined;
  address.searchParams.delete('back');
  history.replaceState(history.state, '', address);
  return token;
}

function read(json: string | undefined): { conversationId?: unknown; resume?: unknown } | null | undefined {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
