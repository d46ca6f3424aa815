import type { Activity } from './webChat.js';

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** A reply as the page shows it. */
export const shownToCustomer = (activity: Activity): Activity => withSpeaker(withLines(cardInsteadOfText(activity)));

/** A person's words carry their name; what only tells how things stand looks quieter than what anybody says. */
function withSpeaker(activity: Activity): Activity {
  const { agent, system } = activity.channelData?.certdesk ?? {};
  if (activity.type !== 'message' || activity.from.role !== 'bot' || !activity.text) return activity;
  if (agent) return { ...activity, text: `**${agent.replace(/[\\*_`[\]<>]/g, '\\$&')}**\n\n${activity.text}` };
  return system ? { ...activity, text: activity.text.replace(/^(?=\S)(.*\S)\s*$/gm, '*$1*') } : activity;
}

/** A case's number as customers quote it. */
const CASE = /\bC-[0-9A-Z]{6}\b/g;

/**
 * The bot's lines stay lines (in Markdown one line break is a space), and a bare host name is no link: it is often
 * the customer's own server, and there is nothing to be read. A case's number is kept on one line, as code is.
 */
function withLines(activity: Activity): Activity {
  if (activity.type !== 'message' || activity.from.role !== 'bot' || !activity.text) return activity;
  const text = activity.text
    .replace(/([^\n])\n(?=[^\n])/g, '$1  \n')
    .split(/(https?:\/\/\S+|\]\([^)]*\))/)
    .map((part, index) => (index % 2 === 1 ? part : withoutHostLinks(part)))
    .join('');
  return { ...activity, text };
}

/** Markdown that makes no link of `shop.example.com` and `joe@example.com`. */
const withoutHostLinks = (text: string): string =>
  text.replace(/(?<=[\w-])[.@](?=\p{L}{2})/gu, '\\$&').replace(CASE, '`$&`');

/**
 * A reply that carries a card says the same as its text: the eyes get the card alone, screen readers the text, and
 * suggested answers are left out where the card has them as buttons.
 */
function cardInsteadOfText(activity: Activity): Activity {
  const { card, buttons } = activity.channelData?.certdesk ?? {};
  if (!card || !activity.attachments?.some(({ contentType }) => contentType === adaptiveCard)) return activity;
  const { text, suggestedActions, ...shown } = activity;
  return {
    ...shown,
    ...(suggestedActions && !buttons ? { suggestedActions } : {}),
    channelData: { ...activity.channelData, ...(text ? { 'webchat:fallback-text': text } : {}) },
  };
}
