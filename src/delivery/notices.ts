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
