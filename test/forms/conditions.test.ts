import { factsAwaited, factsOf, listNamed, truthOf } from '../../src/forms/conditions.js';
import type { Facts } from '../../src/knowledge/facts.js';
import type { Conditions } from '../../src/knowledge/form.js';
import { replacement, today } from './desk.js';

test.each<[string, Conditions, Facts, ReturnType<typeof truthOf>]>([
  ['nothing is always so', {}, {}, true],
  ['a value is as it is', { product: 'global' }, { product: 'global' }, true],
  ['or another', { product: 'global' }, { product: 'other' }, false],
  ['or not known yet', { product: 'global' }, {}, 'open'],
  ['or never', { product: 'global' }, { product: null }, 'cannotTell'],
  ['one that is false settles it', { product: 'global', hasBackup: true }, { product: 'other' }, false],
  ['what is open outweighs what cannot be told', { product: 'global', hasBackup: true }, { product: null }, 'open'],
  ['a list named in the form', { product: { noneOf: 'guaranteed' } }, { product: 'global' }, true],
  ['a list written out', { product: { oneOf: ['global', 'other'] } }, { product: 'secure-server' }, false],
  [
    'a name that differs',
    { newCommonName: { differsFrom: 'commonName' } },
    { commonName: 'a.com', newCommonName: 'b.com' },
    true,
  ],
  ['a limit that is kept', { age: { atMost: 'window' } }, { orderDate: '2026-11-01', lossDate: '2026-11-20' }, true],
  ['a limit that any loss keeps', { age: { atMost: 'window' } }, { orderDate: '2026-11-01' }, true],
  ['a limit that some loss would break', { age: { atMost: 'window' } }, { orderDate: '2026-08-01' }, 'open'],
  [
    'a limit that nobody can tell of',
    { age: { atMost: 'window' } },
    { orderDate: '2026-08-01', lossDate: null },
    'cannotTell',
  ],
  ['a limit that is broken', { age: { moreThan: 30 } }, { orderDate: '2026-08-01', lossDate: '2026-11-20' }, true],
])('%s', (_, conditions, facts, truth) => expect(truthOf(replacement, conditions, facts, today)).toBe(truth));

test.each<[string, Facts, string[]]>([
  ['a fact with a default waits for those without one', {}, ['orderDate']],
  ['and is awaited alone', { orderDate: '2026-08-01' }, ['lossDate']],
  ['nothing is where it is settled', { orderDate: '2026-11-20' }, []],
])('%s', (_, facts, awaited) =>
  expect(factsAwaited(replacement, { age: { atMost: 'window' } }, facts, today)).toEqual(awaited),
);

test('a condition looks at what it is computed from', () => {
  expect(factsOf(replacement, 'age', { atMost: 30 })).toEqual(['orderDate', 'lossDate']);
  expect(factsOf(replacement, 'newCommonName', { differsFrom: 'commonName' })).toEqual(['newCommonName', 'commonName']);
  expect([listNamed(replacement, 'guaranteed'), listNamed(replacement, 'global')]).toEqual([
    ['secure-server'],
    ['global'],
  ]);
});
