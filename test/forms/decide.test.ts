import { decide } from '../../src/forms/decide.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { addDays, daysBetween } from '../../src/languages/calendar.js';
import { replacement } from './desk.js';

const today = '2026-11-24';
const lost: Facts = {
  loss: 'private-key',
  hasBackup: false,
  product: 'secure-server',
  commonName: 'www.example.com',
  newCommonName: 'www.example.com',
  dnChanges: false,
};
const outcomeOf = (facts: Facts, day = today) => decide(replacement, facts, day).outcome;

describe('the table, row by row', () => {
  test.each<[string, Facts, string]>([
    [
      'a compromised key needs a person, whatever else is known',
      { ...lost, loss: 'compromised', hasBackup: true, orderDate: '2026-11-20' },
      'needs-human',
    ],
    ['a compromised key needs nothing else to be known', { loss: 'compromised' }, 'needs-human'],
    [
      'a usable backup is restored, and nobody asks for dates',
      { loss: 'server', hasBackup: true },
      'restore-from-backup',
    ],
    [
      'a changed detail means an additional certificate, before the window',
      { ...lost, dnChanges: true, orderDate: '2026-11-20' },
      'additional-certificate',
    ],
    [
      'another common name is a changed detail',
      { ...lost, newCommonName: 'shop.example.com', orderDate: '2026-11-20' },
      'additional-certificate',
    ],
    [
      'another common name outweighs "nothing else changes"',
      { ...lost, newCommonName: 'shop.example.com', dnChanges: false },
      'additional-certificate',
    ],
    [
      'a changed detail comes before the product',
      { ...lost, product: 'global', dnChanges: true },
      'additional-certificate',
    ],
    ['the guarantee does not name the Global Server ID', { ...lost, product: 'global' }, 'needs-human'],
    ['nor another authority’s certificate', { ...lost, product: 'other' }, 'needs-human'],
    ['within the window it is free', { ...lost, orderDate: '2026-10-20', lossDate: '2026-11-10' }, 'free-replacement'],
    [
      'outside the window it is bought at the discount',
      { ...lost, orderDate: '2026-08-20', lossDate: '2026-11-10' },
      'discounted-purchase',
    ],
    [
      'a forgotten password counts like a lost key',
      { ...lost, loss: 'password', orderDate: '2026-10-20', lossDate: '2026-11-10' },
      'free-replacement',
    ],
  ])('%s', (_, facts, outcome) => expect(decide(replacement, facts, today)).toMatchObject({ outcome, missing: [] }));
});

test.each([
  [0, 'free-replacement'],
  [1, 'free-replacement'],
  [29, 'free-replacement'],
  [30, 'free-replacement'],
  [31, 'discounted-purchase'],
  [365, 'discounted-purchase'],
])('day %i is %s', (days, outcome) => {
  for (const orderDate of ['2024-01-31', '2024-02-29', '2023-12-31', '2025-02-28', '2024-10-01'])
    expect(outcomeOf({ ...lost, orderDate, lossDate: addDays(orderDate, days) })).toBe(outcome);
});

test('every order and loss date of four years decides as plain counting does', () => {
  for (let order = '2022-03-01'; order < '2026-03-01'; order = addDays(order, 1)) {
    for (const gap of [0, 1, 15, 28, 29, 30, 31, 32, 59, 200, 400, 1200]) {
      const loss = addDays(order, gap);
      if (loss > today) continue;
      const byClock = Math.round((Date.parse(loss) - Date.parse(order)) / 86_400_000);
      expect(outcomeOf({ ...lost, orderDate: order, lossDate: loss })).toBe(
        byClock <= 30 ? 'free-replacement' : 'discounted-purchase',
      );
    }
  }
});

test('a later loss never improves the outcome', () => {
  const rank = ['free-replacement', 'discounted-purchase'];
  for (let gap = 0; gap < 60; gap++) {
    const [sooner, later] = [gap, gap + 1].map((days) =>
      rank.indexOf(outcomeOf({ ...lost, orderDate: '2026-01-10', lossDate: addDays('2026-01-10', days) }) ?? ''),
    );
    expect(later).toBeGreaterThanOrEqual(sooner!);
  }
});

describe('what is still missing', () => {
  test.each<[string, Facts, string[]]>([
    [
      'nothing known: all that some row or outcome needs, in the form’s order, but no loss date',
      {},
      ['loss', 'hasBackup', 'product', 'commonName', 'orderDate', 'newCommonName', 'dnChanges'],
    ],
    ['only the order date', { ...lost }, ['orderDate']],
    ['the loss date once the window is over', { ...lost, orderDate: '2026-09-01' }, ['lossDate']],
    [
      'no dates for a product that the guarantee does not name',
      { loss: 'server', hasBackup: false, product: 'global', commonName: 'www.example.com' },
      ['newCommonName', 'dnChanges'],
    ],
    [
      'a loss before the order is asked again',
      { ...lost, orderDate: '2026-11-10', lossDate: '2026-11-01' },
      ['lossDate'],
    ],
  ])('%s', (_, facts, missing) =>
    expect(decide(replacement, facts, today)).toEqual({ outcome: null, reasons: [], missing }),
  );

  test('the loss date is never asked while it can change nothing', () => {
    for (let age = 0; age <= 30; age++)
      expect(outcomeOf({ ...lost, orderDate: addDays(today, -age) })).toBe('free-replacement');
    for (let age = 31; age <= 40; age++)
      expect(decide(replacement, { ...lost, orderDate: addDays(today, -age) }, today).missing).toEqual(['lossDate']);
  });
});

test.each(['loss', 'hasBackup', 'product', 'commonName', 'orderDate', 'newCommonName', 'dnChanges'])(
  'who cannot give %s is not turned away: a person decides',
  (fact) => {
    expect(outcomeOf({ ...lost, orderDate: '2026-11-20', [fact]: null })).toBe('needs-human');
  },
);

test('reasons carry the arithmetic and the sentence of the page', () => {
  const { reasons } = decide(replacement, { ...lost, orderDate: '2002-05-03', lossDate: '2002-05-20' }, today);
  expect(reasons[0]?.text).toBe(
    'Ordered 3 May 2002, lost 20 May 2002: day 17 of 30; the last free day is 2 June 2002.',
  );
  expect(reasons[0]?.source).toContain('within the first 30 days');
  expect(daysBetween('2002-05-03', '2002-06-02')).toBe(30);
});
