import type { Desk } from '../knowledge/desk.js';
import type { Facts } from '../knowledge/facts.js';
import type { Outcome, Reason } from '../knowledge/form.js';
import type { Sayings } from '../knowledge/sayings.js';

/** What a form needs of the world: the day, and the words it speaks with. */
export interface Context {
  /** ISO day in the desk's time zone. */
  today: string;
  sayings: Sayings;
  desk: Desk;
}

/** A fact as a person reads it: "Common name", "www.example.com". */
export interface FactLine {
  /** The fact's name in the form. */
  fact: string;
  label: string;
  value: string;
}

/** All that is known, shown to be agreed to. */
export interface Summary {
  lines: FactLine[];
  /** The facts shown, to tell later whether they are still the ones that hold. */
  shown: string;
}

/** One thing said, with what may be picked in reply. */
export interface Said {
  text: string;
  choices?: { label: string; value: string }[];
  /** Where `text` is a summary: what it is made of. */
  summary?: Summary;
  /** `text` opens the form, or says back what was noted: a kind word and half a line, said with the question. */
  opening?: boolean;
  echo?: boolean;
  /** Where `text` asks for a date: the days between which it lies. */
  date?: { earliest?: string; latest?: string };
}

/** Where a form stands; plain JSON. */
export interface FormState {
  /** All known, with what follows from it. `null`: the customer cannot give it. */
  facts: Facts;
  /** What was said, without what follows from it. */
  given: Facts;
  /** What the last message asks for: a fact, `confirm:` and a fact, `summary`, or nothing more. */
  expecting: string | null;
  /** Facts held that wait for a yes. */
  unconfirmed: string[];
  /** The fact whose hint was given: another "I don't know" is taken for an answer. */
  hinted: string | null;
  /** Of a yes that needs several things: those known to be there. */
  parts: Record<string, string[]>;
  /** The option that the question asks for by itself, as its thing was named. */
  leaning: { fact: string; option: string } | null;
  /** Values offered to choose from. */
  offered: { fact: string; values: string[] } | null;
  /** Of two values offered the one that was not picked: "no, the other one" means it. */
  passedOver?: { fact: string; picked: string; other: string } | null;
  /** A fact to be asked whatever else is missing, as the customer wants to change it. */
  reopened: string | null;
  /** The value that was taken back last: what follows may say only what differs from it. */
  dropped: { fact: string; value: string } | null;
  /** The summary was refused without saying what is wrong. */
  refused: boolean;
  /** Facts said to be "the same" as another, which they follow. */
  same: string[];
  /** Facts in the order in which they were asked. */
  trail: string[];
  /** Facts in the order in which they were given: a correction without a name means the last that fits. */
  latest: string[];
  /** What is known of each further subject (a second certificate, say) that waits for its round. */
  waitingSubjects: Facts[];
  /** What was told of one of them alone, with what was assumed in reading it: its round reads it back. */
  ahead?: Record<string, Record<string, string | null>>;
}

interface PlanLine {
  id: string;
  text: string;
  source?: string;
}

/** What a form has come to, in words. */
export interface Verdict {
  outcome: string;
  title: string;
  tone: Outcome['tone'];
  text: string;
  reasons: Pick<Reason, 'text' | 'source'>[];
  plan: PlanLine[];
  provisional: string;
  facts: Facts;
  /** What was said, without what follows from it, and the day: the same verdict can be made of them again. */
  decidedOn: { given: Facts; today: string };
  handOff: boolean;
}

/** What came of one message. */
export interface FormTurn {
  state: FormState;
  say: Said[];
  expecting: string | null;
  verdict: Verdict | null;
}

/** A form that nothing is known for yet. */
export function freshState(given: Facts = {}): FormState {
  return {
    facts: given,
    given,
    expecting: null,
    unconfirmed: [],
    hinted: null,
    parts: {},
    leaning: null,
    offered: null,
    reopened: null,
    dropped: null,
    refused: false,
    same: [],
    trail: [],
    latest: [],
    waitingSubjects: [],
  };
}
