import type { ChangedCase } from '../cases/caseStore.js';
import type { ActivityRow, ConversationRow } from '../storage/tables.js';
import type { DeskLinks } from './deskLinks.js';
import type { Editions } from './editions.js';
import type { OwnerOf } from './owner.js';
import type { TurnStore } from './turnStore.js';

/** What is known of a conversation after a commit. */
export interface Committed extends Pick<ConversationRow, 'key' | 'channel' | 'streamed_by' | 'open_case'> {
  /** The channel in which its customer is answered; its own, or another that they wrote in last. */
  answersOn: string;
}

/** What a turn is made of. */
export interface TurnParts {
  store: TurnStore;
  editions: Editions;
  ownerOf: OwnerOf;
  /** The id of a case that is opened. */
  newCaseId(): string;
  /** What turns know of the desk; nothing, where there is none. */
  desk?: DeskLinks;
  /**
   * Told of each turn's rows and cases after their commit, where they are to be delivered, on which replica the
   * conversation is streamed, and which of its cases is open.
   */
  committed(rows: readonly ActivityRow[], conversation: Committed, cases: readonly ChangedCase[]): void;
  /** Told when the bot failed in a turn; the customer gets an apology. */
  onBotFault(fault: unknown, conversation: string): void;
  now(): Date;
  /** How long a caller waits for a turn, in ms (docs/decisions/0006); null: as long as it takes. */
  inTimeMs: number | null;
  /** How many messages may wait, in one conversation and in all. */
  limits: { each: number; all: number };
}
