import type { Activity } from 'botbuilder';
import type { Beginner } from './begun.js';
import type { FileTakenIn } from './intake.js';
import type { Shows } from './shows.js';

/**
 * What a channel, the desk or a timer hands in.
 *
 * @example
 * await turns.run({
 *   conversation: conversationKey('directline', 'abc'), userId: 'dl_1', sourceId: 'client:17',
 *   activity: { type: 'message', text: 'hello', channelId: 'directline', conversation, from, recipient, timestamp },
 * })
 */
export interface TurnRequest {
  /** The conversation's key. */
  conversation: string;
  /** Who speaks, as the channel knows; nothing in the activity says otherwise. */
  userId: string;
  /** Who begins the turn; the customer, unless it is said. */
  by?: Beginner;
  /**
   * The activity with `channelId`, `conversation`, `from`, `recipient` and `timestamp` set by the channel; its id is
   * made here.
   */
  activity: Partial<Activity>;
  /** Files that came with it: they are looked at for secrets, and their contents are not kept. */
  files?: readonly FileTakenIn[];
  /**
   * The id under which the inbox knows it, or null where the sender gave none: then each arrival is a message of its
   * own.
   */
  sourceId: string | null;
  /** Where it came from, as far as the channel knows: the bot's time is shared out by it; else by conversation. */
  address?: string;
  /** Makes the conversation if there is none yet. */
  begins?: boolean;
  /** Whether the activity itself is part of the transcript. */
  shown?: boolean;
  /** Ends the conversation with this turn. */
  ends?: boolean;
  /** What the clients of its channel can show; cards and suggested answers, unless it is said. */
  shows?: Shows;
  /** Whoever runs the turn shows its replies: nothing is left to be delivered. */
  answeredHere?: boolean;
}

/** What became of it. `seen`: it had been taken in before, and had its effect then. */
export type TurnOutcome =
  | { status: 'done'; activityId: string; replies: Partial<Activity>[] }
  | { status: 'seen'; activityId: string }
  | { status: 'unknown' }
  | { status: 'ended' };
