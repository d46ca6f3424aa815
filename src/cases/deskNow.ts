/** How things are at the desk at this moment, as far as a replica knows. */
export interface DeskNow {
  /** Agents who are signed in and available. */
  available: number;
  /** Cases that wait. */
  waiting: number;
  /** How long the last ones waited for a person, in minutes; null where none has been answered lately. */
  typicalWait: number | null;
}

/** Nothing is known. */
export const nobodyThere: DeskNow = { available: 0, waiting: 0, typicalWait: null };
