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
