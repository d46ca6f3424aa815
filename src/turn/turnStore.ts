import type { Case } from '../cases/case.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';

/** A conversation as a turn finds it. */
export interface Found {
  conversation: ConversationRow;
  /** Its open case. */
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
  /** The case to write, where it is new or changed. */
  case: Case | null;
  /** What joins the transcript. */
  rows: readonly ActivityRow[];
  /** Numbers of the activities that are still to be delivered, and when they are overdue. */
  outgoing: { seqs: readonly number[]; dueAt: number };
  ends: boolean;
  at: number;
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
  /** What is there now; `undefined` where the conversation is not. */
  find(conversation: string, sourceId: string | null): Promise<Found | undefined>;
  /**
   * Writes everything or nothing; resolves when it is safe on the disk.
   *
   * @returns null where another turn has gone on with the conversation, or taken in the same activity: nothing was
   * written then
   */
  write(effects: Effects): Promise<Written | null>;
}
