/**
 * What `knowledge/` holds once it has been read and checked: plain data, serialisable as JSON, shared by every room.
 */

/**
 * The file a piece of knowledge came from, relative to the knowledge folder, and the line (from 1) of each field by
 * its dotted path (`decide.2.when`).
 */
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

/** What the bot does with an answer of its own, whatever its id. */
export const roles = ['handoff', 'greeting', 'thanks', 'capabilities'] as const;
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

/** A product as texts name it; the ways people say it are a thing's of the trade. */
export interface Product {
  name: string;
}

/**
 * Contacts, links, products: each stands here once. Values fill placeholders (`{contacts.fax}`,
 * `{links.enrolSecure}`).
 */
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

/** A thing of the trade that customers speak of. */
export interface Thing {
  said: string[];
  /** Two things that together are this one: `password of backup`. */
  of?: string | string[];
  /** Somebody else's, or another kind of thing altogether: what is said of it tells nothing. */
  foreign?: boolean;
}

/** What may be said of a thing: that it is lost, held, changed. */
export interface State {
  said: string[];
  /** What it is when it is denied: not `held` is `lacking`. Without one, a denied state tells nothing. */
  denied?: string;
  /** The state that "no backup", "without the password" deny: that a thing is there. */
  there?: boolean;
}

/** What messages are understood with: the trade's things and states, with every way people say them. */
export interface Trade {
  things: Record<string, Thing>;
  states: Record<string, State>;
  /** Ways of speaking in which none of the things is meant. */
  idioms: string[];
  /** Somebody who is none of the customer's own. */
  outsiders: string[];
}

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
  'pause',
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
  trade: Trade;
  sayings: Sayings;
}

/** A message that a customer might write, with what is to be read from it: the reader learns from these. */
export interface Example {
  text: string;
  /** What was asked before: a fact's name, `confirm`, `summary`, `offer` or `none`. */
  open: string;
  /**
   * By fact, an option (`yes` or `no` for a yes-no fact), `unsure` or `none`; by one of {@link ownHeads}, one of its
   * labels.
   */
  labels: Record<string, string>;
}

/** What is read from a message beside a form's facts, with the labels there are. */
export const ownHeads: Record<string, readonly string[]> = {
  /** What it does to what was asked. */
  act: ['yes', 'no', 'hedge', 'cannot', 'question', 'other'],
  /** Whose matter it is of, and whether it is one. */
  about: ['own', 'hypothetical', 'general', 'other', 'over'],
  control: ['none', 'cancel', 'startOver', 'back', 'person', 'pause', 'help', 'repeat'],
};
/** What may have been asked beside a form's facts. */
export const opens = ['confirm', 'summary', 'offer', 'none'];

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
