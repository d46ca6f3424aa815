/** What arrived in Teams. */
export interface SentToTeams {
  /** The Connector's ids of an activity's parts that arrived, by their number from 1. */
  partsOf(conversation: string, seq: number): Promise<ReadonlyMap<number, string>>;
  keep(conversation: string, sent: { seq: number; part: number; messageId: string; at: number }): Promise<void>;
  /** Which of our activities that message of Teams is, or a part of; null where it is none. */
  seqOf(conversation: string, messageId: string): Promise<number | null>;
  /** When something arrived in the conversation after that time (ms), the oldest first. */
  since(conversation: string, after: number): Promise<number[]>;
}
