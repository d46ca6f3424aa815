import type { Origin } from './origin.js';

/** Something a customer can ask for by saying it in many ways. */
export interface Askable {
  id: string;
  /** Shown when the customer chooses ("did you mean"). */
  title: string;
  /** Ways people ask it; the matcher learns from these. */
  phrasings: string[];
}

/** What the bot does with an answer of its own, whatever its id. */
export const roles = ['handoff', 'greeting', 'thanks', 'capabilities', 'case-status'] as const;
export type Role = (typeof roles)[number];

/** One answer of the FAQ, or one of the bot's own (a greeting, the hand-off). */
export interface Answer extends Askable {
  /** `faq` answers quote the source; `own` ones are the bot's and quote nothing. */
  kind: 'faq' | 'own';
  /** What it is to the bot: asking for a person, a greeting … */
  role?: Role;
  /** Markdown; placeholders such as `{contacts.fax}` are already filled from desk.yaml. */
  text: string;
  /** Sentences of the source, word for word, that the answer rests on. */
  sources: string[];
  /** Ids of entries offered after this one. */
  followUps: string[];
  /** The form this answer leads into, by its id. */
  leadsTo?: string;
  /** Editor's notes: where the page was mended or read in one of two ways, and why. */
  notes: string[];
  origin: Origin;
}

/** One step of a guide. */
export interface Step {
  /** Stable within the guide; the dialog's state holds it. */
  id: string;
  title: string;
  /** Markdown, placeholders filled. */
  text: string;
  sources: string[];
  /** Questions people ask at this step; answered from it, wherever the customer stands. */
  asked: string[];
  /** The number the source gives this step, where it has one (the IIS 5 page has two steps 14). */
  sourceNumber?: number;
  notes: string[];
}

/** A step-by-step guide. */
export interface Procedure extends Askable {
  /** Said before the first step; markdown. */
  text: string;
  /** Every sentence the steps and the introduction rest on. */
  sources: string[];
  followUps: string[];
  /**
   * The entry that stands for "a question about one of the steps"; its own phrasings are the steps' `asked`. May be
   * the guide's own id.
   */
  stepHelp: { id: string; title: string };
  steps: Step[];
  notes: string[];
  origin: Origin;
}

/**
 * A subject near the FAQ's that it does not answer (renewal, another authority's certificate): known, so that it is
 * never mistaken for one it does.
 */
export interface OutsideTopic extends Askable {
  /** Said instead of an answer, before the offer of a person; markdown. */
  text: string;
  /** Too grave for an offer: a person is brought in at once. */
  handOff: boolean;
  /** Words that ask nothing: in the middle of a form they are not understood, rather than answered. */
  nonsense: boolean;
}
