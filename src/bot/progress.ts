import type { BriefVerdict, Origin } from '../cases/brief.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { Offer } from '../conversation/situation.js';
import type { Facts, FactValue } from '../knowledge/facts.js';

/**
 * The version of everything kept in the conversation's state. Raise it when a stored shape changes: older states then
 * keep their facts only.
 */
export const STATE_VERSION = 3;

/** What the last message left open beside the dialogs. */
export type LeftOpen = Pick<Progress, 'choices' | 'offer' | 'cancelling'>;

/** What was asked beside the matter itself; the next message may be for it, and any other goes its usual way. */
export type Aside =
  /** How the customer can be reached; `again`: what they gave for an e-mail address is none. */
  | { is: 'contact'; again: boolean }
  /** Whether it helped, and then a line on that. */
  | { is: 'rating' }
  | { is: 'ratingLine' }
  /** What was wrong with an answer (an entry's id), by one of a few choices, and then a line on that. */
  | { is: 'fault'; entry: string }
  | { is: 'faultLine'; entry: string };

/** What told a value of a fact. */
export interface ToldBy {
  form: string;
  fact: string;
  value: FactValue;
  origin: Origin;
  /** The message's id: what was typed is kept once, in the transcript. */
  message: string;
}

/** One of several that a form has decided of: a certificate by its common name. */
export interface DecidedSubject {
  form: string;
  name: string;
  facts: Facts;
  /** What was said of it, without what follows from that. */
  given: Facts;
  verdict: BriefVerdict;
}

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
  /** The last verdict, as the customer read it. */
  verdict: BriefVerdict | null;
  /** Each of several that was decided, as it was last. */
  subjects: DecidedSubject[];
  /** What told each value that still stands. */
  toldBy: ToldBy[];
  /** Guides and answers had, in their order: entries' ids. */
  had: string[];
  /** Replies that can be judged, by their ids, and the entry or form of each. */
  judgeable: { reply: string; entry: string }[];
  /** Replies that were said to be bad. */
  judged: string[];
  aside: Aside | null;
  /** The case for which it was asked how the customer can be reached. */
  contactFor: string | null;
  /** Kinds of secret that were taken out of what was sent. */
  removed: SecretKind[];
}

/** How much of what grows is kept. */
export const MOST = { words: 300, subjects: 10, had: 40, judgeable: 20, judged: 50 } as const;

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
  verdict: null,
  subjects: [],
  toldBy: [],
  had: [],
  judgeable: [],
  judged: [],
  aside: null,
  contactFor: null,
  removed: [],
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
  Object.assign(progress, { facts: {}, form: null, decided: null, verdict: null, subjects: [] });
}

/** Notes what was decided of one of several, in place of what was before. */
export function noteSubject(progress: Progress, decided: DecidedSubject): void {
  const others = progress.subjects.filter(({ form, name }) => form !== decided.form || name !== decided.name);
  progress.subjects = [...others, decided].slice(-MOST.subjects);
}

/** Notes that the customer has had a guide or an answer. */
export function noteHad(progress: Progress, entry: string): void {
  if (!progress.had.includes(entry)) progress.had = [...progress.had, entry].slice(-MOST.had);
}

/** Notes a reply that can be judged, by its id. */
export function noteJudgeable(progress: Progress, reply: string, entry: string): void {
  progress.judgeable = [...progress.judgeable, { reply, entry }].slice(-MOST.judgeable);
}
