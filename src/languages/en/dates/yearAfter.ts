import { afterTime, fullYear } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { yearInWords } from './dateWords.js';

/** What may follow a year of two figures, or an ordinal that stands for a day. */
export const goesOn = new Set(
  'at and or but for i we it the from to by on in when because as is was then after before with please thanks until till of no not sorry if my so that'.split(
    ' ',
  ),
);

interface YearFound {
  year: number | null;
  to: number;
  written: boolean;
}

/**
 * The year behind a day and month, if there is one: "2026", ", 2026", "of '26", "last year"; a time may stand
 * between.
 */
export function yearAfter(look: Looking, i: number): YearFound {
  const none = { year: null, to: i, written: false };
  const now = Number(look.today.slice(0, 4));
  const spoken = look.skip(i, ['of', 'in']);
  if (look.phrase(spoken, 'last year')) return { year: now - 1, to: spoken + 2, written: true };
  if (look.phrase(spoken, 'this year')) return { year: now, to: spoken + 2, written: true };
  if (look.phrase(look.skip(spoken, ['the']), 'year before last'))
    return { year: now - 2, to: look.skip(spoken, ['the']) + 3, written: true };
  let at = i;
  const lead = look.sign(at);
  if (lead && ',-/.('.includes(lead)) at += 1;
  at = look.skip(at, ['of the year', 'in the year', 'of', 'in', 'year']);
  const apostrophe = look.sign(at) === "'";
  if (apostrophe) at += 1;
  const digits = look.digits(at);
  const closing = lead === '(' && look.sign(at + 1) === ')' ? 1 : 0;
  if (digits.length === 4 && digits >= '1000' && digits < '3000') {
    const believable = digits >= '1900' && digits < '2200' && !['hours', 'hrs', 'h'].includes(look.word(at + 1));
    if (believable || (look.at(at + 1)?.kind ?? 'sign') === 'sign')
      return { year: Number(digits), to: at + 1 + closing, written: true };
  }
  if (digits.length === 2 && isShortYear(look, at, lead === ',', apostrophe))
    return { year: fullYear(digits, look.today), to: at + 1 + closing, written: true };
  const words = yearInWords(look, at);
  if (words) return { year: words.year, to: words.to, written: true };
  const late = afterTime(look, i);
  const afterClock = look.digits(look.skip(late, ['gmt', 'bst', 'utc', 'est', 'pst', 'cet']));
  if (late > i && /^(?:19|20|21)\d\d$/.test(afterClock))
    return {
      year: Number(afterClock),
      to: look.skip(late, ['gmt', 'bst', 'utc', 'est', 'pst', 'cet']) + 1,
      written: true,
    };
  return none;
}

function isShortYear(look: Looking, at: number, comma: boolean, apostrophe: boolean): boolean {
  if (apostrophe) return true;
  const next = look.at(at + 1);
  if (
    next?.kind === 'number' ||
    (next?.kind === 'sign' &&
      (next.text === ':' || next.text === '%' || (look.glued(at + 1) && look.glued(at + 2) && look.digits(at + 2))))
  )
    return false;
  if (!next || next.kind === 'sign') return true;
  return !comma && next.spaced && goesOn.has(next.text) && !(next.text === 'or' && look.digits(at + 2));
}
