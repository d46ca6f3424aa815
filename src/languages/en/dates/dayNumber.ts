import type { Looking } from './dateTokens.js';
import { monthNamed, numberAt } from './dateWords.js';

/**
 * The number at a place that may be a day's: of one or two figures, or in words, and not glued to what is no month's
 * name.
 * @param inList other days stand before it ("3rd/4th of May")
 */
export function dayNumber(
  look: Looking,
  i: number,
  inList = false,
): { count: number; ordinal: boolean; to: number } | null {
  const number = numberAt(look, i);
  if (!number || number.count < 1 || number.count > 99 || (look.digits(i).length > 2 && number.digits)) return null;
  const glued =
    !inList && number.digits && look.glued(i) && (look.word(i - 1) !== '' || look.signOf(i - 1, '/.-:£$€#+'));
  return glued && !monthNamed(look.word(look.sign(i - 1) ? i - 2 : i - 1), false) ? null : number;
}
