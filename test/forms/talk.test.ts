import { drop, isKnown, lastGiven, openTalk, put } from '../../src/forms/talk.js';
import { context, knowing, replacement, whole } from './desk.js';

const talk = (given = whole) => openTalk(replacement, knowing(given), context);

test('a talk leaves the state it was opened with as it is', () => {
  const state = knowing(whole);
  put(openTalk(replacement, state, context), { fact: 'product', value: 'global' });
  expect(state.given.product).toBe('secure-server');
});

test('a name that is the same follows the one it is the same as', () => {
  const one = talk({ commonName: 'www.a.com' });
  put(one, { fact: 'newCommonName', value: '{commonName}' });
  put(one, { fact: 'commonName', value: 'www.b.com' });
  expect(one.state.given.newCommonName).toBe('www.b.com');
  put(one, { fact: 'newCommonName', value: 'www.c.com' });
  put(one, { fact: 'commonName', value: 'www.d.com' });
  expect(one.state.given.newCommonName).toBe('www.c.com');
});

test('"the same" as a name that nobody knows is nothing', () => {
  const one = talk({});
  put(one, { fact: 'newCommonName', value: '{commonName}' });
  expect(isKnown(one, 'newCommonName')).toBe(false);
});

test('what cannot be given is known not to be', () => {
  const one = talk({});
  put(one, { fact: 'orderDate', value: null });
  expect([isKnown(one, 'orderDate'), isKnown(one, 'lossDate')]).toEqual([true, false]);
});

test('what is forgotten is kept in mind for what differs from it, and asked where it is to be', () => {
  const one = talk();
  drop(one, 'orderDate', { ask: true });
  expect(one.state).toMatchObject({ dropped: { fact: 'orderDate', value: '2026-11-03' }, reopened: 'orderDate' });
  expect(one.state.given).not.toHaveProperty('orderDate');
});

test('rounds that were told the same follow a correction, others stand', () => {
  const one = talk();
  one.state.waitingSubjects = [{ product: 'secure-server' }, { product: 'other' }];
  put(one, { fact: 'product', value: 'global' });
  expect(one.state.waitingSubjects).toEqual([{ product: 'global' }, { product: 'other' }]);
  drop(one, 'product', { ask: false });
  expect(one.state.waitingSubjects).toEqual([{}, { product: 'other' }]);
});

test('the last given of those that fit', () => {
  const one = talk({ loss: 'server', product: 'global' });
  expect(lastGiven(one, () => true)).toBe('product');
  expect(lastGiven(one, (fact) => fact !== 'product')).toBe('loss');
  expect(lastGiven(one, () => false)).toBeUndefined();
});
