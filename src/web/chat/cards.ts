import type { Activity } from './webChat.js';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/**
 * A reply that carries a card says the same as its text: the eyes get the card alone, screen readers the text, and suggested answers are left
 * out where the card has them as buttons.
 */
export function cardInsteadOfText(activity: Activity): Activity {
  const { card, buttons } = activity.channelData?.certdesk ?? {};
  if (!card || !activity.attachments?.some(({ contentType }) => contentType === adaptiveCard)) return activity;
  const { text, suggestedActions, ...shown } = activity;
  return {
    ...shown,
    ...(suggestedActions && !buttons ? { suggestedActions } : {}),
    channelData: { ...activity.channelData, ...(text ? { 'webchat:fallback-text': text } : {}) },
  };
}
