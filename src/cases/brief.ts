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
  /** What the customer wrote, where they told it; null where it was assumed. */
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
}
