import type { Failed } from './letters.js';
import type { Notice } from './notice.js';

/** A notice that is due, and how often it was tried. */
export interface DueNotice extends Notice {
  attempts: number;
}

/** Where notices are kept until they are sent. */
export interface Notices {
  /** Takes what is due for this replica, for a while: each is claimed by one replica only. Times in ms */
  claim(now: number, forMs: number): Promise<DueNotice[]>;
  /** Puts one off that was not tried. */
  postpone(id: string, dueAt: number): Promise<void>;
  failed(id: string, failed: Failed): Promise<void>;
  /** Takes out what was sent, or needn't be any more. */
  remove(id: string): Promise<void>;
}

/** A mail or a call of a webhook that was given up. */
export interface DeadNotice {
  notice: string;
  kind: string;
  attempts: number;
  /** The kind of fault that the last try met. */
  error: string | null;
  deadAt: Date;
}

/** What was given up of them. */
export interface DeadNotices {
  /** The oldest first; at most a thousand. */
  list(): Promise<DeadNotice[]>;
  count(): Promise<number>;
  /** Makes them due again, one or all. @param now ms @returns how many */
  revive(now: number, id?: string): Promise<number>;
}
