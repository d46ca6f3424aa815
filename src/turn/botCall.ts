import type { Activity } from 'botbuilder';
import type { Case } from '../cases/case.js';
import type { DeskNow } from '../cases/deskNow.js';
import type { SecretKind } from '../certificates/secrets.js';
import { idAt } from './transcriptRows.js';

/** One activity for the bot, with all that it may know: plain data, so that the bot may run on another thread. */
export interface BotCall {
  /** The conversation's key, and the id that its channel knows. */
  conversation: string;
  id: string;
  /** The dialogs' state, and its version. */
  state: string | null;
  version: number;
  activity: Partial<Activity>;
  /** Who waits for it: calls of one address wait for each other, those of others go between. */
  address: string;
  /** The kinds of secret that were taken out of the activity. */
  discarded: readonly SecretKind[];
  case: Case | null;
  /** The id that a case gets which is opened in this turn. */
  newCaseId: string;
  desk: DeskNow;
  /** Whether a form or a guide is open. */
  formOpen: boolean;
  /** The number of the activity that the first reply follows. */
  lastSeq: number;
}

/** What came of it: what was heard, what is said to it, and what is to be written. */
export interface BotAnswer {
  /** The activity's text, without a password that only the bot could know for one. */
  text: string | undefined;
  replies: Partial<Activity>[];
  /** The dialog state; `undefined` where it stays as it was. */
  state: string | null | undefined;
  case: Case | null;
  formOpen: boolean;
  /** Why the customer got an apology. */
  fault?: unknown;
}

/** The bot was closed before it answered; another may. */
export class BotClosed extends Error {}

/** Runs the bot: here or on another thread. */
export interface BotRunner {
  /**
   * @param inTime asked before the call's turn comes, however long it waited; what it throws is thrown
   * @throws where nothing can be said now: the sender tries again
   */
  run(call: BotCall, inTime?: () => void): Promise<BotAnswer>;
}

/** The apology for a bot that failed: it has said nothing and changed nothing. */
export function apologized(call: BotCall, apology: string, fault: unknown): BotAnswer {
  const { activity, formOpen } = call;
  const replies = [{ type: 'message', text: apology, id: replyId(call, 0) }];
  return { text: activity.text, replies, state: undefined, case: call.case, formOpen, fault };
}

/** The id of the answer's n-th reply (from 0). */
export function replyId({ id, lastSeq }: BotCall, reply: number): string {
  return idAt({ id, last_seq: lastSeq }, reply + 1);
}
