/**
 * How far the learned reader is trusted, by the probability it gives. Set on texts whose writer was left out of its
 * examples (`npm run bench:reader`: seven writers, 7,640 texts). Of a loss: from .9 on it is right 94 times of 100
 * and finds 30 of 100; from .5 on it is right 82 times and finds 60. A pattern's finding below .2 is false in 78 of
 * 100 cases where it is false; beside patterns .1 does better, as those ask less often for what is true.
 */
export const LEARNED = {
  /** From here on a value that no pattern objects to is taken, and said back. */
  take: 0.9,
  /** From here on it is offered in the question. */
  offer: 0.5,
  /** A pattern's finding that the reader gives less than this is asked instead. */
  veto: 0.1,
  /** What the whole message is this unlikely to be about the customer's own matter is asked. */
  own: 0.15,
  /** From here on another label's certainty makes a pattern's finding be asked. */
  dissent: 0.85,
  /** From here on the reader chooses between values that patterns found. */
  choose: 0.5,
  /** What ends a form at once must be at least this likely to the reader as well. */
  urgent: 0.4,
  /** A yes that would end the form while questions are open must be at least this likely to the reader as well. */
  alone: 0.4,
  /** From here on what a message does to a yes-or-no question counts. */
  act: 0.9,
} as const;
