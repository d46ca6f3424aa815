import type { Mention } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt, weekdayNamed } from './dateWords.js';
import { namedDateAt } from './namedDate.js';
import { numericDateAt } from './numericDate.js';

/**
 * A date in figures or with a month's name, and the weekday that stands with it: "Friday 1 May", "Fri, 1/5/2026", "1
 * May 2026, a Friday".
 */
export function writtenDateAt(look: Looking, i: number): Mention | null {
  const before = weekdayBefore(look, i);
  const start = before?.to ?? i;
  const [figures, named] = [numericDateAt(look, start), namedDateAt(look, start, before?.weekday)];
  // "3/4 May" are two days of May rather than the 3rd of April.
  const mention = figures && named && named.to > figures.to ? named : (figures ?? named);
  if (!mention) return null;
  const after = before || mention.meanings.length > 1 ? null : weekdayAfter(look, mention.to);
  const weekday = before?.weekday ?? after?.weekday;
  const [first, ...rest] = mention.meanings;
  const meanings = weekday !== undefined && first?.is === 'day' ? [{ ...first, weekday }, ...rest] : mention.meanings;
  return { ...mention, from: i, to: after?.to ?? mention.to, meanings };
}

function weekdayBefore(look: Looking, i: number): { weekday: number; to: number } | null {
  const named = weekdayNamed(look.word(i), look.lenient);
  if (!named) return null;
  const to = look.signOf(i + 1, '.,') ? i + 2 : i + 1;
  return { weekday: named.weekday, to: look.skip(to, ['on the', 'the', 'on']) };
}

function weekdayAfter(look: Looking, i: number): { weekday: number; to: number } | null {
  const at = look.skip(look.signOf(i, ',(-') ? i + 1 : i, [
    'a',
    'which was a',
    'it was a',
    'that was a',
    'and it was a',
    'it was',
    'which was',
    'was a',
  ]);
  const named = weekdayNamed(look.word(at), look.lenient);
  // "3 May Sun server died".
  if (named?.short && at === i && look.at(at + 1)?.kind === 'word') return null;
  // A weekday that begins another date ("3 May, Monday 4 May") is that date's.
  if (!named || numberAt(look, look.skip(at + 1, ['the']))) return null;
  return { weekday: named.weekday, to: look.sign(at + 1) === ')' ? at + 2 : at + 1 };
}
