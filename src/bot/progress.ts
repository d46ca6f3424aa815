import type { Case } from '../cases/case.js';
import type { Facts } from '../knowledge/types.js';

/** The version of everything kept in the conversation's state. Raise it when a stored shape changes: older states then keep their facts only. */
export const STATE_VERSION = 1;

/** Something the bot offered and a "yes" would start. */
export type Offer = { form: string } | 'person';

/** What the last message left open beside the dialogs. */
export type Open = Pick<Progress, 'choices' | 'offer'>;

/** What a conversation remembers beside its dialogs' stack. */
export interface Progress {
  version: number;
  /** All that is known of the customer's matter. */
  facts: Facts;
  /** What the bot's last message asks for: a fact, `confirm:` and a fact, `summary`, `clarify`, `step`. */
  expecting: string | null;
  /** Set on the turn that decides. */
  outcome: string | null;
  /** Entries of the last "did you mean", in the order shown. */
  choices: string[] | null;
  offer: Offer | null;
  /** Misunderstandings in a row. */
  misses: number;
  case: Case | null;
  /** The state was another version's: its facts are to be gone on with. */
  resuming: boolean;
  /** The form that decided last and its state then, so that a fact can still be corrected. */
  decided: { form: string; state: object } | null;
}

export const fresh = (): Progress => ({
  version: STATE_VERSION,
  facts: {},
  expecting: null,
  outcome: null,
  choices: null,
  offer: null,
  misses: 0,
  case: null,
  resuming: false,
  decided: null,
});
