/** A kind of fact that the code knows how to read, find and say. */
export type FactKind = 'choice' | 'yes-no' | 'host-name' | 'date';

/**
 * A value a fact can hold: an option or A-label or ISO date (string), yes or no (boolean), or `null` where the
 * customer cannot give it.
 */
export type FactValue = string | boolean | null;

/** The facts known so far; a fact that isn't known yet is absent. */
export type Facts = Record<string, FactValue>;

/**
 * What an option, a yes or a no is told by: short replies to its own question, and statements of the trade in any
 * message ("key lost"). A form's file may write it short (`<ordered>`, `key lost/broken`); once it has been read, all
 * is spelled out.
 */
export interface Telling {
  /** Ways to say it in a short reply, when it was asked. */
  said: string[];
  /**
   * A thing and what is said of it (`key lost`), a thing alone, or a state alone (said of nothing named), by their
   * names in words.yaml; `key copied by outsider` where the clause must speak of somebody else.
   */
  told: string[];
  /** The same for patterns that say so only when it was asked (`same`). */
  asked: string[];
}

/** An option of a choice. */
export interface Option extends Telling {
  label: string;
  /** The thing by which it is asked where somebody names it and nothing is understood of what happened to it. */
  thing?: string;
  /** How it is asked by itself: "Is the key itself gone?" */
  ask?: string;
}

/** One of the things that a yes needs all of: the file, and its password. */
export interface Part {
  has: string[];
  lacks: string[];
  /** The same for patterns that say so only when it was asked. */
  askedHas?: string[];
  askedLacks?: string[];
  /** What leaves open whether it is there ("the same pass phrase"): the part is asked. */
  unsure?: string[];
  /** Asked where the others are known and this one isn't. */
  ask: string;
}

export interface FactDefinition {
  kind: FactKind;
  /** How the fact is named in a summary ("Ordered on"). */
  label: string;
  /** The question; `{fact}` is filled with facts known so far. */
  ask: string;
  /** The same question in other words, where the first was not understood. */
  askAgain?: string;
  /** What an answer may look like, for the second misunderstanding. */
  example?: string;
  /** Said when the customer doesn't know: where it can be found. The question follows once more. */
  hint: string;
  /** How people name this fact when they correct it ("change the common name", "the order date is wrong"). */
  called: string[];
  /** Words which, standing near a value in a sentence, say that it is this fact's ("ordered", "bought on"). */
  cues: string[];
  /** `choice`: the options in the order they are offered. */
  options?: Record<string, Option>;
  /** `choice`: which option counts where a message tells several, first things first. */
  prefers?: string[];
  /** `yes-no`: what means yes or no. */
  yes?: Telling;
  no?: Telling;
  /** `yes-no`: a yes needs every part, and one that is lacking is a no. */
  parts?: Record<string, Part>;
  /** `date`: bounds, an ISO day, `today` or another date fact. */
  latest?: string;
  earliest?: string;
  /** `date`: words of other dates which stand in for it where its own is not told ("issued"); said back. */
  standIns?: string[];
  /** `date`: things whose date it is: "the certificate of 4 May". */
  dateOf?: string[];
  /** Things whose own date is none of this fact's ("the machine was only bought on 4 May"). */
  dateNotOf?: string[];
  /** `host-name`: the fact that "the same" refers to. */
  sameAs?: string;
  /** Taken when the fact decides nothing and isn't asked: `today`. */
  default?: 'today';
  /**
   * Confirmed before it decides anything when a table's limit on the named derived value is at most this many days
   * away on either side.
   */
  confirmNear?: { derived: string; days: number };
}
