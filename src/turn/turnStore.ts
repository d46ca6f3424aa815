import type { Case } from '../cases/case.js';
import type { ChangedCase } from '../cases/caseStore.js';
import type { Notice } from '../delivery/notice.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';

/** A conversation as a turn finds it. */
export interface Found {
  conversation: ConversationRow;
  /** Its open case, or the one that was asked for. */
  case: Case | null;
  /** The id that an earlier arrival of the same activity was answered with. */
  seen: string | null;
}

/** What a turn did, to be written all at once. */
export interface Effects {
  /** The conversation as it was found. */
  before: ConversationRow;
  /** Notes the arrival in the inbox; null where the sender gave no id. `at` in ms since 1970, as all times here. */
  arrival: { sourceId: string; activityId: string; at: number } | null;
  /** The dialog state to write; `undefined` leaves it as it is. */
  state: string | null | undefined;
  edition: string | null;
  /** The id of the case that is open now. */
  openCase: string | null;
  /** The cases to write: those that are new or changed. */
  cases: readonly ChangedCase[];
  /** The id of the agent who answers from now on; null: the bot. */
  owner: string | null;
  /** What other programs and mailboxes are to be told. */
  notices: readonly Notice[];
  /** What joins the transcript. */
  rows: readonly ActivityRow[];
  /**
   * Numbers of the activities that are still to be delivered, by the channel in which the customer wrote last, and when
   * they are overdue.
   */
  outgoing: { seqs: readonly number[]; channel: string; dueAt: number };
  ends: boolean;
  at: number;
}

/** What a turn comes to, and what of it is to be written. */
export interface Thought<Outcome> {
  outcome: Outcome;
  effects?: Effects;
}

/** What is known of a conversation once a turn of it is written. */
export interface Written {
  /** The replica on which it is streamed. */
  streamedBy: string | null;
}

/** Whether a conversation is only about to be made: each that is kept has been written at least once. */
export const isNew = ({ version }: Pick<ConversationRow, 'version'>) => version === 0;

/**
 * Where turns are kept. Nothing is locked between what a turn reads and what it writes: the write says which version
 * it was made from, and counts for nothing where another has been written meanwhile.
 */
export interface TurnStore {
  /** The customer's last activity in a conversation, as JSON; null where there is none. */
  lastWritten(conversation: string): Promise<string | null>;
  /**
   * What is there now; `undefined` where the conversation is not.
   * @param caseId a case of the conversation that is wanted in place of the open one
   */
  find(conversation: string, sourceId: string | null, caseId?: string): Promise<Found | undefined>;
  /**
   * Writes everything or nothing; resolves when it is safe on the disk.
   *
   * @returns null where another turn has gone on with the conversation, or taken in the same activity: nothing was
   * written then
   */
  write(effects: Effects): Promise<Written | null>;
}
