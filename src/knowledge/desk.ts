import type { Origin } from './origin.js';

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
  handOff: HandOff;
  notes: string[];
  origin: Origin;
}

/**
 * When people are at the desk: on these days of the week, from then till then by the desk's clock (`09:00`, and
 * `24:00` for the end of a day).
 */
export interface OpeningHours {
  days: Weekday[];
  from: string;
  to: string;
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * How long something may last. A number is minutes: in the stages that wait for an agent (`waiting`, `firstAnswer`,
 * `answer`, `onHold`) of opening time. Days end at the same time of the desk's clock; working days are those on which
 * the desk opens. Where it is closed then, an agent's end with the next opening.
 */
export type Limit = number | { days: number } | { workingDays: number };

/** How long each stage of a case may last before it moves on by itself. */
export interface CaseLimits {
  /** Until a customer who waits is told that it takes longer. */
  waiting: Limit;
  /** Until one whom nobody claims is given back to the bot. */
  unclaimed: Limit;
  /** Until a case that was claimed but not answered waits for anybody again. */
  firstAnswer: Limit;
  /** The same once the agent has written and gone quiet. */
  answer: Limit;
  /** Until a customer who does not answer is taken to be content. */
  customerQuiet: Limit;
  /** Until the agent is to look again at what is on hold. */
  onHold: Limit;
  /** Until a case that was given back to the bot is closed. */
  returned: Limit;
  /** Until a settled one is closed. */
  resolved: Limit;
}

/** An answer that agents give often. */
export interface Canned {
  title: string;
  text: string;
}

/** How people at the desk are reached, and how they work. */
export interface HandOff {
  /** Empty: nobody said when. */
  hours: OpeningHours[];
  /** ISO days on which nobody is there. */
  holidays: string[];
  limits: CaseLimits;
  /** Groups that a case may be transferred to. */
  groups: string[];
  canned: Canned[];
  /** What a message in a channel's thread begins with that is a note for the desk, no answer to the customer. */
  notePrefix: string;
  /** Whether everybody may search the answers from Teams' compose box; else the agents' team alone. */
  answersForAll: boolean;
}
