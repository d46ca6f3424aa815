import type { Facts } from '../../src/knowledge/types.js';
import { on, replacement, talk } from './desk.js';

const today = '2026-11-24';
const lost = 'we lost the keys of a.example.com and b.example.com, class 3 both, no backup';
const last = (messages: string[]) => talk(replacement, on(today).today, messages).at(-1)!;
const verdicts = (messages: string[]) =>
  talk(replacement, today, messages).flatMap(({ verdict }) =>
    verdict ? [[verdict.facts.commonName, verdict.outcome]] : [],
  );

describe('what a sentence with several names tells of each', () => {
  test.each<[string, string, Facts, Facts]>([
    [
      'one date after both is of both',
      `${lost}, ordered 3 Nov 2026`,
      { orderDate: '2026-11-03' },
      { orderDate: '2026-11-03' },
    ],
    [
      'a date behind each name is that one’s',
      'lost the keys of a.example.com (ordered 3 Nov 2026) and b.example.com (ordered 1 June 2026), no backup',
      { orderDate: '2026-11-03', loss: 'private-key' },
      { orderDate: '2026-06-01', loss: 'private-key' },
    ],
    [
      'dates in turn',
      `${lost}, ordered 3 Nov 2026 and 1 June 2026 respectively`,
      { orderDate: '2026-11-03' },
      { orderDate: '2026-06-01' },
    ],
    [
      'a product behind one name is that one’s',
      'keys lost: a.example.com is class 3 and b.example.com is global',
      { product: 'secure-server' },
      {},
    ],
    [
      'a date between the names is the first one’s',
      'lost the keys of a.example.com, ordered 3 Nov 2026, and b.example.com',
      { orderDate: '2026-11-03' },
      { loss: 'private-key' },
    ],
  ])('%s', (_, text, first, second) => {
    const { state } = last([text]);
    expect(state.given).toMatchObject(first);
    expect(state.rounds).toMatchObject([second]);
    for (const fact of ['product', 'orderDate'].filter((name) => !(name in second) && name in first))
      if (!text.includes('both')) expect(state.rounds[0]).not.toHaveProperty(fact);
  });

  test('two dates for three names are nobody’s', () => {
    const { state } = last([
      'lost the keys of a.example.com, b.example.com and c.example.com, ordered 3 Nov 2026 and 1 June 2026',
    ]);
    expect([state.given, ...state.rounds].map((facts) => facts.orderDate)).toEqual([undefined, undefined, undefined]);
  });
});

describe('what is shared with the rounds to come', () => {
  const before = ['I lost my private keys', 'no', 'class 3', 'a.example.com and b.example.com'];
  test('what was said before the names is', () =>
    expect(last(before).state.rounds).toMatchObject([
      { loss: 'private-key', hasBackup: false, product: 'secure-server' },
    ]));
  test('what is said in the first round is not', () =>
    expect(last([...before, '3 Nov 2026']).state.rounds[0]).not.toHaveProperty('orderDate'));
  test('"for both" is', () =>
    expect(last([...before, '3 Nov 2026 for both']).state.rounds).toMatchObject([{ orderDate: '2026-11-03' }]));
  test('a yes to "both file and password" is not', () => {
    expect(last(['lost the keys of a.example.com and b.example.com', 'yes, both']).state.rounds[0]).not.toHaveProperty(
      'hasBackup',
    );
  });
  test('a shared date that is refused when read back is asked in every round', () => {
    expect(last([`${lost}, both ordered 3 Nov`, 'no']).state.rounds[0]).not.toHaveProperty('orderDate');
  });
  test('a shared fact that is corrected is corrected for all', () => {
    expect(last([...before, 'sorry, actually they are global ones']).state.rounds).toMatchObject([
      { product: 'global' },
    ]);
  });
});

test('each name has its own verdict', () => {
  expect(
    verdicts([
      `${lost}, ordered 3 Nov 2026 and 1 June 2026 respectively`,
      'same',
      'no',
      'yes',
      '20 September 2026',
      'same',
      'no',
      'yes',
    ]),
  ).toEqual([
    ['a.example.com', 'free-replacement'],
    ['b.example.com', 'discounted-purchase'],
  ]);
});

test('stolen keys are decided one after another', () => {
  expect(verdicts(['the keys of a.example.com and b.example.com were stolen', 'yes'])).toEqual([
    ['a.example.com', 'needs-human'],
    ['b.example.com', 'needs-human'],
  ]);
});

test('another name at the summary is another round, no correction', () => {
  const turn = last([
    'I lost the key of a.example.com, class 3, no backup',
    '3 Nov 2026',
    'same',
    'no',
    'oh, and b.example.com too',
  ]);
  expect(turn.state.given).toMatchObject({ commonName: 'a.example.com', newCommonName: 'a.example.com' });
  expect(turn.state.rounds).toEqual([{ commonName: 'b.example.com' }]);
});
