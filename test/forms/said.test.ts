import { byDefault, derivedValue, fillWith, sayValue } from '../../src/forms/said.js';
import { plainWords } from '../../src/forms/words.js';
import { replacement, today } from './desk.js';

const { facts } = replacement;
test.each([
  ['product', 'global', 'Global Server ID'],
  ['hasBackup', false, 'no'],
  ['orderDate', '2026-05-03', '3 May 2026'],
  ['commonName', 'www.acme.com', 'www.acme.com'],
  ['orderDate', null, 'not known'],
] as const)('of %s %s is said as "%s"', (fact, value, said) => expect(sayValue(facts[fact]!, value)).toBe(said));

test.each([
  ['ordered {orderDate}, day {age} of {window}', 'ordered 1 November 2026, day 19 of 30'],
  ['the last free day is {lastFreeDay}', 'the last free day is 1 December 2026'],
  ['{commonName}, {today}', 'Common name, 24 November 2026'],
])('"%s" is filled: "%s"', (text, filled) =>
  expect(fillWith(replacement, text, { orderDate: '2026-11-01', lossDate: '2026-11-20' }, today)).toBe(filled),
);

test('a default stands in for a loss that was not told', () => {
  expect(derivedValue(replacement, 'age', { orderDate: '2026-11-01' }, today)).toBe(23);
  expect(derivedValue(replacement, 'age', {}, today)).toBeNull();
  expect([byDefault(replacement, {}), byDefault(replacement, { lossDate: today })]).toEqual([true, false]);
});

test('a customer’s own text is written as the place wants it', () =>
  expect(sayValue(facts.commonName!, 'a_b.acme.com', { ...plainWords, given: (text) => `<${text}>` })).toBe(
    '<a_b.acme.com>',
  ));
