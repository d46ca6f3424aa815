import type { FactDefinition } from './facts.js';
import type { Origin } from './origin.js';

/**
 * A value computed from facts: days between two dates, or a date some days after another. Numbers may be names from
 * `named`.
 */
export type Derivation = { days: [from: string, to: string] } | { date: string; plus: number | string };

/**
 * What a row asks of one fact or derived value. Text that is a key of the form's `named` stands for that number or
 * list.
 */
export type Condition =
  | string
  | boolean
  | { oneOf: string[] | string }
  | { noneOf: string[] | string }
  | { atMost: number | string }
  | { moreThan: number | string }
  | { differsFrom: string };

export type Conditions = Record<string, Condition>;

export interface Reason {
  /** Said to the customer; `{fact}` and `{derived}` are filled. */
  text: string;
  /** Said instead of `text` while a fact with a default was not given and its default stands in for it. */
  byDefault?: string;
  /** The sentence of the source it rests on. */
  source?: string;
}

export interface DecisionRow {
  /** Empty: fits always. */
  when: Conditions;
  then: string;
  reasons: Reason[];
  /** Instead of the outcome's own `needs`, where one outcome is reached in several ways. */
  needs?: string[];
  /** Instead of the outcome's own `atOnce`. */
  atOnce?: boolean;
}

export interface PlanStep {
  id: string;
  /** Outcomes whose plan has this step. */
  for: string[];
  /** Further conditions on the facts (the right link for the product). */
  when?: Conditions;
  text: string;
  source?: string;
}

export interface Outcome {
  title: string;
  /** Said after the title; `{fact}` filled. */
  text: string;
  /** How the news is for the customer: its title is coloured by it. */
  tone: 'good' | 'neutral' | 'attention';
  /** Facts the outcome's plan needs besides the row's own; asked before the verdict. */
  needs: string[];
  /**
   * Facts that a person would like to have besides: nobody asks for them, but they may be told and go with the case.
   */
  adds: string[];
  /** A person must go on: a case is recorded and the contacts are given. */
  handOff: boolean;
  /** Skip the summary and everything still to be asked (a compromised key). */
  atOnce: boolean;
}

/** A form: facts to be known, and a first-hit table that decides over them. */
export interface Form {
  id: string;
  title: string;
  /** Said when the form opens. */
  opening: string;
  /** Said before it where something is told that happened. */
  sympathy?: string;
  /** The facts in the order in which they are asked. */
  facts: Record<string, FactDefinition>;
  /** Numbers and lists that rows refer to by name (`window: 30`). */
  named: Record<string, number | string[]>;
  derived: Record<string, Derivation>;
  /** Facts that follow from others ("a different common name changes the distinguished name"). */
  implied: { when: Conditions; then: Record<string, string | boolean> }[];
  decide: DecisionRow[];
  /** The outcome when a fact that a row needs cannot be given. */
  cannotTell: { then: string; reasons: Reason[] };
  outcomes: Record<string, Outcome>;
  plan: PlanStep[];
  /** The fact of which a message may name several: each becomes a round of its own. */
  each?: string;
  /** Words of dates that are none of this form's ("paid", "installed"). */
  otherDates: string[];
  /** Statements that open the form although they tell no fact ("certificate replaced" as a wish). */
  opensOn: string[];
  /** Said with every verdict: who confirms it. */
  provisional: string;
  notes: string[];
  origin: Origin;
}
