import type { Unit } from './dateMention.js';
import type { Looking } from './dateTokens.js';

/** What a text says of a day that is known already, without naming a whole date. */
export type DateChange =
  /** "Two days later", "the week before"; `count` is negative for back. */
  | { says: 'moved'; count: number; unit: Exclude<Unit, 'hour' | 'minute'> }
  | { says: 'day'; day: number }
  | { says: 'month'; month: number }
  | { says: 'year'; year: number }
  /** "The Tuesday after", "the Friday of that week". */
  | { says: 'weekday'; weekday: number; side: 'before' | 'after' | 'same week' | 'unsaid' }
  /** "A few days later": moved, nobody knows how far. */
  | { says: 'vague' };

/** A change and the tokens it takes up (end exclusive). */
export interface SaidChange {
  change: DateChange;
  from: number;
  to: number;
  /** "Not the 7th", "I said May": it is what the day is not. */
  denied: boolean;
}

/** What a change is read for. */
export type ChangeReader =
  /** The known day is put right: the change is all that its sentence says. */
  | { reads: 'correction' }
  /**
   * Another day is counted from it, in a story that may go on; `cues` name what happened on it, as after "two days
   * after the …".
   */
  | { reads: 'count'; cues: readonly string[] };

/** A change at a place, and where it ends. */
export type Said = Pick<SaidChange, 'change' | 'to'> | null;

/** What may stand behind a change that is all its sentence says. */
export const closes = new Set(
  'not instead actually sorry rather and but i please though than when thanks as in was is that now surely of it so if then because to or at my by from before for'.split(
    ' ',
  ),
);

/** Does nothing stand here but the end of a sentence, or of a part of it? */
export function ends(look: Looking, i: number): boolean {
  return look.at(i) === undefined || look.signOf(i, '.,;:!?)-"');
}

/** Is what stood before all that its sentence says of the day? */
export function closed(look: Looking, i: number): boolean {
  return (ends(look, i) && !(look.digits(i + 1) && look.glued(i + 1))) || closes.has(look.word(i));
}
