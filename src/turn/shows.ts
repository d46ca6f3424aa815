import type { Activity } from 'botbuilder';

/** What a channel's clients can show beside text. The text alone is always the whole reply. */
export interface Shows {
  /** Adaptive Cards. */
  cards: boolean;
  /** Suggested answers to press. */
  choices: boolean;
}

/** A reply with what clients of that channel can show. */
export function asShown(reply: Partial<Activity>, { cards, choices }: Shows): Partial<Activity> {
  const { attachments, suggestedActions, ...rest } = reply;
  return {
    ...rest,
    ...(choices && suggestedActions ? { suggestedActions } : {}),
    ...(cards && attachments ? { attachments } : {}),
  };
}
