import { isDoubtful } from '../../src/forms/nearLimit.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { replacement, today } from './desk.js';

test.each<[string, string, string | undefined, Facts, boolean]>([
  ['a date a day inside the limit', 'orderDate', undefined, { orderDate: '2026-10-26' }, true],
  ['a date three days outside', 'orderDate', undefined, { orderDate: '2026-10-22' }, true],
  ['a date four days outside', 'orderDate', undefined, { orderDate: '2026-10-21' }, false],
  ['a date far inside', 'orderDate', undefined, { orderDate: '2026-11-20' }, false],
  ['near by the other date', 'orderDate', undefined, { orderDate: '2026-08-01', lossDate: '2026-08-30' }, true],
  ['a date read with an assumption', 'orderDate', 'year-added', { orderDate: '2026-11-20' }, true],
  ['a name read with one', 'commonName', 'idn', { commonName: 'xn--mnchen-3ya.de' }, true],
  ['a choice is never read back', 'product', 'mistyped', { product: 'global' }, false],
  ['nor is what cannot be given', 'orderDate', 'relative', { orderDate: null }, false],
])('%s is doubtful', (_, fact, assumed, facts, doubtful) =>
  expect(isDoubtful(replacement, fact, assumed, facts, today)).toBe(doubtful),
);
