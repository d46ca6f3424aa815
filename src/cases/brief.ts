import type { FactValue } from '../knowledge/facts.js';

/** How a fact came to be known. */
export type Origin = 'typed' | 'pressed' | 'certificate' | 'assumed';

/** A fact as an agent reads it. */
export interface BriefFact {
  /** The fact's name in its form. */
  fact: string;
  label: string;
  value: FactValue;
  /** The value in words. */
  shown: string;
  origin: Origin;
  /** Id of the message that told it; null where it was assumed. */
  message: string | null;
  /** What the customer wrote there, once it was looked up in the transcript: it is kept there alone. */
  words: string | null;
}

/** A verdict as an agent checks it. */
export interface BriefVerdict {
  outcome: string;
  title: string;
  text: string;
  reasons: { text: string; source?: string }[];
  plan: string[];
  /** The knowledge that it was made with. */
  edition: string;
  /** ISO timestamp. */
  at: string;
  /** Which of several it is about, by name (a certificate's common name); absent where the form has no several. */
  subject?: string;
}

/** One of several that the customer speaks of, beside the one that the brief is about: another certificate. */
export interface BriefSubject {
  name: string;
  facts: BriefFact[];
  /** Null while its round is still to come. */
  verdict: BriefVerdict | null;
}

/** What a case comes with, made by the assistant: the agent opens it already prepared. */
export interface Brief {
  /** Why a person is needed, in words; null where the case's reason says it all. */
  why: string | null;
  verdict: BriefVerdict | null;
  facts: BriefFact[];
  /** What is still to be known, in the form's order. */
  missing: { fact: string; label: string }[];
  /** Guides and answers that the customer has had, in their order. */
  done: string[];
  /** Kinds of secret that were taken out of what the customer sent. */
  removed: string[];
  /** Of which of several the facts are, by name; null where there are none, or it has no name yet. */
  subject: string | null;
  /** The others, those first that were decided. */
  others: BriefSubject[];
}

/** A case for which nothing is prepared yet. */
export const freshBrief = (): Brief => ({
  ...{ why: null, verdict: null, facts: [], missing: [], done: [], removed: [], subject: null, others: [] },
});

/** How much is shown of what the customer wrote. */
const LONGEST_WORDS = 300;

/** The brief with the customer's own words beside each fact. @param textOf what a message says, by its id */
export function withWords(brief: Brief, textOf: (message: string) => string | undefined): Brief {
  const words = (message: string | null) => (message === null ? undefined : textOf(message))?.slice(0, LONGEST_WORDS);
  const told = (facts: readonly BriefFact[]) =>
    facts.map((fact) => ({ ...fact, words: words(fact.message) ?? fact.words }));
  const others = brief.others.map((other) => ({ ...other, facts: told(other.facts) }));
  return { ...brief, facts: told(brief.facts), others };
}
