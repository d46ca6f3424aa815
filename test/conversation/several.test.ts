import fc from 'fast-check';
import { factsToldIn } from '../../src/conversation/factsToldIn.js';
import { knowledge, replacement, today } from '../forms/desk.js';
import { message } from './situation.js';

/** What each subject is told alone, and then what is told of all. */
function told(text: string): string {
  const { several, values } = factsToldIn(replacement, message(text, today), knowledge.trade);
  const ofEach = several.map(({ name, own }) =>
    [name, ...own.map(({ fact, value }) => `${fact} ${value}`).sort()].join(' '),
  );
  const ofAll = values.filter(({ fact }) => fact !== replacement.each).map(({ fact, value }) => `${fact} ${value}`);
  return [...ofEach, `all: ${ofAll.sort().join(' ')}`.trim()].join(', ');
}

test.each([
  [
    'a product before each name, a day behind it',
    'the global one for a.org, ordered 3 May 2026, and the secure server one for b.org, ordered 1 June 2026',
    'a.org orderDate 2026-05-03 product global, b.org orderDate 2026-06-01 product secure-server, all:',
  ],
  [
    'a product behind each name',
    'a.org is global and b.org is class 3',
    'a.org product global, b.org product secure-server, all:',
  ],
  [
    'in sentences, the names once more',
    'I lost the keys of a.org and b.org. b.org is the global one. a.org is the class 3 one.',
    'a.org product secure-server, b.org product global, all: loss private-key',
  ],
  [
    'days in another order than the names',
    'a.org and b.org; b.org was ordered 3 May 2026, a.org 1 June 2026',
    'a.org orderDate 2026-06-01, b.org orderDate 2026-05-03, all:',
  ],
  [
    'only one of them has its product told',
    'lost the keys of a.org, a global one, and b.org',
    'a.org product global, b.org, all: loss private-key',
  ],
  [
    'only the last has its product told',
    'lost the key of a.org and that of the global one b.org',
    'a.org, b.org product global, all: loss private-key',
  ],
  [
    'a row without a word of its order is asked',
    'lost the keys of a.org and b.org, global and class 3',
    'a.org, b.org, all: loss private-key',
  ],
  [
    'a row in its order',
    'lost the keys of a.org and b.org, global and class 3 respectively',
    'a.org product global, b.org product secure-server, all: loss private-key',
  ],
  [
    'what stands between two names without a hint is asked',
    'lost the keys: a.org, the global one, b.org',
    'a.org, b.org, all: loss private-key',
  ],
  [
    'one has several: it is asked, the other one is told',
    'a.org is global and b.org is class 3, a global one',
    'a.org, b.org, all:',
  ],
  [
    'one stolen, one deleted',
    'the key of a.org was stolen and the key of b.org was deleted',
    'a.org loss compromised, b.org loss private-key, all:',
  ],
  [
    'one without a backup beside one with it',
    'a.org has a backup and its password, b.org has no backup',
    'a.org, b.org hasBackup false, all:',
  ],
  [
    'what is said of both',
    'lost the keys of a.org and b.org, both class 3, no backups',
    'a.org, b.org, all: hasBackup false loss private-key product secure-server',
  ],
  [
    'what is told with the last of several that differ is not the first one’s',
    'a.org is global, b.org is class 3 from 4 May 2026',
    'a.org product global, b.org orderDate 2026-05-04 product secure-server, all:',
  ],
])('%s: "%s"', (_, text, expected) => expect(told(text)).toBe(expected));

const product = fc.constantFrom('global', 'secure-server');
const said = { global: 'a global server ID', 'secure-server': 'a class 3 one' } as Record<string, string>;
const subjects = fc.array(fc.tuple(product, fc.integer({ min: 1, max: 28 })), { minLength: 2, maxLength: 4 });

test('each of several in a row is told its own product and day, whatever their number', () =>
  fc.assert(
    fc.property(subjects, fc.constantFrom(', and ', '; ', '. '), (all, between) => {
      const names = ['a.org', 'b.org', 'c.org', 'd.org'];
      const parts = all.map(([of, day], i) => `${names[i]} was ${said[of]}, ordered ${day} May 2026`);
      const { several, values } = factsToldIn(replacement, message(parts.join(between), today), knowledge.trade);
      for (const [i, [of, day]] of all.entries()) {
        const own = Object.fromEntries([...values, ...several[i]!.own].map(({ fact, value }) => [fact, value]));
        const date = `2026-05-${String(day).padStart(2, '0')}`;
        // What is told may be asked all the same, but never is another one's.
        expect([of, undefined]).toContain(own.product);
        expect([date, undefined]).toContain(own.orderDate);
      }
    }),
    { numRuns: 60 },
  ));
