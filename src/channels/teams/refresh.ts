import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ActivityRow } from '../../storage/tables.js';
import { cardOf } from './cardDialect.js';
import { caseSaidBy } from './caseCardNow.js';
import { hasButtons } from './pressedCard.js';

/** By which the looks of Teams at a card of ours are known among other invokes. */
const REFRESH_VERB = 'certdesk.refresh';
const asked = z.object({ certdesk: z.object({ card: z.number().int().min(1).max(1e12) }) });

/**
 * The message with its card saying that it may change: whenever it comes into view, the customer's client asks how it
 * stands now (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards,
 * "refresh"). On a second device what was pressed on the first shows by that.
 *
 * @param row of the transcript, which it shows @param userId for whom; null in groups, where nothing is asked
 */
export function refreshing(
  message: Partial<Activity>,
  { seq, activity }: Pick<ActivityRow, 'seq' | 'activity'>,
  userId: string | null,
): Partial<Activity> {
  if (userId === null) return message;
  const stands = caseSaidBy(JSON.parse(activity)) !== null;
  const attachments = message.attachments?.map((attachment) => {
    const content = cardOf(attachment);
    return content && (stands || hasButtons(content))
      ? { ...attachment, content: { ...content, ...refreshOf(seq, userId) } }
      : attachment;
  });
  return attachments ? { ...message, attachments } : message;
}

function refreshOf(seq: number, userId: string) {
  const action = { type: 'Action.Execute', verb: REFRESH_VERB, data: { certdesk: { card: seq } } };
  return { refresh: { action, userIds: [userId] } };
}

/** Of which activity of its transcript a client asks how its card stands; null where it asks for none. */
export function cardAskedFor(data: unknown): number | null {
  return asked.safeParse(data).data?.certdesk.card ?? null;
}
