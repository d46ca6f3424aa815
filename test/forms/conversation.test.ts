import { ask, begin, goBack } from '../../src/forms/conversation.js';
import { carried, context, knowing, knownBefore, replacement, take } from './desk.js';

const saidBy = ({ say }: { say: { text: string }[] }) => say.map(({ text }) => text);

test('a form opens with its own words, a kind one first where something happened', () => {
  expect(saidBy(begin(replacement, {}, [], context))[0]).toBe(replacement.opening);
  expect(saidBy(begin(replacement, {}, [take('loss', 'server')], context))[0]).toBe(
    `${replacement.sympathy} ${replacement.opening}`,
  );
});

test('what is decided at once needs no introduction', () => {
  const turn = begin(replacement, {}, [take('loss', 'compromised')], context);
  expect(turn).toMatchObject({ say: [], expecting: null, verdict: { outcome: 'needs-human' } });
});

test('what merely follows from facts known before is not held to be said', () => {
  const { state } = begin(replacement, { commonName: 'a.com', newCommonName: 'b.com', dnChanges: true }, [], context);
  expect(state.given).toEqual({ commonName: 'a.com', newCommonName: 'b.com' });
  expect(state.facts.dnChanges).toBe(true);
});

test('asked again after an interruption it asks the same and changes nothing', () => {
  const { state } = carried(knowing(knownBefore('orderDate')));
  const again = ask(replacement, state, context);
  expect(again.expecting).toBe('orderDate');
  expect(again.state).toEqual(state);
});

test('back asks the question before, its answer forgotten', () => {
  let turn = begin(replacement, {}, [], context);
  turn = carried(turn.state, take('loss', 'server'));
  turn = carried(turn.state, take('hasBackup', false));
  turn = carried(turn.state, take('product', 'global'));
  const back = goBack(replacement, turn.state, context);
  expect(back.expecting).toBe('product');
  expect(back.state.given).toEqual({ loss: 'server', hasBackup: false });
  expect(goBack(replacement, back.state, context).expecting).toBe('hasBackup');
});

test('back from a value read back asks for it again', () => {
  const { state } = carried(knowing(knownBefore('orderDate')), take('orderDate', '2026-05-03', 'year-added'));
  expect(goBack(replacement, state, context).expecting).toBe('orderDate');
});

test('at the first question there is no way back', () => {
  const back = goBack(replacement, begin(replacement, {}, [], context).state, context);
  expect(back.expecting).toBe('loss');
  expect(saidBy(back)).toHaveLength(2);
});
