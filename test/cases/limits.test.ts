import fc from 'fast-check';
import { afterLimit, type Whose } from '../../src/cases/limits.js';
import { localTime } from '../../src/cases/localTime.js';
import { type Calendar, openAt, opensOn } from '../../src/cases/openingHours.js';
import { type Limit, weekdays } from '../../src/knowledge/desk.js';

const office: Calendar = {
  hours: [{ days: weekdays.slice(0, 5), from: '09:00', to: '17:00' }],
  holidays: ['2026-05-25', '2026-12-25', '2026-12-28'],
  timeZone: 'Europe/London',
};
const always: Calendar = { ...office, hours: [] };

test.each<[what: string, whose: Whose, limit: Limit, at: string, then: string]>([
  ['three days are three days', 'agents', { days: 3 }, '2026-05-19T10:00:00.000Z', '2026-05-22T10:00:00.000Z'],
  ['over a weekend too', 'agents', { days: 3 }, '2026-06-05T10:00:00.000Z', '2026-06-08T10:00:00.000Z'],
  ['closed then: with the next opening', 'agents', { days: 1 }, '2026-06-05T10:00:00.000Z', '2026-06-08T08:00:00.000Z'],
  ['a holiday then', 'agents', { days: 3 }, '2026-05-22T10:00:00.000Z', '2026-05-26T08:00:00.000Z'],
  ['a customer has days', 'customers', { days: 1 }, '2026-06-05T10:00:00.000Z', '2026-06-06T10:00:00.000Z'],
  ['the clock goes forward', 'customers', { days: 1 }, '2026-03-28T12:00:00.000Z', '2026-03-29T11:00:00.000Z'],
  ['the clock goes back', 'customers', { days: 1 }, '2026-10-24T11:00:00.000Z', '2026-10-25T12:00:00.000Z'],
  ['to an hour that is skipped', 'customers', { days: 1 }, '2026-03-28T01:30:00.000Z', '2026-03-29T01:30:00.000Z'],
  ['to an hour that comes twice', 'customers', { days: 1 }, '2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z'],
  ['working days skip a weekend', 'agents', { workingDays: 3 }, '2026-06-04T10:00:00.000Z', '2026-06-09T10:00:00.000Z'],
  ['and holidays', 'agents', { workingDays: 1 }, '2026-05-22T10:00:00.000Z', '2026-05-26T10:00:00.000Z'],
  ['and both', 'agents', { workingDays: 2 }, '2026-12-24T10:00:00.000Z', '2026-12-30T10:00:00.000Z'],
  ['begun while it is closed', 'agents', { workingDays: 1 }, '2026-06-06T10:00:00.000Z', '2026-06-09T08:00:00.000Z'],
  [
    'working days of customers',
    'customers',
    { workingDays: 1 },
    '2026-06-05T10:00:00.000Z',
    '2026-06-08T10:00:00.000Z',
  ],
  [
    'over the change of the clock',
    'agents',
    { workingDays: 1 },
    '2026-03-27T12:00:00.000Z',
    '2026-03-30T11:00:00.000Z',
  ],
  ['minutes of opening time', 'agents', 15, '2026-05-22T15:50:00.000Z', '2026-05-26T08:05:00.000Z'],
  ['minutes of a customer', 'customers', 15, '2026-05-22T15:50:00.000Z', '2026-05-22T16:05:00.000Z'],
])('%s', (_, whose, limit, at, then) => expect(afterLimit(at, limit, office, whose)).toBe(then));

test.each<[what: string, limit: Limit, at: string, then: string]>([
  ['days are the calendar’s', { days: 3 }, '2026-05-22T20:00:00.000Z', '2026-05-25T20:00:00.000Z'],
  [
    'working days are from Monday to Friday',
    { workingDays: 1 },
    '2026-05-22T20:00:00.000Z',
    '2026-05-26T20:00:00.000Z',
  ],
])('without hours %s', (_, limit, at, then) => expect(afterLimit(at, limit, always, 'agents')).toBe(then));

describe('whatever the zone, the day and the limit', () => {
  const zones = ['Europe/London', 'America/St_Johns', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Kathmandu'];
  const calendar = fc.constantFrom(...zones).map((timeZone) => ({ ...office, timeZone }));
  const moment = fc
    .nat(365 * 24 * 60)
    .map((minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString());
  const many = fc.integer({ min: 1, max: 20 });
  const dayOf = (at: string, { timeZone }: Calendar) => localTime(Date.parse(at), timeZone).day;

  test('days end so many days later by the desk’s clock, for an agent while it is open', () =>
    fc.assert(
      fc.property(calendar, moment, many, (given, at, days) => {
        const then = afterLimit(at, { days }, given, 'customers');
        expect((Date.parse(dayOf(then, given)) - Date.parse(dayOf(at, given))) / (24 * 3600_000)).toBe(days);
        const agents = afterLimit(at, { days }, given, 'agents');
        expect(agents >= then && openAt(agents, given)!.open).toBe(true);
      }),
    ));

  test('as many working days pass as were given', () =>
    fc.assert(
      fc.property(calendar, moment, many, (given, at, workingDays) => {
        const then = afterLimit(at, { workingDays }, given, 'customers');
        const begun = dayOf(openAt(at, given)!.next ?? at, given);
        const days: string[] = [];
        for (let day = begun; day < dayOf(then, given); ) {
          day = new Date(Date.parse(day) + 24 * 3600_000).toISOString().slice(0, 10);
          if (opensOn(day, given)) days.push(day);
        }
        expect(days).toHaveLength(workingDays);
        expect(days.at(-1)).toBe(dayOf(then, given));
      }),
    ));
});
