import { decidesAlone, learnedValue } from '../../src/conversation/leaning.js';
import { knowing, knownBefore, replacement, today } from '../forms/desk.js';
import { hearing, message } from './situation.js';

function leans(text: string, fact: string, heads: Record<string, Record<string, number>>) {
  const state = knowing(knownBefore(fact));
  return learnedValue(replacement, state, fact, message(text), { reader: hearing(heads), open: fact, today });
}

test.each<[string, string, string, Record<string, Record<string, number>>, object | null]>([
  [
    'what it is sure of may be taken',
    'the platter had it',
    'loss',
    { loss: { server: 0.94 } },
    { value: 'server', may: 'take' },
  ],
  [
    'what it leans to may be offered',
    'the platter had it',
    'loss',
    { loss: { server: 0.7 } },
    { value: 'server', may: 'offer' },
  ],
  ['less is nothing', 'the platter had it', 'loss', { loss: { server: 0.4 } }, null],
  ['"none" is no value', 'the platter had it', 'loss', { loss: { none: 0.99 } }, null],
  [
    'another’s matter is only offered',
    'the platter had it',
    'loss',
    { loss: { server: 0.95 }, about: { own: 0.3 } },
    { may: 'offer' },
  ],
  ['a stolen key is never taken', 'they got at it', 'loss', { loss: { compromised: 0.99 } }, { may: 'offer' }],
  [
    'nor is a backup that would end the form',
    'it sits in the vault',
    'hasBackup',
    { hasBackup: { yes: 0.99 } },
    { value: true, may: 'offer' },
  ],
  ['a lack of one is', 'nobody ever bothered', 'hasBackup', { hasBackup: { no: 0.99 } }, { value: false, may: 'take' }],
  ['another secret says nothing', 'my wifi key fell down', 'loss', { loss: { server: 0.99 } }, null],
  ['a fact that it has not learned', 'well', 'product', { loss: { server: 0.99 } }, null],
])('%s: "%s"', (_, text, fact, heads, value) => {
  if (value === null) expect(leans(text, fact, heads)).toBeNull();
  else expect(leans(text, fact, heads)).toMatchObject(value);
});

test('without a reader nothing is leant to', () => {
  const given = { reader: null, open: 'loss', today };
  expect(learnedValue(replacement, knowing({}), 'loss', message('the platter had it'), given)).toBeNull();
});

test.each([
  ['loss', 'compromised', true],
  ['loss', 'server', false],
  ['hasBackup', true, true],
  ['hasBackup', false, false],
  ['dnChanges', false, false],
] as const)('%s %s ends a form while questions are open: %s', (fact, value, alone) =>
  expect(decidesAlone(replacement, knowing(knownBefore(fact)), fact, value, today)).toBe(alone),
);
