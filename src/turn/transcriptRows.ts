import type { Activity } from 'botbuilder';
import { keptOfPress } from '../bot/press.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';

/** What is said in a turn: the activity that began it, as far as it is shown, and the bot's replies. */
export interface SaidInTurn {
  /** The activity with whose words it is; null where the transcript doesn't have it. */
  heard: { activity: Partial<Activity>; role: ActivityRow['role'] } | null;
  replies: readonly Partial<Activity>[];
}

/** The id of the activity that many places behind the conversation's last one; ids sort in the order of the stream. */
export function idAt({ id, last_seq }: Pick<ConversationRow, 'id' | 'last_seq'>, ahead: number): string {
  return `${id}|${String(last_seq + ahead).padStart(7, '0')}`;
}

/** The turn's part of the transcript, numbered on from the conversation's last activity. */
export function transcriptRows(conversation: ConversationRow, { heard, replies }: SaidInTurn, at: Date): ActivityRow[] {
  const row = (activity: Partial<Activity>, role: ActivityRow['role'], index: number): ActivityRow => ({
    conversation: conversation.key,
    seq: conversation.last_seq + index + 1,
    id: activity.id ?? '',
    role,
    type: activity.type ?? '',
    activity: JSON.stringify(activity),
    at: at.getTime(),
  });
  const said = heard ? [row(asKept(heard.activity), heard.role, 0)] : [];
  return [...said, ...replies.map((reply, index) => row(reply, 'bot', said.length + index))];
}

/** A reply as customers see it. @param about the activity that it answers, where the transcript has that */
export function shownReply(
  reply: Partial<Activity>,
  { botName, heard, about, at }: { botName: string; heard: Partial<Activity>; about: string | undefined; at: Date },
): Partial<Activity> {
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
function asKept(heard: Partial<Activity>): Partial<Activity> {
  return { ...withoutAddresses(heard), value: keptOfPress(heard.value) };
}

/** An activity without what only its delivery needed. */
function withoutAddresses({ recipient: _, serviceUrl: __, ...said }: Partial<Activity>): Partial<Activity> {
  return said;
}
