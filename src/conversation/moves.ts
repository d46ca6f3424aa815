import type { FormMove } from '../forms/moves.js';
import type { FormState } from '../forms/state.js';

/** Why a person is needed. */
export type Why = 'asked' | 'outside' | 'misunderstood';

/**
 * What follows from a message, carried out by the dialogs in this order. The union is closed and covers the field's
 * repair patterns: correction, cancellation, skipped question, clarification, cannot handle, repetition, digression
 * and continuation, chit-chat, completion, human hand-off.
 *
 * @example
 * // "the same. does it cost anything?", asked for the new name
 * [{ do: 'form', form: 'replacement', moves: [{ do: 'take', fact: 'newCommonName', value: '{commonName}' }],
 *    asks: 'does it cost anything?' }]
 */
export type Move =
  /**
   * Moves on the running form's state. What the message asks besides is answered first, in a sentence or two, with
   * its source.
   */
  | { do: 'form'; form: string; moves: readonly FormMove[]; asks?: string }
  /** Opens a form; one that is running waits beneath it and comes back. */
  | { do: 'begin'; form: string; moves: readonly FormMove[]; asks?: string }
  /** Corrects what a form has decided. */
  | { do: 'revise'; form: string; state: FormState; moves: readonly FormMove[] }
  /**
   * A question: answered from the FAQ, clarified, or "I don't know"; the place is kept. Where the FAQ isn't sure,
   * `otherwise` follows: a loss that is only guessed at is asked for.
   */
  | { do: 'answer'; question: string; otherwise?: readonly Move[] }
  /** A question beside something else, which goes on: answered in a sentence or two, where the FAQ is sure of it. */
  | { do: 'aside'; question: string }
  /** An entry picked from a "did you mean". */
  | { do: 'pick'; entry: string }
  /** The "did you mean" is shown again. */
  | { do: 'showChoices' }
  /** None of the entries offered. */
  | { do: 'noneOfThese' }
  | { do: 'handOver'; why: Why }
  /** Stops what is running; what would be lost by it is asked back first. */
  | { do: 'cancel'; over?: true }
  | { do: 'askCancel' }
  /** Goes on where it stood, with a word that says so. */
  | { do: 'goOn' }
  | { do: 'startOver' }
  | { do: 'back' }
  | { do: 'help' }
  /** "Say that again?" */
  | { do: 'repeat' }
  /** "I'll come back later": the place is kept, and nothing is asked again. */
  | { do: 'pause' }
  /** A step of a guide is left. */
  | { do: 'step'; to: 'done' | 'back' | 'where' | number }
  /** An offer is taken or declined. */
  | { do: 'decline' }
  /** The matter is over: what was lost has turned up. */
  | { do: 'over' }
  /** A word of politeness, an entry with a role of its own; the place is kept. */
  | { do: 'courtesy'; role: 'greeting' | 'thanks' }
  /** Nothing is open that a yes or no could answer. */
  | { do: 'nothingOpen' }
  /** Nothing was understood of it. */
  | { do: 'misunderstood' };
