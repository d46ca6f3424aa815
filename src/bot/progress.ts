import type { Offer } from '../conversation/situation.js';
import type { Facts } from '../knowledge/facts.js';

/**
 * The version of everything kept in the conversation's state. Raise it when a stored shape changes: older states then
 * keep their facts only.
 */
export const STATE_VERSION = 3;

/** What the last message left open beside the dialogs. */
export type LeftOpen = Pick<Progress, 'choices' | 'offer' | 'cancelling'>;

/** What a conversation remembers beside its dialogs' stack. */
export interface Progress {
  version: number;
  /** All that is known of the customer's matter, by the form whose facts they are. */
  facts: Record<string, Facts>;
  /** The form that was spoken of last. */
  form: string | null;
  /** What the bot's last message asks for: a fact, `confirm:` and a fact, `summary`, `clarify`, `step`. */
  expecting: string | null;
  /** Set on the turn that decides. */
  outcome: string | null;
  /** Entries of the last "did you mean", in the order shown. */
  choices: string[] | null;
  offer: Offer | null;
  /** Whether to stop was asked back. */
  cancelling: boolean;
  /** Misunderstandings in a row. */
  misses: number;
  /** The state was another version's: its facts are to be gone on with. */
  resuming: boolean;
  /** The form that decided last and its state then, so that a fact can still be corrected. */
  decided: { form: string; state: object } | null;
}

export const fresh = (): Progress => ({
  version: STATE_VERSION,
  facts: {},
  form: null,
  expecting: null,
  outcome: null,
  choices: null,
  offer: null,
  cancelling: false,
  misses: 0,
  resuming: false,
  decided: null,
});

/** The facts of the form that was spoken of last. */
export function factsNow({ facts, form }: Pick<Progress, 'facts' | 'form'>): Facts {
  return form === null ? {} : (facts[form] ?? {});
}

/** Notes what a form knows now. */
export function keepFacts(progress: Progress, form: string, facts: Facts): void {
  progress.facts = { ...progress.facts, [form]: facts };
  progress.form = form;
}

/** Forgets everything known. */
export function forgetFacts(progress: Progress): void {
  Object.assign(progress, { facts: {}, form: null, decided: null });
}
