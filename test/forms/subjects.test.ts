import type { MentionedValue, Value } from '../../src/forms/factsTold.js';
import { separateSubjects } from '../../src/forms/subjects.js';
import { english } from '../../src/languages/en/english.js';
import { replacement } from './desk.js';

/** Spots and values where their words stand in a text: names, dates (`fact` by `of`), and told options. */
function placed(text: string, of: Record<string, string | null>, told: Record<string, [string, string]> = {}) {
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  const mentioned = [...text.matchAll(/[a-z]\.example\.com|\d{4}-\d{2}-\d{2}/g)].map(
    ([words, ..._], i): MentionedValue => ({
      ...at(words),
      kind: words.includes('example') ? 'host-name' : 'date',
      fact: of[words] ?? (i < 0 ? '' : null),
      reading: { value: words },
    }),
  );
  const dates = mentioned.flatMap((mention): Value[] =>
    mention.fact && 'value' in mention.reading
      ? [{ fact: mention.fact, value: mention.reading.value, ...at(mention.reading.value) }]
      : [],
  );
  const options = Object.entries(told).map(([words, [fact, value]]): Value => ({ fact, value, ...at(words) }));
  const { several, shared } = separateSubjects(replacement, mentioned, [...dates, ...options], {
    mentions: options.map((option) => ({ value: option, at: option.start, to: option.end })),
    cuts: english.clauseStarts(text).map((at) => ({ at, opens: /^and\b/.test(text.slice(at)), sentence: at === 0 })),
    ofEach: ({ start, end }) => english.hints.ofEach(text.slice(Math.max(0, start - 15), end + 10).toLowerCase()),
    inTurn: english.hints.inTurn(text),
  });
  return {
    several: several.map(({ name, own }) => [name, ...own.map(({ value }) => value)]),
    shared: shared.map(({ value }) => value),
  };
}

test('with one name all is shared', () =>
  expect(placed('a.example.com 2026-05-03', { '2026-05-03': 'orderDate' })).toEqual({
    several: [],
    shared: ['2026-05-03'],
  }));

test('one date after both is of both', () =>
  expect(placed('a.example.com and b.example.com ordered 2026-05-03', { '2026-05-03': 'orderDate' })).toEqual({
    several: [['a.example.com'], ['b.example.com']],
    shared: ['2026-05-03'],
  }));

test('as many dates as names are theirs in turn', () =>
  expect(
    placed('a.example.com and b.example.com ordered 2026-05-03 and 2026-06-04', {
      '2026-05-03': 'orderDate',
      '2026-06-04': 'orderDate',
    }),
  ).toEqual({
    several: [
      ['a.example.com', '2026-05-03'],
      ['b.example.com', '2026-06-04'],
    ],
    shared: [],
  }));

test('two dates for three names are nobody’s', () =>
  expect(
    placed('a.example.com, b.example.com, c.example.com: 2026-05-03 2026-06-04', { '2026-05-03': 'orderDate' }),
  ).toEqual({
    several: [['a.example.com'], ['b.example.com'], ['c.example.com']],
    shared: [],
  }));

test('what stands between two names is the first one’s, unless it is said of both', () => {
  expect(placed('a.example.com is global and b.example.com', {}, { global: ['product', 'global'] })).toEqual({
    several: [['a.example.com', 'global'], ['b.example.com']],
    shared: [],
  });
  expect(placed('a.example.com, both global, b.example.com', {}, { global: ['product', 'global'] }).shared).toEqual([
    'global',
  ]);
});
