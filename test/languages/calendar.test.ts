import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayFrom,
  dayOf,
  daysBetween,
  easterSunday,
  isDay,
  partsOf,
  weekdayOf,
  weekdayOfMonth,
} from '../../src/languages/calendar.js';
import { longDate, longDateWithDay } from '../../src/languages/en/dates/longDate.js';

const anyDay = fc.integer({ min: 0, max: 400_000 }).map((days) => addDays('1600-01-01', days));

test.each([
  ['2002-05-03', '2002-05-20', 17],
  ['2002-05-03', '2002-06-02', 30],
  ['2002-05-03', '2002-05-03', 0],
  ['2024-02-28', '2024-03-01', 2],
  ['2023-02-28', '2023-03-01', 1],
  ['1900-02-28', '1900-03-01', 1],
  ['2000-02-28', '2000-03-01', 2],
  ['2026-01-01', '2025-12-31', -1],
  ['1970-01-01', '2026-05-20', 20593],
])('from %s to %s it is %i days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
  expect(addDays(from, days)).toBe(to);
});

test('adding days and counting them agree, back and forth', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: -100_000, max: 100_000 }),
      (day, days) => daysBetween(day, addDays(day, days)) === days,
    ),
  );
});

test('the calendar is the one of ISO dates in UTC', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      expect((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7).toBe(weekdayOf(day));
    }),
  );
});

test.each(['2026-05-03', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) =>
  expect(isDay(text)).toBe(true),
);
test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-5-3',
  '26-05-03',
  '2026-05-03T00:00',
  '',
  '0000-01-01',
  '2026-05-00',
])('"%s" is no day', (text) => expect(isDay(text)).toBe(false));

test('a month on from its last day is the last day of a shorter one', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(addMonths('2026-05-20', -65)).toBe('2020-12-20');
});

test.each([
  [1818, '1818-03-22'],
  [1943, '1943-04-25'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('Easter Sunday of %i is %s', (year, day) => expect(easterSunday(year)).toBe(day));

test('every Easter is a Sunday from 22 March to 25 April', () => {
  for (let year = 1583; year <= 4000; year++) {
    const day = easterSunday(year);
    expect(weekdayOf(day)).toBe(6);
    expect(day.slice(5) >= '03-22' && day.slice(5) <= '04-25').toBe(true);
  }
});

test.each<[number, number, number, number, string | null]>([
  [2026, 5, 0, 1, '2026-05-04'],
  [2026, 5, 0, -1, '2026-05-25'],
  [2026, 4, 4, -2, '2026-04-17'],
  [2026, 5, 4, 5, '2026-05-29'],
  [2026, 4, 4, 5, null],
  [2026, 2, 6, 4, '2026-02-22'],
  [2026, 2, 6, -5, null],
  [2026, 13, 0, 1, null],
])('of %i-%i, weekday %i, number %i is %s', (year, month, weekday, nth, day) =>
  expect(weekdayOfMonth(year, month, weekday, nth)).toBe(day),
);

test('counted from either end of its month a weekday is the same day', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const { year, month } = partsOf(day);
      const places = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5].filter(
        (nth) => weekdayOfMonth(year, month, weekdayOf(day), nth) === day,
      );
      expect(places).toHaveLength(2);
    }),
  );
});

test('what is no day is a fault of the caller', () => {
  expect(() => addDays('3 May', 1)).toThrow(RangeError);
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  expect(dayFrom(2026, 2, 31)).toBeNull();
});

test('a day in words', () => {
  expect(longDate('2026-05-03')).toBe('3 May 2026');
  expect(longDateWithDay('2026-05-03')).toBe('Sunday 3 May 2026');
});

describe('the day of an instant', () => {
  test.each([
    ['2026-05-03T22:59:59Z', 'Europe/London', '2026-05-03'],
    ['2026-05-03T23:00:00Z', 'Europe/London', '2026-05-04'],
    ['2026-01-03T23:30:00Z', 'Europe/London', '2026-01-03'],
    ['2026-05-04T00:30:00+01:00', 'Europe/London', '2026-05-04'],
    ['2026-05-03T10:00:00.000Z', 'Pacific/Auckland', '2026-05-03'],
    ['2026-05-03T13:00:00Z', 'Pacific/Auckland', '2026-05-04'],
    ['2026-05-03T03:00:00Z', 'America/Los_Angeles', '2026-05-02'],
    ['2026-05-03T03:00:00', 'America/Los_Angeles', '2026-05-02'],
    ['2026-05-03', 'UTC', '2026-05-03'],
  ])('%s in %s is %s', (timestamp, zone, day) => {
    expect(dayOf(timestamp, zone)).toBe(day);
  });

  test.each(['yesterday', '', '2026-99-99T00:00:00Z', '1'])('"%s" is no timestamp', (timestamp) => {
    expect(() => dayOf(timestamp, 'Europe/London')).toThrow(RangeError);
  });
});
