import { decide } from '../../src/forms/decide.js';
import { dateBoundsOf } from '../../src/forms/ranges.js';
import type { Form } from '../../src/knowledge/form.js';
import { replacement } from './desk.js';

const today = '2026-11-24';

/** The form with other bounds of its dates. */
function bounded(bounds: Record<string, { earliest?: string; latest?: string }>): Form {
  const facts = Object.entries(bounds).map(([name, bound]) => {
    const { earliest: _, latest: __, ...fact } = replacement.facts[name]!;
    return [name, { ...fact, ...bound }];
  });
  return { ...replacement, facts: { ...replacement.facts, ...Object.fromEntries(facts) } };
}

test.each<[string, Form, object]>([
  ['the form’s own', replacement, { oldest: '1990-01-01', latest: today }],
  ['no bounds', bounded({ orderDate: {}, lossDate: {} }), {}],
  [
    'a day that another date may not be before',
    bounded({ orderDate: { earliest: '2020-01-01' }, lossDate: { earliest: 'orderDate', latest: '2030-12-31' } }),
    { oldest: '2020-01-01' },
  ],
  [
    'today as the first day says nothing of years',
    bounded({ orderDate: { earliest: 'today', latest: '2030-12-31' }, lossDate: { latest: 'today' } }),
    { latest: '2030-12-31' },
  ],
])('where any date of a form can lie: %s', (_, form, bounds) => {
  expect(dateBoundsOf(form, today)).toEqual(bounds);
});

test('a date before the first day there could be is not known', () => {
  const facts = { loss: 'server', hasBackup: false, product: 'secure-server', orderDate: '1985-05-03' } as const;
  expect(decide(replacement, facts, today).missing).toContain('orderDate');
});
