import { question, shownBy } from '../../src/forms/question.js';
import type { FormState } from '../../src/forms/state.js';
import { context, knowing, knownBefore, replacement, whole } from './desk.js';

const state = (expecting: string, but: Partial<FormState> = {}, given = knownBefore(expecting)): FormState => ({
  ...knowing(given),
  expecting,
  ...but,
});
const asks = (of: FormState, ladder: 0 | 1 | 2 = 0) => question(replacement, of, context, ladder)[0]!;
const { facts } = replacement;

test('each rung of the ladder says it differently, the last with an example', () => {
  const [first, second, third] = ([0, 1, 2] as const).map((rung) => asks(state('orderDate'), rung).text);
  expect(first).toBe(facts.orderDate?.ask);
  expect(second).toBe(facts.orderDate?.askAgain);
  expect(third).toBe(`${facts.orderDate?.askAgain} ${facts.orderDate?.example}`);
});

test('options are numbered and may be pressed', () => {
  const { text, choices } = asks(state('product'));
  expect(text.split('\n')).toHaveLength(1 + Object.keys(facts.product!.options!).length);
  expect(choices?.map(({ label }) => label)).toEqual([
    ...Object.values(facts.product!.options!).map(({ label }) => label),
    "I don't know",
  ]);
});

test.each<[string, FormState, string]>([
  [
    'values to choose from',
    state('orderDate', { offered: { fact: 'orderDate', values: ['2026-11-03', '2026-11-04'] } }),
    '4 November 2026',
  ],
  [
    'an option it leans to',
    state('loss', { leaning: { fact: 'loss', option: 'server' } }),
    facts.loss!.options!.server!.ask!,
  ],
  [
    'the half of a yes that is missing',
    state('hasBackup', { parts: { hasBackup: ['file'] } }),
    facts.hasBackup!.parts!.password!.ask,
  ],
  [
    'a value, for a yes',
    state('confirm:orderDate', {}, { ...knownBefore('orderDate'), orderDate: '2026-05-03' }),
    '3 May 2026',
  ],
  ['all that is known', state('summary', {}, whole), 'www.example.com'],
])('it asks for %s', (_, of, part) => expect(asks(of).text).toContain(part));

test('a date is asked with the days between which it lies', () =>
  expect(asks(state('lossDate', {}, { ...knownBefore('lossDate'), orderDate: '2026-08-01' })).date).toEqual({
    earliest: '2026-08-01',
    latest: '2026-11-24',
  }));

test('nothing is asked where nothing is expected', () =>
  expect(question(replacement, { ...knowing({}), expecting: null }, context)).toEqual([]));

test('two summaries of the same facts show the same', () => {
  expect(shownBy(replacement, knowing(whole))).toBe(shownBy(replacement, knowing({ ...whole })));
  expect(shownBy(replacement, knowing(whole))).not.toBe(shownBy(replacement, knowing({ ...whole, product: 'global' })));
});
