import fc from 'fast-check';
import { localTime } from '../../src/cases/localTime.js';
import { afterOpenMinutes, type Calendar, openAt, openMinutesBetween } from '../../src/cases/openingHours.js';
import { weekdays } from '../../src/knowledge/desk.js';

const workdays = weekdays.slice(0, 5);
const office: Calendar = {
  hours: [
    { days: workdays, from: '09:00', to: '12:30' },
    { days: workdays, from: '13:30', to: '17:00' },
  ],
  holidays: ['2026-12-25', '2026-12-28'],
  timeZone: 'Europe/London',
};
const daily = (from: string, to: string, timeZone: string): Calendar => ({
  ...{ hours: [{ days: [...weekdays], from, to }], holidays: [], timeZone },
});

describe('whether the desk is open', () => {
  test('is not known without hours', () => expect(openAt('2026-05-20T11:00:00Z', { ...office, hours: [] })).toBeNull());

  test.each<[what: string, at: string, next: string | null]>([
    ['in the morning', '2026-05-20T08:00:00.000Z', null],
    ['a moment before', '2026-05-20T07:59:59.999Z', '2026-05-20T08:00:00.000Z'],
    ['at the end', '2026-05-20T16:00:00.000Z', '2026-05-21T08:00:00.000Z'],
    ['at noon', '2026-05-20T11:30:00.000Z', '2026-05-20T12:30:00.000Z'],
    ['on Friday evening', '2026-05-22T18:00:00.000Z', '2026-05-25T08:00:00.000Z'],
    ['in winter the same hours are others of UTC', '2026-01-20T08:30:00.000Z', '2026-01-20T09:00:00.000Z'],
    ['before Christmas', '2026-12-24T17:00:00.000Z', '2026-12-29T09:00:00.000Z'],
    ['over the change of clocks', '2026-03-27T17:00:00.000Z', '2026-03-30T08:00:00.000Z'],
  ])('%s', (_, at, next) => expect(openAt(at, office)).toEqual({ open: next === null, next }));

  test.each<[what: string, calendar: Calendar, at: string, next: string | null]>([
    // 29 March 2026, 01:00 is followed by 02:00; 25 October, 02:00 by 01:00.
    [
      'an hour that is skipped',
      daily('01:30', '02:30', 'Europe/London'),
      '2026-03-29T00:59:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'hours that are skipped whole',
      daily('01:10', '01:50', 'Europe/London'),
      '2026-03-29T00:30:00Z',
      '2026-03-30T00:10:00.000Z',
    ],
    [
      'an hour that comes twice, first',
      daily('01:30', '04:00', 'Europe/London'),
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['between the two', daily('01:30', '04:00', 'Europe/London'), '2026-10-25T01:10:00Z', '2026-10-25T01:30:00.000Z'],
    // Half an hour, at 02:00 on 5 April and 4 October 2026.
    [
      'half an hour that is skipped',
      daily('02:10', '03:00', 'Australia/Lord_Howe'),
      '2026-10-03T15:29:00Z',
      '2026-10-03T15:30:00.000Z',
    ],
    ['half an hour that comes twice', daily('01:30', '02:00', 'Australia/Lord_Howe'), '2026-04-04T15:05:00Z', null],
    [
      'half hours of Newfoundland',
      daily('09:00', '17:00', 'America/St_Johns'),
      '2026-07-01T10:00:00Z',
      '2026-07-01T11:30:00.000Z',
    ],
    [
      'a day that a country skipped',
      daily('09:00', '17:00', 'Pacific/Apia'),
      '2011-12-30T05:00:00Z',
      '2011-12-30T19:00:00.000Z',
    ],
    [
      'clocks that change at midnight',
      daily('00:00', '01:00', 'America/Havana'),
      '2026-03-08T04:30:00Z',
      '2026-03-09T04:00:00.000Z',
    ],
    ['till the end of the day', daily('22:00', '24:00', 'Europe/London'), '2026-05-20T22:59:59.999Z', null],
  ])('%s', (_, calendar, at, next) => expect(openAt(at, calendar)).toEqual({ open: next === null, next }));

  test('never, where the only day of the week is always a holiday', () => {
    const holidays = ['2026-05-25', '2026-06-01'];
    const mondays: Calendar = { ...office, hours: [{ days: ['monday'], from: '09:00', to: '10:00' }], holidays };
    expect(openAt('2026-05-20T11:00:00Z', mondays)).toEqual({ open: false, next: '2026-06-08T08:00:00.000Z' });
    expect(openAt('2026-05-20T11:00:00Z', daily('10:00', '09:00', 'UTC'))).toEqual({ open: false, next: null });
  });
});

describe('minutes of opening time', () => {
  test.each<[minutes: number, at: string, then: string]>([
    [15, '2026-05-20T08:00:00.000Z', '2026-05-20T08:15:00.000Z'],
    [15, '2026-05-20T11:20:00.000Z', '2026-05-20T12:35:00.000Z'],
    [15, '2026-05-22T15:50:00.000Z', '2026-05-25T08:05:00.000Z'],
    [10, '2026-05-20T11:20:00.000Z', '2026-05-20T11:30:00.000Z'],
    [7 * 60, '2026-03-27T12:00:00.000Z', '2026-03-30T11:00:00.000Z'],
  ])('%s from %s end at %s', (minutes, at, then) => expect(afterOpenMinutes(at, minutes, office)).toBe(then));

  test('are plain ones without hours', () => {
    const none = { ...office, hours: [] };
    expect(afterOpenMinutes('2026-05-23T20:00:00Z', 90, none)).toBe('2026-05-23T21:30:00.000Z');
    expect(openMinutesBetween('2026-05-23T20:00:00Z', '2026-05-23T21:30:00Z', none)).toBe(90);
  });
});

describe('whatever the hours, the holidays and the zone', () => {
  const zones = ['Europe/London', 'America/St_Johns', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kathmandu'];
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const row = fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 }), fc.subarray([...weekdays], { minLength: 1 }))
    .filter(([from, to]) => from < to)
    .map(([from, to, days]) => ({ days, from: time(from), to: time(to) }));
  const day = fc.nat(365).map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
  const calendar: fc.Arbitrary<Calendar> = fc.record({
    ...{ hours: fc.array(row, { minLength: 1, maxLength: 3 }), holidays: fc.array(day, { maxLength: 4 }) },
    timeZone: fc.constantFrom(...zones),
  });
  // The days on which clocks change, in one zone or another, among all others.
  const changes = ['2026-03-08', '2026-03-29', '2026-04-04', '2026-10-03', '2026-10-25', '2026-11-01'];
  const moment = fc
    .tuple(fc.oneof(day, fc.constantFrom(...changes)), fc.nat(86_399_999))
    .map(([on, ms]) => new Date(Date.parse(on) + ms).toISOString());
  const minutes = fc.integer({ min: 0, max: 3000 });
  /** Straight from the clock's face. */
  const isOpen = (at: number, { hours, holidays, timeZone }: Calendar) => {
    const now = localTime(at, timeZone);
    const name = new Date(now.day).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
    const shown = time(Math.floor(now.minute));
    return (
      !holidays.includes(now.day) &&
      hours.some(({ days, from, to }) => (days as string[]).includes(name) && from <= shown && shown < to)
    );
  };

  test('it opens when it is said to, and not before', () =>
    fc.assert(
      fc.property(calendar, moment, (given, at) => {
        const now = Date.parse(at);
        const found = openAt(at, given)!;
        expect(found.open).toBe(isOpen(now, given));
        if (found.open || found.next === null) return;
        const next = Date.parse(found.next);
        expect(isOpen(next, given)).toBe(true);
        for (let minute = now; minute < next; minute += Math.max(60_000, (next - now) / 300))
          expect(isOpen(minute, given)).toBe(false);
        expect(isOpen(next - 1, given)).toBe(false);
      }),
    ));

  test('no limit ends while it is closed, later ones end later, and none is longer than what passed', () =>
    fc.assert(
      fc.property(calendar, moment, minutes, minutes, (given, at, one, other) => {
        const then = Date.parse(afterOpenMinutes(at, one, given));
        expect(then).toBeGreaterThanOrEqual(Date.parse(at) + one * 60_000);
        if (one > 0) expect(isOpen(then - 1, given)).toBe(true);
        const later = Date.parse(afterOpenMinutes(at, one + other, given));
        expect(later).toBeGreaterThanOrEqual(then);
        const passed = openMinutesBetween(at, new Date(then).toISOString(), given);
        expect(Math.abs(passed - one)).toBeLessThan(1e-6);
      }),
    ));

  test('who begins later ends later', () =>
    fc.assert(
      fc.property(calendar, moment, fc.nat(10_000), minutes, (given, at, behind, wanted) => {
        const later = new Date(Date.parse(at) + behind * 60_000).toISOString();
        expect(afterOpenMinutes(later, wanted, given) >= afterOpenMinutes(at, wanted, given)).toBe(true);
      }),
    ));
});
