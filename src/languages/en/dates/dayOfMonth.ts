import { addMonths, partsOf } from '../../calendar.js';
import type { Mention } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt } from './dateWords.js';
import { dayNumber } from './dayNumber.js';
import { yearAfter } from './yearAfter.js';

/** "The 3rd of last month", "the 3rd or 4th of this month". */
export function dayOfNamedMonth(look: Looking, i: number): Mention | null {
  const day = dayNumber(look, look.skip(i, ['the']));
  if (!day) return null;
  const or = look.skip(day.to, ['or the', 'or']);
  const other = or > day.to ? dayNumber(look, or, true) : null;
  const end = other?.to ?? day.to;
  const at = look.skip(end, ['of', 'in']);
  const to = look.skip(at, [
    'last month',
    'this month',
    'the month before last',
    'the month',
    'the current month',
    'the previous month',
  ]);
  if (to === at) return null;
  const back = look.word(to - 2) === 'before' ? 2 : ['last', 'previous'].includes(look.word(to - 2)) ? 1 : 0;
  const { year, month } = partsOf(addMonths(`${look.today.slice(0, 8)}01`, -back));
  const days = other ? [day.count, other.count] : [day.count];
  return {
    from: i,
    to,
    meanings: days.map((count) => ({ is: 'day', day: count, month, year, loosely: true })),
    clear: true,
  };
}

/** "The third of the fifth". */
export function dayOfCountedMonth(look: Looking, i: number): Mention | null {
  const day = look.lenient ? dayNumber(look, look.skip(i, ['the'])) : null;
  const at = day?.ordinal ? look.phrase(day.to, 'of the') : 0;
  const month = at ? numberAt(look, at) : null;
  if (!day || !month?.ordinal || month.count > 12 || look.word(month.to) === 'of') return null;
  const year = yearAfter(look, month.to);
  return {
    from: i,
    to: year.to,
    meanings: [{ is: 'day', day: day.count, month: month.count, year: year.year, loosely: true }],
    clear: false,
  };
}
