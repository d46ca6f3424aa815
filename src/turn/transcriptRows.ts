import type { Activity } from 'botbuilder';
import { keptOfPress } from '../bot/press.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';

/** An activity that joins the transcript, and whose words it is. */
export interface SaidInTurn {
  activity: Partial<Activity>;
  role: ActivityRow['role'];
}

/** The id of the activity that many places behind the conversation's last one; ids sort in the order of the stream. */
export function idAt({ id, last_seq }: Pick<ConversationRow, 'id' | 'last_seq'>, ahead: number): string {
  return `${id}|${String(last_seq + ahead).padStart(7, '0')}`;
}

/** The turn's part of the transcript, numbered on from the conversation's last activity. */
export function transcriptRows(conversation: ConversationRow, said: readonly SaidInTurn[], at: Date): ActivityRow[] {
  return said.map(({ activity, role }, index) => ({
    conversation: conversation.key,
    seq: conversation.last_seq + index + 1,
    id: activity.id ?? '',
    role,
    type: activity.type ?? '',
    activity: JSON.stringify(activity),
    at: at.getTime(),
  }));
}

/** How an activity of ours is shown. */
interface Shown {
  botName: string;
  /** The activity in whose conversation it is said. */
  heard: Partial<Activity>;
  /** The id of the activity that it answers, where the transcript has that. */
  about?: string | undefined;
  at: Date;
}

/** A reply as customers see it. */
export function shownReply(reply: Partial<Activity>, { botName, heard, about, at }: Shown): Partial<Activity> {
  const { channelId, conversation } = heard;
  return {
    ...withoutAddresses(reply),
    channelId,
    conversation,
    from: { id: 'certdesk', name: botName, role: 'bot' },
    timestamp: at,
    ...(about === undefined ? {} : { replyToId: about }),
    ...(reply.type === 'message' ? { textFormat: 'markdown' } : {}),
  };
}

/** What began the turn, as the transcript keeps it: of a press no more than which button it was. */
export function asKept(heard: Partial<Activity>): Partial<Activity> {
  return { ...withoutAddresses(heard), value: keptOfPress(heard.value) };
}

/** An activity without what only its delivery needed. */
function withoutAddresses({ recipient: _, serviceUrl: __, ...said }: Partial<Activity>): Partial<Activity> {
  return said;
}
