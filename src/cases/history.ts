import type { Agent, Status } from './case.js';

/** Who did something to a case. */
export type Who = { kind: 'customer' } | { kind: 'bot' } | { kind: 'timer' } | ({ kind: 'agent' } & Agent);

/** What an agent does to a case. */
export type ActName =
  | ('claim' | 'release' | 'reply' | 'note' | 'verdict')
  | ('ask' | 'hold' | 'transfer' | 'resolve' | 'return');

/** What happens to a case: an agent's act, or without one. */
export type Happened =
  | ActName
  | ('opened' | 'asked-again' | 'customer-wrote' | 'brought-back' | 'waits-long' | 'not-answered' | 'customer-quiet')
  | ('held-long' | 'rated' | 'closed' | 'contact')
  /** What was said and who the customer is were removed; the note says why. */
  | 'removed'
  /** The customer took the assistant out of their Teams: no reply reaches them there. */
  | 'unreachable';

/** One line of a case's history, which is only ever added to. */
export interface Entry {
  /** ISO timestamp. */
  at: string;
  by: Who;
  what: Happened;
  /** Null where the case was opened with it. */
  from: Status | null;
  to: Status;
  /** The text of a note, the reason of a verdict or a hold, to whom it was transferred; null where nothing was said. */
  note: string | null;
  /** Where an agent did it, if elsewhere than at the desk: `teams`. */
  via?: string;
}
