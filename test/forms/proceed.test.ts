import { proceed } from '../../src/forms/proceed.js';
import type { FormState } from '../../src/forms/state.js';
import { openTalk, put } from '../../src/forms/talk.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { context, knowing, knownBefore, replacement, whole } from './desk.js';

const open = (given: Facts, but: Partial<FormState> = {}) =>
  openTalk(replacement, { ...knowing(given), ...but }, context);

test.each<[string, Facts, Partial<FormState>, string | null]>([
  ['the first fact that is missing', {}, {}, 'loss'],
  ['what an outcome needs besides', { ...knownBefore('newCommonName'), dnChanges: false }, {}, 'newCommonName'],
  ['what was refused comes first', whole, { reopened: 'product' }, 'product'],
  [
    'what is offered comes before it',
    whole,
    { reopened: 'product', offered: { fact: 'orderDate', values: ['2026-11-03'] } },
    'orderDate',
  ],
  [
    'what waits for a yes comes before what is missing',
    knownBefore('orderDate'),
    { unconfirmed: ['commonName'] },
    'confirm:commonName',
  ],
  ['all known is summed up', whole, {}, 'summary'],
])('%s is asked', (_, given, but, expecting) => expect(proceed(open(given, but)).expecting).toBe(expecting));

test('only an agreed summary decides', () => {
  expect(proceed(open(whole)).verdict).toBeNull();
  expect(proceed(open(whole), { agreed: true }).verdict).toMatchObject({ outcome: 'free-replacement' });
  expect(proceed(open(whole, { unconfirmed: ['orderDate'] }), { agreed: true }).verdict).toBeNull();
});

test('what decides at once decides for all subjects', () => {
  const turn = proceed(open({ loss: 'compromised' }, { waitingSubjects: [{ commonName: 'b.com' }] }));
  expect(turn).toMatchObject({ expecting: null, verdict: { outcome: 'needs-human' }, state: { waitingSubjects: [] } });
});

test('after a verdict the next subject has its round', () => {
  const turn = proceed(open(whole, { waitingSubjects: [{ ...knownBefore('orderDate'), commonName: 'b.com' }] }), {
    agreed: true,
  });
  expect(turn).toMatchObject({
    expecting: 'orderDate',
    verdict: { outcome: 'free-replacement' },
    state: { given: { commonName: 'b.com' }, waitingSubjects: [] },
  });
});

test('a date that another contradicts is given up, with a word', () => {
  const talk = open({ ...knownBefore('orderDate'), orderDate: '2026-08-01' });
  put(talk, { fact: 'lossDate', value: '2026-07-01' });
  const turn = proceed(talk);
  expect(turn.expecting).toBe('lossDate');
  expect(turn.say[0]?.text).toContain('1 July 2026');
});
