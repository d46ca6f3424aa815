import type { Case } from './case.js';

/**
 * Where cases are kept.
 *
 * @example
 * const open = await cases.read('C-7KQ2MX')
 * await cases.keep('directline/abc', { ...open, facts })
 */
export interface CaseStore {
  /** The case of this id, or null where there is none. */
  read(id: string): Promise<Case | null>;
  /** Writes a conversation's case, new or changed. @throws where the id is another conversation's */
  keep(conversation: string, open: Case): Promise<void>;
}
