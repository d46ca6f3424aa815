import fc from 'fast-check';
import { addDays, dayFrom, isDay, partsOf, weekdayOf } from '../../src/languages/calendar.js';
import { longDate, longDateWithDay, monthNames, weekdayNames } from '../../src/languages/en/dates/longDate.js';
import { findDates, readDate } from '../../src/reading/date.js';
import type { Reading } from '../../src/reading/reading.js';
import { tries } from '../longForm.js';

const today = '2026-05-20';
const bounds = { today, latest: today, oldest: '1990-01-01' };
const dates = Array.from({ length: 13_288 }, (_, i) => addDays('1990-01-01', i));

function daysIn(reading: Reading<string>): string[] {
  return 'value' in reading ? [reading.value] : (reading.problem.alternatives ?? []);
}

/** The days that a way of writing them loses; comparing by text keeps tens of thousands of them quick. */
function lost(
  write: (day: string) => string,
  expected: (day: string) => Reading<string> = (day) => ({ value: day }),
): string[] {
  return dates.filter((day) => JSON.stringify(readDate(write(day), bounds)) !== JSON.stringify(expected(day)));
}

test('every day in words is read as itself, whether found or asked for', () => {
  expect(lost(longDate)).toEqual([]);
  expect(lost(longDateWithDay)).toEqual([]);
  const missed = dates.filter(
    (day) =>
      JSON.stringify(findDates(`bought on ${longDate(day)} by us`, bounds).map(({ reading }) => reading)) !==
      `[{"value":"${day}"}]`,
  );
  expect(missed).toEqual([]);
});

test('every ISO day is read as itself', () => {
  expect(lost((day) => day)).toEqual([]);
});

test.each(['/', '.', '-', ' '])('every day in figures with "%s" is read day first', (sign) => {
  const figures = (day: string) => {
    const parts = partsOf(day);
    return [parts.day, parts.month, parts.year].join(sign);
  };
  const expected = (day: string): Reading<string> => {
    const parts = partsOf(day);
    return parts.day <= 12 && parts.day !== parts.month ? { value: day, assumed: 'day-first' } : { value: day };
  };
  expect(lost(figures, expected)).toEqual([]);
});

test('a day without its year is the latest that has been', () => {
  for (let i = 0; i < 1461; i++) {
    const now = addDays('2023-06-01', i);
    const { month, day } = partsOf(addDays('2024-01-01', (i * 7) % 366));
    const expected = Array.from({ length: 9 }, (_, back) => dayFrom(partsOf(now).year - back, month, day)).find(
      (date) => date !== null && date <= now,
    );
    expect(
      readDate(
        longDate(`2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`).replace(' 2024', ''),
        { today: now, latest: now },
      ),
    ).toEqual({
      value: expected,
      assumed: 'year-added',
    });
  }
});

test('every day is read by its place among the weekdays of its month, and by the weekday beside another date', () => {
  const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];
  const relative = (day: string): Reading<string> => ({ value: day, assumed: 'relative' });
  const weekday = (day: string) => weekdayNames[weekdayOf(day)];
  const some = dates.filter((_, i) => i % 5 === 0 && i > 10);
  const misread = some.filter((day) => {
    const parts = partsOf(day);
    const month = `${monthNames[parts.month - 1]} ${parts.year}`;
    const back = 1 + (parts.day % 7);
    const ways = [
      `the ${ordinals[Math.floor((parts.day - 1) / 7)]} ${weekday(day)} of ${month}`,
      `the ${weekday(day)} after ${longDate(addDays(day, -back))}`,
      `the ${weekday(day)} before ${longDate(addDays(day, back))}`,
    ];
    return ways.some((text) => JSON.stringify(readDate(text, { today })) !== JSON.stringify(relative(day)));
  });
  expect(misread).toEqual([]);
});

const pieces = fc.constantFrom(
  ..."3|31|29|30|3rd|the 5th|05|13|2026|2027|99|26|0|May|may|February|feb.|Sept|march|of|/|-|.|,|:|T10:00Z|or|and|no|not|sorry|between|last|next|this|Tuesday|sun|week|weeks|days|month|year|a|two|ago|before|after|end of|start of|mid|yesterday|tomorrow|today|Christmas|twenty|twenty-first|on|in|the|1/2|31/2|2026-02-30|29/2/2025|£|%|IIS|step|(|)|'|Easter|the first Monday|before last|Friday|fortnight|or so|10d|or|is wrong|\u200b|Good Friday|of last".split(
    '|',
  ),
);
const phrase = fc
  .array(fc.tuple(pieces, fc.constantFrom(' ', ' ', ' ', '')), { maxLength: 9 })
  .map((parts) => parts.flat().join(''));
const someDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1991-01-01', days));

test.each([
  ['made of the words of dates', phrase, tries(2000, 6000)],
  ['of any characters', fc.string({ unit: 'binary', maxLength: 60 }), tries(700, 2000)],
  ['of letters, figures and signs', fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), tries(700, 2000)],
] as const)('no text %s gives a day to come or one that the calendar lacks', (_, texts, numRuns) => {
  fc.assert(
    fc.property(texts, someDay, (text, now) => {
      const found = findDates(text, { today: now, latest: now });
      for (const reading of [readDate(text, { today: now, latest: now }), ...found.map((each) => each.reading)]) {
        for (const day of daysIn(reading))
          if (!isDay(day) || day > now) throw new Error(`"${text}" on ${now} was read as ${day}`);
        if ('problem' in reading && reading.problem.alternatives?.length === 1)
          throw new Error(`"${text}" leaves one to choose from`);
      }
      for (const { start, end } of found) expect(start >= 0 && end > start && end <= text.length).toBe(true);
    }),
    { numRuns },
  );
});
