import type { Language, NamePair, Reply } from '../languages/language.js';
import type { Reading } from '../reading/reading.js';

/** How a clause stands to what happened. Only what is asserted or hedged can be a fact. */
export type Modality = 'asserted' | 'hedged' | 'asked' | 'supposed' | 'reported' | 'over';

/** Whose matter a clause is about. */
export type About = 'own' | 'another secret' | 'somebody else';

/** What is said of a thing: "the key (thing) is gone (state)". */
export interface Statement {
  /** A thing of the trade; `null` where none is named and none was spoken of before. */
  thing: string | null;
  state: string;
  /** It is said not to be so. */
  denied: boolean;
  /** The thing was spoken of before, not in this clause. */
  carried: boolean;
  /** Where the state stands: place of its first word in the message. */
  at: number;
}

/** A thing where it is named. */
export interface NamedThing {
  concept: string;
  denied: boolean;
  /** Places of its words, end exclusive. */
  from: number;
  to: number;
}

/** One clause of a message, read once. Offsets are those of the text, places those of its words. */
export interface Clause {
  start: number;
  end: number;
  /** Places of its words, end exclusive. */
  from: number;
  to: number;
  /** Which sentence it belongs to, from 0. */
  sentence: number;
  /** Its words made plain, `NAME0` and `DATE0` standing for names and dates. */
  plain: string;
  modality: Modality;
  about: About;
  /** Things named in it, in order. */
  things: NamedThing[];
  statements: Statement[];
  /** It speaks of somebody who is none of the customer's own. */
  byOutsider: boolean;
}

/** A date or host name found in a message. */
export interface Finding {
  kind: 'date' | 'host-name';
  start: number;
  end: number;
  reading: Reading<string>;
  /** Where it stands among the clauses. */
  clause: number;
}

/** A message, read once and never changed. */
export interface Message {
  text: string;
  /** What it was read with. */
  language: Language;
  /** The day on which it was written. */
  today: string;
  clauses: readonly Clause[];
  /**
   * Dates and names in the order of the text; those in questions and suppositions too (see the clause they stand in).
   */
  findings: readonly Finding[];
  /** The whole made plain. */
  plain: string;
  /** How many words it has. */
  length: number;
  /** What it does to a question for yes or no. */
  reply: Reply | null;
  cannotTell: boolean;
  guesses: boolean;
  corrects: boolean;
  findsWrong: boolean;
  /** A no that agrees: "no mistakes". */
  agreesInNo: boolean;
  staysSame: boolean;
  /** A "but" or "except" takes back what is agreed to. */
  takesBack: boolean;
  /** It says that the name stays, whatever else it says. */
  keepsName: boolean;
  /** A matter that is over: found again, solved. */
  isOver: boolean;
  /** The things that are said to be found again; none where only the matter is said to be over. */
  foundAgain: readonly string[];
  /** It says thanks or goodbye. */
  thanks: boolean;
  /** What two names in it are to each other, by the places of the findings. */
  pair: NamePair | null;
  /** The clauses that ask, as they were typed: what goes to the FAQ. Empty where nothing is asked. */
  asks: string;
  /** Some clause tells something, beside asking. */
  tells: boolean;
  /** What it says of a person at the desk; `null` where it says nothing of one. */
  ofPerson: OfPerson | null;
}

/** A person at the desk is wished for, or said not to be needed. */
export interface OfPerson {
  wanted: boolean;
  /** What the message says besides; `null` where that is nothing. */
  besides: Message | null;
}
