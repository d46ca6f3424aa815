import type { Act, Acting } from '../cases/acts.js';
import type { Refused } from '../cases/refused.js';

/** An act as a turn of the case's conversation. */
export interface ActAsked {
  /** The conversation's key. */
  conversation: string;
  /** The case's id. */
  case: string;
  act: Act;
  acting: Acting;
  /** The same act has the same one, however often it arrives. */
  sourceId: string;
}

/** What became of it. `seen`: it was done before. `unknown`: there is no such case. */
export type ActOutcome =
  | { status: 'done' }
  | { status: 'seen' }
  | { status: 'refused'; refused: Refused }
  | { status: 'unknown' };

/** Does acts: each is one turn, which stands or falls as a whole. */
export interface Actor {
  act(asked: ActAsked): Promise<ActOutcome>;
}
