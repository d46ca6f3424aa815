import type { FactValue } from '../knowledge/facts.js';
import type { Problem } from '../reading/reading.js';
import { type FactsTold, isSameMark, type Subject, type Value } from './factsTold.js';

/**
 * What may be done to a form's state, in the order in which it is carried out.
 *
 * @example
 * // "no, 4 May, and it was a global server ID", at the summary
 * [{ do: 'correct', fact: 'orderDate', value: '2026-05-04' }, { do: 'correct', fact: 'product', value: 'global' }]
 */
export type FormMove =
  /** Told in passing or asked for. `echo` says it back although it was asked for. */
  | { do: 'take'; fact: string; value: FactValue; assumed?: string; echo?: boolean }
  /** Takes the place of what was known. */
  | { do: 'correct'; fact: string; value: FactValue; assumed?: string; echo?: boolean }
  /** Some of the things that a yes needs are known. */
  | { do: 'takeParts'; fact: string; parts: readonly string[] }
  /** Several subjects in one message: a round each. */
  | { do: 'takeSeveral'; subjects: readonly Subject[]; factsTold: FactsTold }
  /** What a reply gave is true of the subjects to come as well. */
  | { do: 'shareWithAll' }
  /** A thing was named and nothing understood of it: the question asks by that thing. */
  | { do: 'lean'; fact: string; option: string }
  /** Asked again whatever else is missing. */
  | { do: 'reopen'; fact: string }
  /** A value read back is right. */
  | { do: 'agree'; fact: string }
  /** The summary is right. */
  | { do: 'decide' }
  /** The summary is wrong, nobody said where. */
  | { do: 'refuse' }
  /** "I don't know": the hint first, then the fact cannot be given. */
  | { do: 'giveUp'; fact: string }
  /** What the question means is asked: the hint, and the question once more. */
  | { do: 'hint'; fact: string }
  /** Values to choose from. */
  | { do: 'offer'; fact: string; values: readonly string[] }
  /** What was said could not be read, and why. */
  | { do: 'explain'; problem: Problem }
  /** Heard, but not used: what was known stands. */
  | { do: 'keep'; fact: string }
  /** Asks again, in other words the further the ladder is climbed. */
  | { do: 'ask'; ladder: Ladder };

/** How often in a row nothing was understood: said differently, then with an example, then a person is offered. */
export type Ladder = 0 | 1 | 2;

/** A told value as it is taken. */
export function takeOf({ fact, value, assumed }: Pick<Value, 'fact' | 'value' | 'assumed'>): FormMove {
  return { do: 'take', fact, value, ...(assumed !== undefined && { assumed }) };
}

/** "The same name": taken behind the name that it is the same as. */
export function isSame(move: FormMove): boolean {
  return move.do === 'take' && isSameMark(move.value);
}
