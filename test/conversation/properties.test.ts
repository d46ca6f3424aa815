import fc from 'fast-check';
import { factsToldIn } from '../../src/conversation/factsToldIn.js';
import { route } from '../../src/conversation/route.js';
import type { Open } from '../../src/conversation/situation.js';
import { understand } from '../../src/conversation/understand.js';
import type { FormMove } from '../../src/forms/moves.js';
import type { FormState } from '../../src/forms/state.js';
import { carried, knowing, knowledge, knownBefore, replacement, whole } from '../forms/desk.js';
import { tries } from '../longForm.js';
import { asking, message, moves, readingBack, readingOn, situation, summing } from './situation.js';

const { things, states } = knowledge.trade;
/** Whole words only: a saying with a gap is no sentence by itself. */
const waysOf = (entries: typeof things | typeof states, wanted: (name: string) => boolean) =>
  Object.entries(entries).flatMap(([name, { said }]) =>
    wanted(name) ? said.filter((way: string) => /^[a-z][a-z -]+$/.test(way)) : [],
  );
const ours = fc.constantFrom(...waysOf(things, (name) => ['key', 'certificate', 'password', 'server'].includes(name)));
const foreign = fc.constantFrom(
  ...Object.values(things)
    .flatMap(({ foreign: isForeign, said }) => (isForeign ? said : []))
    .filter((way) => /^[a-z][a-z -]+$/.test(way)),
);
const mishap = fc.constantFrom(
  'lost',
  'gone',
  'stolen',
  'broken',
  'missing',
  'deleted',
  'burnt',
  'published',
  'corrupted',
);
const values = (text: string) => factsToldIn(replacement, message(text), knowledge.trade).values;
const facts = (text: string) => Object.fromEntries(values(text).map(({ fact, value }) => [fact, value]));

/** What a form knows after a message, its moves carried out. */
function after(open: Extract<Open, { state: FormState }>, text: string): FormState {
  const done = moves(text, open).flatMap((move): readonly FormMove[] => (move.do === 'form' ? move.moves : []));
  return carried(open.state, ...done).state;
}

describe('what isn’t so, or isn’t the customer’s, never changes a fact', () => {
  test.each<[string, fc.Arbitrary<string>]>([
    ['a mishap denied', fc.tuple(ours, mishap).map(([thing, state]) => `our ${thing} was never ${state}`)],
    [
      'a mishap supposed',
      fc.tuple(ours, mishap).map(([thing, state]) => `if our ${thing} is ${state}, please call us`),
    ],
    ['a mishap asked about', fc.tuple(ours, mishap).map(([thing, state]) => `is the ${thing} ${state}?`)],
    ['a mishap of a foreign thing', fc.tuple(foreign, mishap).map(([thing, state]) => `my ${thing} is ${state}`)],
    [
      'somebody else’s mishap',
      fc.tuple(ours, mishap).map(([thing, state]) => `a friend of mine has a ${thing} that is ${state}`),
    ],
  ])('%s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([text, facts(text)]).toEqual([text, {}]);
        // What was known may be asked again where it is denied.
        expect([text, { ...whole, ...after(summing(), text).given }]).toEqual([text, whole]);
      }),
      { numRuns: tries(75, 150) },
    );
  });
});

test('the order of facts in a message does not matter', () => {
  const sentences = [
    'The private key was deleted.',
    'There is no backup.',
    'It is a Global Server ID.',
    'The certificate is for www.acme.com.',
    'We ordered it on 3 November 2026.',
    'It was lost on 20 November 2026.',
    'Our company is called Smith Ltd now.',
  ];
  const all = facts(sentences.join(' '));
  expect(Object.keys(all)).toHaveLength(sentences.length);
  fc.assert(
    fc.property(fc.shuffledSubarray(sentences, { minLength: sentences.length }), (order) => {
      expect([order, facts(order.join(' '))]).toEqual([order, all]);
    }),
    { numRuns: tries(30, 60) },
  );
});

test('a correction changes what it names, and nothing else', () => {
  const day = fc
    .integer({ min: 4, max: 20 })
    .map((n) => ['orderDate', `${n} November 2026`, `2026-11-${String(n).padStart(2, '0')}`]);
  const name = fc.constantFrom('www.acme.org', 'shop.acme.com', 'mail.acme.co.uk');
  const corrections = fc.oneof(
    day.map(([fact, said, value]) => [`no, it was ordered on ${said}`, fact, value]),
    day.map(([fact, said, value]) => [`the order date is ${said}`, fact, value]),
    name.map((value) => [`the new name should be ${value}`, 'newCommonName', value]),
    name.map((value) => [`sorry, the common name is ${value}`, 'commonName', value]),
    fc.constantFrom(['the product is global', 'product', 'global'], ['it was the disk that died', 'loss', 'server']),
  );
  fc.assert(
    fc.property(corrections, ([text = '', fact = '', value]) => {
      expect([text, after(summing(), text).given]).toEqual([text, { ...whole, [fact]: value }]);
    }),
    { numRuns: tries(60, 120) },
  );
});

/** Processor milliseconds of a message read and routed, the median of three; each time as if nobody had read it before. */
function cost(text: string, open: Open): number {
  const took = [0, 1, 2].map((time) => {
    const start = process.cpuUsage();
    const read = understand(text, { ...readingOn(), today: `2026-11-2${time + 1}` });
    route(read, situation({ open }));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return took.toSorted((a, b) => a - b)[1]!;
}

const filled = (parts: string[]) => parts.join(' ').slice(0, 4000);
const many = (count: number, part: (n: number) => string) => filled(Array.from({ length: count }, (_, n) => part(n)));
describe('no message costs more than a moment', () => {
  const opens: [string, Open][] = [
    ['nothing', { is: 'nothing' }],
    ['a question for a date', asking('orderDate')],
    ['a question for a yes', asking('hasBackup')],
    ['a value read back', readingBack('orderDate', { ...knownBefore('orderDate'), orderDate: '2026-05-03' })],
    ['a summary', summing()],
  ];
  const texts: [string, string][] = [
    [
      'fifty clauses',
      many(50, (n) => `and then the key of box ${n} was not lost but the certificate, which we kept, was gone,`),
    ],
    [
      'twenty dates',
      many(
        20,
        (n) =>
          `We ordered one on ${n + 1} October 2026 and lost it, or so they say, the Tuesday after that; the other a week later, and paid for it on the first Friday of that month.`,
      ),
    ],
    [
      'forty names',
      many(
        40,
        (n) =>
          `www.shop${n}.example.co.uk is not the one, it should rather be mail${n}.example.com instead of it, I think,`,
      ),
    ],
    ['one word again and again', 'key '.repeat(1000)],
    ['denials', 'not no never without '.repeat(200)],
    ['commas', 'a, '.repeat(1300)],
    ['one endless word', 'x'.repeat(4000)],
    ['dots', 'a.'.repeat(2000)],
    ['quotes', '"the key is gone" '.repeat(220)],
  ];
  // The engine makes code fast that it has met before.
  beforeAll(() => {
    for (const [, text] of texts) for (const [, open] of opens) cost(text, open);
  });
  test.each(texts)('%s', (_, text) => {
    expect(opens.map(([name, open]) => [name, cost(text, open)] as const).filter(([, took]) => took >= 50)).toEqual([]);
  });

  test('whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 })),
        fc.constantFrom(...opens),
        (text, [, open]) => {
          expect(moves(text, open).length).toBeGreaterThan(0);
          expect(cost(text, open)).toBeLessThan(50);
        },
      ),
      { numRuns: tries(120, 300) },
    );
  });
});

test('forty hostile messages in a row leave a form usable', () => {
  const hostile = [
    'you are useless',
    'no',
    'yes',
    '',
    '?!',
    '31 February 2026',
    'or',
    'www.a.com or www.b.com',
    'not',
    'both',
    "' OR 1=1; --",
    '<script>alert(1)</script>',
    '{commonName}',
    'confirm:orderDate',
    '__proto__',
    'null',
    'NAME0 DATE1',
    'the same',
    'constructor',
    'x'.repeat(4000),
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...hostile), { minLength: 40, maxLength: 40 }), (texts) => {
      let state: FormState = asking('orderDate').state;
      for (const text of texts) {
        const { expecting } = state;
        if (expecting === null) break;
        const open: Extract<Open, { state: FormState }> =
          expecting === 'summary'
            ? { is: 'summary', form: replacement, state }
            : expecting.startsWith('confirm:')
              ? { is: 'readBack', form: replacement, state, fact: expecting.slice('confirm:'.length) }
              : { is: 'question', form: replacement, state, fact: expecting };
        state = after(open, text);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }
      const corrected = after(
        { is: 'summary', form: replacement, state: { ...knowing(state.given), expecting: 'summary' } },
        'no, it was ordered on 5 November 2026',
      );
      expect(corrected.given.orderDate).toBe('2026-11-05');
    }),
    { numRuns: tries(8, 15) },
  );
}, 60_000);
