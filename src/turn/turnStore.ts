import type { CaseStore } from '../cases/caseStore.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';

/** A conversation that is made with its first turn. */
export interface NewConversation {
  key: string;
  channel: string;
  id: string;
  userId: string;
  /** Milliseconds since 1970, as all times here. */
  at: number;
}

/** An activity that arrives, and the id that it is to be answered with. */
export interface Arrival {
  conversation: string;
  sourceId: string;
  activityId: string;
  at: number;
}

/** What a turn did, to be written all at once. */
export interface Effects {
  /** The row as it was locked. */
  before: ConversationRow;
  /** The dialog state to write; `undefined` leaves it as it is. */
  state: string | null | undefined;
  /** The id of the case that is open now. */
  openCase: string | null;
  /** What joins the transcript. */
  rows: readonly ActivityRow[];
  /** Numbers of the activities that are still to be delivered, and when they are overdue. */
  outgoing: { seqs: readonly number[]; dueAt: number };
  ends: boolean;
  at: number;
}

/** What a turn reads and writes between its begin and its commit. */
export interface TurnRows {
  /** The conversation's row, locked until the commit. @param made is put there first where there is none */
  conversation(key: string, made: NewConversation | null): Promise<ConversationRow | undefined>;
  /** Notes an arrival. @returns whether it is the first under its source id */
  arrived(arrival: Arrival): Promise<boolean>;
  /** The id that an earlier arrival was answered with. */
  answeredWith(conversation: string, sourceId: string): Promise<string | null>;
  cases: CaseStore;
  /** @returns false where another replica has gone on with the conversation: then nothing may be committed */
  keep(effects: Effects): Promise<boolean>;
}

/** Where turns are kept: each is one transaction, which stands or falls as a whole. */
export interface TurnStore {
  /** @throws what the work threw, or what the commit did */
  transact<Result>(work: (rows: TurnRows) => Promise<Result>): Promise<Result>;
}
