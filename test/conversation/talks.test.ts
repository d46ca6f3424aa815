import type { Facts } from '../../src/knowledge/facts.js';
import { replacement, today } from '../forms/desk.js';
import { talk } from './talk.js';

const last = (messages: string[]) => talk(replacement, today, messages).at(-1)!;
const verdicts = (messages: string[]) =>
  talk(replacement, today, messages).flatMap(({ verdict }) =>
    verdict ? [[verdict.facts.commonName, verdict.outcome]] : [],
  );

const lost = 'I lost the private key, no backup, class 3';
const dated = [lost, 'www.acme.com', '3 Nov 2026'];
const summed = [...dated, 'same', 'no'];

test.each<[string, string[], string | null, Facts]>([
  ['what happened comes first', ['I want to replace my certificate'], 'loss', {}],
  [
    'a backup ends the questions',
    ['I lost my private key', 'yes, the file and its password'],
    'summary',
    { hasBackup: true },
  ],
  [
    'no dates for a global certificate',
    ['I lost my private key, no backup', 'global', 'www.acme.com'],
    'newCommonName',
    { product: 'global' },
  ],
  ['a stolen key is decided at once', ['our private key was stolen'], null, { loss: 'compromised' }],
  ['a date near the limit is read back', [lost, 'www.acme.com', '25 October 2026'], 'confirm:orderDate', {}],
  [
    'one of two by its number',
    [lost, 'www.acme.com', '3 or 4 November 2026', '2'],
    'newCommonName',
    { orderDate: '2026-11-04' },
  ],
  [
    'a loss before the order is asked again',
    [lost, 'www.acme.com', '1 Aug 2026', '1 July 2026'],
    'lossDate',
    { orderDate: '2026-08-01' },
  ],
  ['another name settles the details', [...dated, 'shop.acme.com'], 'summary', { dnChanges: true }],
  [
    'another name taken back',
    [...dated, 'shop.acme.com', 'actually keep the same name'],
    'dnChanges',
    { newCommonName: 'www.acme.com' },
  ],
  [
    'a backup found later is asked about',
    [lost, 'www.acme.com', 'we have a backup after all'],
    'hasBackup',
    { commonName: 'www.acme.com' },
  ],
  [
    'a hint, then it cannot be given',
    [lost, 'www.acme.com', 'no idea', 'really no idea'],
    'newCommonName',
    { orderDate: null },
  ],
  ['a refused summary may be agreed to once it is shown again', [...summed, 'no', 'flurble', 'yes'], null, {}],
  ['what is wrong with it is named', [...summed, 'not quite', 'common name'], 'commonName', {}],
])('%s', (_, messages, expecting, facts) => {
  const turn = last(messages);
  expect(turn.expecting).toBe(expecting);
  expect(turn.state.facts).toMatchObject(facts);
});

test('a fact can be corrected after the verdict', () => {
  const turn = last([...summed, 'yes', 'sorry, it was ordered 1 August 2026']);
  expect(turn).toMatchObject({ verdict: null, state: { facts: { orderDate: '2026-08-01' } } });
});

test('each name has its own verdict', () =>
  expect(
    verdicts([
      'we lost the keys of www.a.example and www.b.example, both class 3, no backup',
      ...['1 November 2026', 'the same', 'no', 'yes', '2 January 2026', '1 March 2026', 'the same', 'no', 'yes'],
    ]),
  ).toEqual([
    ['www.a.example', 'free-replacement'],
    ['www.b.example', 'discounted-purchase'],
  ]));

test('another name at the summary is another round, no correction', () => {
  const { state } = last([...summed, 'oh, and b.example.com too']);
  expect(state.given.commonName).toBe('www.acme.com');
  expect(state.waitingSubjects).toMatchObject([{ commonName: 'b.example.com' }]);
});
