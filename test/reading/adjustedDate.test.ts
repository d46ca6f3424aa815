import fc from 'fast-check';
import { addDays, dayFrom, isDay, partsOf, weekdayOf } from '../../src/languages/calendar.js';
import { longDate, weekdayNames } from '../../src/languages/en/dates/longDate.js';
import { adjustedDate, countedFrom } from '../../src/reading/adjustedDate.js';
import { tries } from '../longForm.js';
import { changedDates } from './changedDates.js';

const today = '2026-05-20';
const cues = ['ordered', 'order', 'ordering', 'bought', 'purchase', 'purchased', 'placed the order', 'got it'];

test.each(changedDates)('%s: corrected %s, counted from the order %s', (text, corrected, counted) => {
  expect(adjustedDate(text, '2026-05-10', { today })).toBe(corrected);
  expect(countedFrom(text, '2026-05-10', { today, cues })).toBe(counted);
});

test.each([
  ['2026-01-31', 'a month later', '2026-02-28'],
  ['2024-02-29', 'wrong year, it was 2023', null],
  ['2026-05-31', 'April, not May', null],
  ['2026-04-30', 'the 31st', null],
  ['2026-01-05', 'it was December', '2025-12-05'],
  ['2026-12-20', 'sorry, November', '2026-11-20'],
])('%s changed by "%s" is %s', (base, text, day) => {
  expect(adjustedDate(text, base, { today })).toBe(day);
});

test('without words for what happened on the day, only the day itself is counted from', () => {
  expect(countedFrom('two days after that', today, { today, cues: [] })).toBe('2026-05-22');
  expect(countedFrom('two days after the order', today, { today, cues: [] })).toBeNull();
});

const someDay = fc.integer({ min: 0, max: 13_000 }).map((days) => addDays('1991-01-01', days));

test('every day of the month, weekday and count is made of what is said', () => {
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 31 }), fc.integer({ min: 2, max: 90 }), (base, day, count) => {
      const { year, month } = partsOf(base);
      const suffix = ['th', 'st', 'nd', 'rd'][day % 10 < 4 && (day < 11 || day > 13) ? day % 10 : 0];
      expect(adjustedDate(`no, the ${day}${suffix}`, base, { today })).toBe(dayFrom(year, month, day));
      expect(adjustedDate(`${count} days earlier`, base, { today })).toBe(addDays(base, -count));
      expect(countedFrom(`${count} days later`, base, { today, cues })).toBe(addDays(base, count));
      const after = addDays(base, 1 + (count % 7));
      expect(adjustedDate(`the ${weekdayNames[weekdayOf(after)]} after`, base, { today })).toBe(after);
    }),
  );
});

test('a whole date is for the reader of dates', () => {
  fc.assert(
    fc.property(someDay, someDay, (base, other) => {
      for (const text of [longDate(other), `sorry, ${longDate(other)}`, `${longDate(other)}, two days later`]) {
        expect(adjustedDate(text, base, { today })).toBeNull();
        expect(countedFrom(text, base, { today, cues })).toBeNull();
      }
    }),
  );
});

const pieces = fc.constantFrom(
  ...'a|day|days|week|two|3|the|7th|ninth|later|earlier|before|after|that|not|no|,|.|May|July|2025|Tuesday|following|or|of that week|wrong|month|year|it was|I meant|order|the order|999999|12:30|server'.split(
    '|',
  ),
);

test('whatever is said, what comes of it is a day of the calendar or nothing', () => {
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(texts, someDay, (text, base) => {
      for (const day of [adjustedDate(text, base, { today }), countedFrom(text, base, { today, cues })])
        expect(day === null || isDay(day)).toBe(true);
    }),
    { numRuns: tries(1500, 4000) },
  );
});
