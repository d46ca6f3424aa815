/** A reply that could not be delivered. */
export interface DeadLetter {
  conversation: string;
  seq: number;
  attempts: number;
  /** The kind of fault that the last try met. */
  error: string | null;
  deadAt: Date;
}

/** What was given up. */
export interface DeadLetters {
  /** The oldest first; at most a thousand. */
  list(): Promise<DeadLetter[]>;
  count(): Promise<number>;
  /**
   * Makes them due again, of one conversation or of all: whichever replica looks next sends them. @param now ms
   * @returns how many
   */
  revive(now: number, conversation?: string): Promise<number>;
}
