import type { HandOff } from '../knowledge/desk.js';

/** What of the knowledge cases are worked with: plain data, the same for the whole life of an edition. */
export interface CaseKnowledge extends HandOff {
  /** The desk's name. */
  name: string;
  /** IANA name. */
  timeZone: string;
  /**
   * What the customer is told (`case.claimed`), how a case stands (`status.…`), and what is said in Teams (`teams.…`);
   * contacts stand in it already.
   */
  says: Record<string, string>;
  /** Outcomes that a verdict may have, in the order of their forms. */
  outcomes: { id: string; title: string }[];
  /** Facts that may be asked for, in the order of their forms; names stand once. */
  facts: { name: string; label: string }[];
}
