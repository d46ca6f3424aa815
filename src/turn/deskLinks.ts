import type { ChangedCase } from '../cases/caseStore.js';
import type { DeskNow } from '../cases/deskNow.js';
import type { Notice } from '../delivery/notice.js';
import type { ConversationRow } from '../storage/tables.js';

/** What turns know of the desk, where there is one. */
export interface DeskLinks {
  now(): DeskNow;
  /** What other programs and mailboxes are to be told of a turn's cases. */
  notices(cases: readonly ChangedCase[], conversation: Pick<ConversationRow, 'key' | 'user_id'>): readonly Notice[];
}
