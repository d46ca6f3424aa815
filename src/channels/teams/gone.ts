import { Refused } from '../../delivery/deliverer.js';

/** What the Connector's answers say by which nobody can be reached in that conversation any more. */
const GONE: ReadonlySet<string> = new Set([
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'MessageWritesBlocked',
]);
/** An activity that isn't there says nothing of its conversation. */
const ONLY_THE_ACTIVITY: ReadonlySet<string> = new Set(['ActivityNotFoundInConversation', 'MessageNotFound']);

/**
 * The bot was removed from the conversation, or blocked there, or the conversation is no more: nothing arrives until it is
 * back.
 */
export class Gone extends Refused {
  override name = 'Gone';
}

/**
 * Whether an answer means that nothing the bot says arrives there any more.
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, "Status codes from bot
 * conversational APIs"; of `MessageWritesBlocked` its page on proactive messages)
 */
export function meansGone(status: number, codes: readonly string[]): boolean {
  if (status === 403) return codes.some((code) => GONE.has(code));
  return status === 404 && !codes.some((code) => ONLY_THE_ACTIVITY.has(code));
}
