import { findDates, readDate } from '../../src/reading/date.js';
import type { Reading } from '../../src/reading/reading.js';
import { findings } from './dateFindings.js';
import { findingsOfIdioms } from './dateFindingsOfIdioms.js';
import { onOtherDays } from './dateOtherDays.js';
import { replies } from './dateReplies.js';
import { repliesAtTheEdges } from './dateRepliesAtTheEdges.js';
import { repliesFromOrders } from './dateRepliesFromOrders.js';
import { repliesInSentences } from './dateRepliesInSentences.js';
import { repliesOfIdioms } from './dateRepliesOfIdioms.js';
import { noDates } from './noDates.js';

const today = '2026-05-20';
/** What the desk's questions ask for: a day that has been, in the years of certificates. */
const hasBeen = (day: string) => ({ today: day, latest: day, oldest: '1990-01-01' });

function inShort(reading: Reading<string>): string {
  if ('value' in reading) return reading.assumed === undefined ? reading.value : `${reading.value} ~${reading.assumed}`;
  return [reading.problem.reason, ...(reading.problem.alternatives ?? [])].join(' ');
}

describe('a reply to the question for a date', () => {
  test.each([...replies, ...repliesInSentences, ...repliesAtTheEdges, ...repliesFromOrders, ...repliesOfIdioms])(
    '%s: %s',
    (text, expected) => {
      expect(inShort(readDate(text, hasBeen(today)))).toBe(expected);
    },
  );
});

describe.each(Object.entries(onOtherDays))('on %s', (day, rows) => {
  test.each(rows)('%s: %s', (text, expected) => {
    expect(inShort(readDate(text, hasBeen(day)))).toBe(expected);
  });
});

describe('a sentence that nobody asked a date of', () => {
  test.each([...findings, ...findingsOfIdioms])('%s: %s', (text, expected) => {
    const found = findDates(text, hasBeen(today)).map(
      ({ start, end, reading }) => `${text.slice(start, end)} = ${inShort(reading)}`,
    );
    expect(found.join('; ')).toBe(expected);
  });

  test.each(noDates)('%s: nothing that is clearly a date', (text) => {
    expect(findDates(text, hasBeen(today))).toEqual([]);
  });

  test.each([
    'My order number is 20260503 and the ticket is 3/5-17',
    'IIS 5.0 on Windows 2000 SP4, fax 0870 6083838, host 192.168.3.5',
    'step 14 may be wrong, and the wizard may ask 3 times',
    'we sat in the sun on a march of 30 days for £3.50, at 3.15 and 10:45, 5% off',
    'Thawte 2.0.1, OpenSSL 1.1.1, build 3.5.2195, KB 2026/05',
    'within the first 30 days, or 3 to 5 days, or 24/7',
    'can I do it today or tomorrow?',
    'call 01473 555 123 between 9 and 5',
    'Class 3 Secure Server, 2048 bit, port 443',
    'no. 12/3/26 and invoice 3/5/2026',
  ])('no date in: %s', (text) => {
    expect(findDates(text, hasBeen(today))).toEqual([]);
  });
});

describe('bounds', () => {
  test('a day before the earliest that makes sense says so', () => {
    expect(readDate('2 May 2026', { today, earliest: '2026-05-03' })).toEqual({
      problem: { reason: 'date.too-early', about: { date: '2 May 2026', bound: '3 May 2026' } },
    });
  });

  test('the bounds themselves are within', () => {
    expect(readDate('3 May 2026', { today, earliest: '2026-05-03', latest: '2026-05-03' })).toEqual({
      value: '2026-05-03',
    });
  });

  test('a day after the latest that makes sense says so', () => {
    expect(readDate('10 May 2026', { today, latest: '2026-05-03' })).toEqual({
      problem: { reason: 'date.too-late', about: { date: '10 May 2026', bound: '3 May 2026' } },
    });
  });

  test('without bounds a day to come is read, and one of long ago', () => {
    expect(readDate('3 May 2027', { today })).toEqual({ value: '2027-05-03' });
    expect(readDate('next Friday', { today })).toEqual({ value: '2026-05-22', assumed: 'relative' });
    expect(readDate('3 May 1885', { today })).toEqual({ value: '1885-05-03' });
    expect(findDates('we move on 3 May 2027', { today })).toMatchObject([{ reading: { value: '2027-05-03' } }]);
  });

  test.each([
    ['21 May 2026', { latest: today }, 'date.future'],
    ['21 May 2026', { latest: '2026-05-10' }, 'date.future'],
    ['11 May 2026', { latest: '2026-05-10' }, 'date.too-late 10 May 2026'],
    ['1 August 2026', { latest: '2026-07-31' }, 'date.too-late 31 July 2026'],
    ['19 May 2026', { earliest: today }, 'date.too-early 20 May 2026'],
    ['3 May 1985', { oldest: '1990-01-01' }, 'date.too-old'],
    ['3 May 1985', { oldest: '1990-01-01', earliest: '2026-05-03' }, 'date.too-old'],
  ])('%s within %j is refused, found or asked: %s', (text, bounds, reason) => {
    const readings = [readDate(text, { today, ...bounds }), findDates(text, { today, ...bounds })[0]!.reading];
    for (const reading of readings)
      expect('problem' in reading && [reading.problem.reason, reading.problem.about.bound].join(' ').trim()).toBe(
        reason,
      );
  });

  test.each([
    ['3 May', { earliest: today }, '2027-05-03'],
    ['30 May', { earliest: today }, '2026-05-30'],
    ['30 May', { earliest: today, latest: '2026-06-30' }, '2026-05-30'],
    ['3 May', { latest: '2027-12-31' }, '2026-05-03'],
    ['29 February', { earliest: today }, '2028-02-29'],
  ])('%s without its year within %j is %s', (text, bounds, day) => {
    expect(readDate(text, { today, ...bounds })).toEqual({ value: day, assumed: 'year-added' });
  });

  test('a missing year is the latest that the bounds allow', () => {
    expect(readDate('10 May', { today, latest: '2026-05-03' })).toEqual({ value: '2025-05-10', assumed: 'year-added' });
  });

  test('a day that cannot be is left out of two, and what is left is said back', () => {
    expect(readDate('ordered 3 May 2026, valid to 3 May 2027', hasBeen(today))).toEqual({
      value: '2026-05-03',
      assumed: 'only-possible',
    });
  });
});

describe('reasons carry the words for their message', () => {
  test.each([
    ['31 February', { date: '31 February' }],
    ['05/13/2026', { date: '13 May 2026' }],
    ['in June 2025', { period: 'June 2025' }],
    ['the 22nd', { day: '22nd' }],
    ['the 11th', { day: '11th' }],
    ['2025', { year: '2025' }],
    ['Friday 3 May 2026', { date: '3 May 2026', actual: 'Sunday', said: 'Friday' }],
    ['21 May 2026', { date: '21 May 2026' }],
  ])('%s', (text, about) => {
    expect(readDate(text, hasBeen(today))).toMatchObject({ problem: { about } });
  });
});
