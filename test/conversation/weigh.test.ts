import { factsToldIn } from '../../src/conversation/factsToldIn.js';
import { labelOf, readable, weigh } from '../../src/conversation/weigh.js';
import type { LearnedReader } from '../../src/matching/reader/reader.js';
import { knowledge, replacement } from '../forms/desk.js';
import { hearing, message } from './situation.js';

function weighed(text: string, reader: LearnedReader | null) {
  const read = message(text);
  const { factsTold, doubts } = weigh(
    replacement,
    read,
    factsToldIn(replacement, read, knowledge.trade),
    reader,
    'none',
  );
  return {
    told: factsTold.values.map(({ fact, value }) => `${fact} ${value}`),
    doubts: doubts.map(({ fact, value }) => `${fact} ${value}`),
  };
}

test.each<[string, string, Record<string, Record<string, number>>, string[], string[]]>([
  ['a likely value stands', 'the disk died', { loss: { server: 0.8, none: 0.2 } }, ['loss server'], []],
  ['an unlikely one is doubted', 'the disk died', { loss: { none: 0.95, server: 0.05 } }, [], ['loss server']],
  ['another label’s certainty doubts it', 'the disk died', { loss: { none: 0.87, server: 0.13 } }, [], ['loss server']],
  ['a mild leaning elsewhere does not', 'the disk died', { loss: { none: 0.6, server: 0.4 } }, ['loss server'], []],
  ['a head that says nothing of it does not', 'the disk died', { product: { global: 0.99 } }, ['loss server'], []],
  [
    'what ends a form at once needs both',
    'our key was stolen',
    { loss: { 'private-key': 0.65, compromised: 0.35 } },
    [],
    ['loss compromised'],
  ],
  ['and is taken with both', 'our key was stolen', { loss: { compromised: 0.7, none: 0.3 } }, ['loss compromised'], []],
  [
    'it chooses between several that patterns found',
    'the key and the certificate are gone',
    { loss: { certificate: 0.7, 'private-key': 0.3 } },
    ['loss certificate'],
    [],
  ],
  [
    'not between ones that they did not',
    'the key is gone',
    { loss: { certificate: 0.7, 'private-key': 0.3 } },
    ['loss private-key'],
    [],
  ],
  [
    'another’s matter is doubted',
    'the disk died',
    { about: { else: 0.9, own: 0.1 }, loss: { server: 0.45, none: 0.55 } },
    [],
    ['loss server'],
  ],
])('%s: "%s"', (_, text, heads, told, doubts) => expect(weighed(text, hearing(heads))).toEqual({ told, doubts }));

test.each<[string, Record<string, Record<string, number>>, boolean]>([
  [
    'the message is hardly the customer’s own matter',
    { about: { else: 0.9, own: 0.1 }, loss: { none: 0.55, server: 0.45 } },
    true,
  ],
  ['the value is hardly meant', { about: { own: 0.9, else: 0.1 }, loss: { none: 0.95, server: 0.05 } }, false],
])('a doubt says whether %s', (_, heads, elsewhere) => {
  const read = message('the disk died');
  const told = factsToldIn(replacement, read, knowledge.trade);
  const { doubts } = weigh(replacement, read, told, hearing(heads), 'none');
  expect(doubts).toEqual([{ fact: 'loss', value: 'server', elsewhere }]);
});

test('without a reader the patterns stand', () =>
  expect(weighed('our key was stolen', null)).toEqual({ told: ['loss compromised'], doubts: [] }));

test('in a story the clause that tells it says more than the whole', () => {
  const reader: LearnedReader = {
    read: (text) => ({
      loss: text.startsWith('the disk')
        ? [{ label: 'server', p: 0.9 }]
        : [
            { label: 'none', p: 0.95 },
            { label: 'server', p: 0.05 },
          ],
    }),
  };
  expect(weighed('It was a busy week, then a storm came. the disk died', reader).told).toEqual(['loss server']);
});

test.each([
  ['MY KEY IS GONE', 'my key is gone'],
  ['My KEY is gone', 'My KEY is gone'],
  ['', ''],
])('"%s" is read as "%s"', (text, read) => expect(readable(text)).toBe(read));

test('a yes and a no have labels like options', () =>
  expect([true, false, 'global', null].map(labelOf)).toEqual(['yes', 'no', 'global', 'null']));
