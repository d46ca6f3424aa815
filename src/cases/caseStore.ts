import type { Case } from './case.js';
import type { Entry } from './history.js';

/** A case as a turn leaves it, and what joined its history in that turn. */
export interface ChangedCase {
  case: Case;
  history: readonly Entry[];
}

/**
 * Where cases are kept.
 *
 * @example
 * const open = await cases.read('C-7KQ2MX')
 * await cases.keep('directline/abc', { case: { ...open, facts }, history: [] })
 */
export interface CaseStore {
  /** The case of this id, or null where there is none. */
  read(id: string): Promise<Case | null>;
  /** Writes a conversation's case, new or changed. @throws where the id is another conversation's */
  keep(conversation: string, changed: ChangedCase): Promise<void>;
}
