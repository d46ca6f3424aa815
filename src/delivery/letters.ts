import type { ActivityRow } from '../storage/tables.js';

/** An activity that is to be delivered: which one, and by whose deliverer. */
export interface Letter {
  conversation: string;
  seq: number;
  channel: string;
}

/** What became of a try that failed. */
export interface Failed {
  attempts: number;
  /** The kind of fault. */
  error: string;
  dueAt: number;
  /** Set where it was given up. */
  deadAt: number | null;
}

/** Where the outbox is kept. */
export interface Letters {
  /**
   * Takes what is due for this replica, for a while: each is claimed by one replica only. Times in ms
   * @param except channels whose letters go another way
   */
  claim(now: number, forMs: number, except?: readonly string[]): Promise<Letter[]>;
  /** The activities themselves, in order. */
  activities(conversation: string, seqs: readonly number[]): Promise<ActivityRow[]>;
  /** How often the most tried of them was tried. */
  attempts(conversation: string, seqs: readonly number[]): Promise<number>;
  failed(conversation: string, seqs: readonly number[], failed: Failed): Promise<void>;
  /** Takes out what was delivered. */
  remove(letters: readonly Omit<Letter, 'channel'>[]): Promise<void>;
}
