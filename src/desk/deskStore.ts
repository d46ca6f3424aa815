import type { Case, Status } from '../cases/case.js';
import type { Entry } from '../cases/history.js';
import type { ActivityRow } from '../storage/tables.js';

/** A case beside what its row knows of its conversation. */
export interface KeptCase {
  case: Case;
  /** The conversation's key, and whose it is. */
  conversation: string;
  userId: string;
  /** Counts with each turn of its conversation while it is open. */
  version: number;
  changedAt: string;
  /** The newest message of the conversation. */
  last: Pick<ActivityRow, 'role' | 'activity' | 'at'> | null;
}

/** How many cases wait, are the agent's own, anybody's, on hold. */
export interface DeskCounts {
  waiting: number;
  mine: number;
  assigned: number;
  onHold: number;
}

/** What a list of cases is narrowed down to. */
export interface Wanted {
  status?: readonly Status[];
  /** An agent's id, or `none`. */
  owner?: string;
  /** Words of the customer, the common name, the case's number or anything that was said: of the newest with all of them. */
  q?: string;
  /** Where the page before ended. */
  cursor?: string;
  /** At most so many. */
  most: number;
}

/** The cases that agents look at. What is returned was committed. */
export interface DeskStore {
  /**
   * Where only those that wait are wanted, urgent ones first, then by how long they have waited; else the one that
   * changed last first.
   */
  list(wanted: Wanted): Promise<{ cases: KeptCase[]; next: string | null }>;
  /** How many cases there are, and how many each of these agents has, by their ids. */
  counts(agents: readonly string[]): Promise<Map<string, DeskCounts>>;
  read(id: string): Promise<KeptCase | null>;
  history(id: string): Promise<Entry[]>;
  /** Other cases of the same customer, the newest first. */
  earlier(kept: Pick<KeptCase, 'userId'> & { id: string }, most: number): Promise<KeptCase[]>;
  /** The open case of a conversation. */
  ofConversation(conversation: string): Promise<KeptCase | null>;
  /** What changed since then (ms), the oldest first. */
  changedSince(at: number, most: number): Promise<KeptCase[]>;
  /** Cases whose time is over: who they are, and in which conversation. @param now ms */
  due(now: number, most: number): Promise<{ id: string; conversation: string; version: number }[]>;
}
