/** What `knowledge/` holds once it has been read and checked: plain data, serialisable as JSON, shared by every room. */

/** The file a piece of knowledge came from, relative to the knowledge folder, and the line (from 1) of each field by its dotted path (`decide.2.when`). */
export interface Origin {
  file: string;
  lines: Record<string, number>;
}

/** Something a customer can ask for by saying it in many ways. */
export interface Askable {
  id: string;
  /** Shown when the customer chooses ("did you mean"). */
  title: string;
  /** Ways people ask it; the matcher learns from these. */
  phrasings: string[];
}

/** One answer of the FAQ, or one of the bot's own (a greeting, the hand-off). */
export interface Answer extends Askable {
  /** `faq` answers quote the source; `own` ones are the bot's and quote nothing. */
  kind: 'faq' | 'own';
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
  /** The entry that stands for "a question about one of the steps"; its own phrasings are the steps' `asked`. May be the guide's own id. */
  stepHelp: { id: string; title: string };
  steps: Step[];
  notes: string[];
  origin: Origin;
}

/** A subject near the FAQ's that it does not answer (renewal, another authority's certificate): known, so that it is never mistaken for one it does. */
export interface OutsideTopic extends Askable {
  /** Said instead of an answer, before the offer of a person; markdown. */
  text: string;
}

/** A kind of fact that the code knows how to read, find and say. */
export type FactKind = 'choice' | 'yes-no' | 'host-name' | 'date';

/** A value a fact can hold: an option or A-label or ISO date (string), yes or no (boolean), or `null` where the customer cannot give it. */
export type FactValue = string | boolean | null;
/** The facts known so far; a fact that isn't known yet is absent. */
export type Facts = Record<string, FactValue>;

export interface FactDefinition {
  kind: FactKind;
  /** How the fact is named in a summary ("Ordered on"). */
  label: string;
  /** The question; `{fact}` is filled with facts known so far. */
  ask: string;
  /** Said when the customer doesn't know: where it can be found. The question follows once more. */
  hint: string;
  /** How people name this fact when they correct it ("change the common name", "the order date is wrong"). */
  called: string[];
  /** Words which, standing near a value in a sentence, say that it is this fact's ("ordered", "bought on"). */
  cues: string[];
  /** `choice`: the options in the order they are offered. */
  options?: Record<string, { label: string; said: string[]; noticed: string[] }>;
  /** `yes-no`: what means yes or no when it was asked (`said`), and what is noticed in any sentence (`noticed`). */
  yes?: { said: string[]; noticed: string[] };
  no?: { said: string[]; noticed: string[] };
  /** `date`: bounds, `today` or another date fact. */
  latest?: string;
  earliest?: string;
  /** `host-name`: the fact that "the same" refers to. */
  sameAs?: string;
  /** Taken when the fact decides nothing and isn't asked: `today`. */
  default?: 'today';
  /** Confirmed before it decides anything when a table's limit on the named derived value is at most this many days away on either side. */
  confirmNear?: { derived: string; days: number };
}

/** A value computed from facts: days between two dates, or a date some days after another. Numbers may be names from `named`. */
export type Derivation = { days: [from: string, to: string] } | { date: string; plus: number | string };

/** What a row asks of one fact or derived value. Text that is a key of the form's `named` stands for that number or list. */
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
  /** Said with every verdict: who confirms it. */
  provisional: string;
  notes: string[];
  origin: Origin;
}

export interface Product {
  name: string;
  said: string[];
}

/** Contacts, links, products: each stands here once. Values fill placeholders (`{contacts.fax}`, `{links.enrolSecure}`). */
export interface Desk {
  name: string;
  /** IANA name; "today" is a day of this zone. */
  timeZone: string;
  contacts: Record<string, string>;
  links: Record<string, string>;
  products: Record<string, Product>;
  notes: string[];
  origin: Origin;
}

/** The trade's concepts with every way people say them: `server-this: [iis, my server, …]`. */
export type Concepts = Record<string, string[]>;

/** What the bot itself says and which words steer a conversation. */
export interface Sayings {
  /** Ways to say each control word, matched as a whole message. */
  controls: Record<Control, string[]>;
  /** The bot's sentences by key; `{name}` placeholders are filled where they are said. */
  says: Record<string, string>;
  /** What a customer is told for each reason a reader gives (`date.future`). */
  problems: Record<string, string>;
}
export const controls = [
  'cancel',
  'startOver',
  'back',
  'help',
  'person',
  'done',
  'where',
  'yes',
  'no',
  'dontKnow',
  'noneOfThese',
] as const;
export type Control = (typeof controls)[number];

/** The page as received. */
export interface Source {
  file: string;
  text: string;
  /** Parts of the page that are navigation or headings, word for word: neither quoted nor missed. */
  navigation: string[];
}

export interface Knowledge {
  source: Source;
  answers: Answer[];
  procedures: Procedure[];
  outside: OutsideTopic[];
  forms: Form[];
  desk: Desk;
  concepts: Concepts;
  sayings: Sayings;
}

/** A question of the gate with the entry expected, `null` where none answers it. */
export interface GateQuestion {
  text: string;
  /** The entry expected first. */
  entry: string | null;
  /** Others that a fair reader would accept. */
  orElse: string[];
  /** `near` or `far` for questions outside the FAQ. */
  outside?: 'near' | 'far';
  /** plain, terse, mistyped, rambling, not-native, colloquial, angry, technical, symptom, paraphrase … */
  style: string;
}

/** One thing wrong with the knowledge: where, what, and what to do about it. */
export interface Fault {
  file: string;
  line: number;
  field: string;
  problem: string;
  remedy: string;
}
