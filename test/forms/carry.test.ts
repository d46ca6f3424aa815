import type { FormMove } from '../../src/forms/moves.js';
import type { FormState } from '../../src/forms/state.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { carried, knowing, knowledge, knownBefore, take, whole } from './desk.js';

const asked = (fact: string, but: Partial<FormState> = {}): FormState => ({
  ...knowing(knownBefore(fact)),
  expecting: fact,
  ...but,
});
const summed = (but: Partial<FormState> = {}): FormState => ({ ...knowing(whole), expecting: 'summary', ...but });

test.each<[string, FormState, FormMove[], string | null, Facts]>([
  [
    'a value is taken, the next fact asked',
    asked('product'),
    [take('product', 'global')],
    'commonName',
    { product: 'global' },
  ],
  [
    'a value taken with an assumption is read back',
    asked('orderDate'),
    [take('orderDate', '2026-11-03', 'year-added')],
    'confirm:orderDate',
    {},
  ],
  [
    'agreeing goes on',
    asked('orderDate', { unconfirmed: ['commonName'] }),
    [{ do: 'agree', fact: 'commonName' }],
    'orderDate',
    {},
  ],
  [
    'a corrected value replaces a known one',
    summed(),
    [{ do: 'correct', fact: 'product', value: 'global' }],
    'summary',
    { product: 'global' },
  ],
  [
    '"the same" is the other name',
    asked('newCommonName'),
    [take('newCommonName', '{commonName}')],
    'dnChanges',
    { newCommonName: 'www.example.com' },
  ],
  ['what is reopened is asked next', summed(), [{ do: 'reopen', fact: 'orderDate' }], 'orderDate', {}],
  ['what is agreed to is decided', summed(), [{ do: 'decide' }], null, {}],
  ['a summary with a gap is not', asked('orderDate'), [{ do: 'decide' }], 'orderDate', {}],
  ['a refused summary waits for what is wrong', summed(), [{ do: 'refuse' }], 'summary', {}],
  [
    'an offer is put',
    asked('orderDate'),
    [{ do: 'offer', fact: 'orderDate', values: ['2026-11-03', '2026-11-04'] }],
    'orderDate',
    {},
  ],
  ['a leaning is put', asked('loss'), [{ do: 'lean', fact: 'loss', option: 'server' }], 'loss', {}],
  ['giving up once asks with a hint', asked('orderDate'), [{ do: 'giveUp', fact: 'orderDate' }], 'orderDate', {}],
  [
    'giving up twice goes on without',
    asked('orderDate', { hinted: 'orderDate' }),
    [{ do: 'giveUp', fact: 'orderDate' }],
    'newCommonName',
    { orderDate: null },
  ],
  [
    'a stolen key is decided at once',
    asked('orderDate'),
    [{ do: 'correct', fact: 'loss', value: 'compromised' }],
    null,
    { loss: 'compromised' },
  ],
])('%s', (_, state, moves, expecting, facts) => {
  const held = structuredClone(state);
  const turn = carried(state, ...moves);
  expect(turn.expecting).toBe(expecting);
  expect(turn.state.facts).toMatchObject(facts);
  expect(state).toEqual(held);
});

const texts = (state: FormState, ...moves: FormMove[]) => carried(state, ...moves).say.map(({ text }) => text);

test('what was told in passing is said back, what was asked for is not', () => {
  const [said] = carried(asked('product'), take('product', 'global'), take('commonName', 'www.acme.com')).say;
  expect(said).toMatchObject({ echo: true, text: expect.stringContaining('www.acme.com') });
  expect(said?.text).not.toContain('Global');
});

test('a value guessed at is said back although it was asked for', () =>
  expect(carried(asked('loss'), { do: 'take', fact: 'loss', value: 'server', echo: true }).say[0]).toMatchObject({
    echo: true,
  }));

test('a kept fact is said by its label, a refusal by its reason', () => {
  expect(texts(asked('orderDate'), { do: 'keep', fact: 'product' })[0]).toContain('Certificate');
  const problem = { reason: 'date.impossible', about: { date: '31 February 2026' } };
  expect(texts(asked('orderDate'), { do: 'explain', problem })[0]).toContain('31 February 2026');
  expect(texts(summed(), { do: 'refuse' })).toEqual([knowledge.sayings.says['form.whatsWrong']]);
});

test('a summary that is shown again may be agreed to', () => {
  const refused = carried(summed(), { do: 'refuse' }).state;
  expect(refused.refused).toBe(true);
  const again = carried(refused, { do: 'ask', ladder: 0 });
  expect(again.state.refused).toBe(false);
  expect(again.say.at(-1)?.summary).toBeDefined();
});

test('parts of a yes add up', () => {
  const { state } = carried(asked('hasBackup', { parts: { hasBackup: ['file'] } }), {
    do: 'takeParts',
    fact: 'hasBackup',
    parts: ['password', 'file'],
  });
  expect(state.parts.hasBackup).toEqual(['file', 'password']);
});

test('a value said once more is a yes to it', () => {
  const state = {
    ...knowing({ ...knownBefore('newCommonName') }),
    unconfirmed: ['orderDate'],
    expecting: 'confirm:orderDate',
  };
  expect(carried(state, take('orderDate', '2026-11-03')).expecting).toBe('newCommonName');
});
