import { sameMark, valueOfMention } from '../../src/forms/factsTold.js';

const mention = { start: 3, end: 9, kind: 'date' as const, fact: null };

test('a mention that was read has its value, with what was assumed', () => {
  expect(valueOfMention('orderDate', { ...mention, reading: { value: '2026-05-03', assumed: 'relative' } })).toEqual({
    fact: 'orderDate',
    value: '2026-05-03',
    assumed: 'relative',
    start: 3,
    end: 9,
  });
  expect(valueOfMention('orderDate', { ...mention, reading: { value: '2026-05-03' } })).not.toHaveProperty('assumed');
});

test('one that was refused has none', () =>
  expect(() =>
    valueOfMention('orderDate', { ...mention, reading: { problem: { reason: 'date.future', about: {} } } }),
  ).toThrow('read'));

test('"the same" is a mark that no host name looks like', () => expect(sameMark('commonName')).toBe('{commonName}'));
