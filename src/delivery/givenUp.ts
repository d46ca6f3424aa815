/** What a try that was the last one left. */
interface Dead {
  attempts: number;
  /** The kind of fault that it met. */
  error: string | null;
  deadAt: Date;
}

/** A reply that could not be delivered. */
export interface DeadLetter extends Dead {
  conversation: string;
  seq: number;
}

/** A mail or a call of a webhook that could not be sent. */
export interface DeadNotice extends Dead {
  notice: string;
  kind: string;
}

/** What was given up of one sort. */
export interface GivenUp<One> {
  /** The oldest first; at most a thousand. */
  list(): Promise<One[]>;
  count(): Promise<number>;
  /**
   * Makes them due again: whichever replica looks next sends them. @param now ms
   * @param which a conversation whose replies, or a notice, that are meant alone @returns how many
   */
  revive(now: number, which?: string): Promise<number>;
}
