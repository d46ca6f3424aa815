import { stripVTControlCharacters, styleText } from 'node:util';
import fc from 'fast-check';
import { columnsOf, wrap } from '../../../src/channels/terminal/wrap.js';

test.each<[string, string, number, string]>([
  ['breaks at spaces', 'one two three four', 9, 'one two\nthree\nfour'],
  ['leaves what fits', 'one two', 7, 'one two'],
  ['keeps empty lines and line ends', 'one\n\ntwo', 5, 'one\n\ntwo'],
  [
    'leaves a longer word alone',
    'see https://example.com/a/long/path now',
    10,
    'see\nhttps://example.com/a/long/path\nnow',
  ],
  ['stands further lines under the text of an item', '- one two three', 9, '- one two\n  three'],
  ['stands further lines under the text of a number', '  [1] one two three', 13, '  [1] one two\n      three'],
  ['keeps a line’s indent', '  one two three', 9, '  one two\n  three'],
  ['gives up an indent that leaves no room', '         one two', 10, '         one\ntwo'],
])('%s', (_, text, columns, expected) => expect(wrap(text, columns)).toBe(expected));

test('colours take no room', () => {
  const bold = styleText('bold', 'two three', { validateStream: false });
  expect(stripVTControlCharacters(wrap(`one ${bold} four`, 9))).toBe('one two\nthree\nfour');
});

test('no word is lost, and no line of short words is longer than the columns', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 60 }), (list, columns) => {
      const wrapped = wrap(list.join(' '), columns);
      expect(wrapped.split(/\s+/)).toEqual(list);
      for (const line of wrapped.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }),
  );
});

test.each<[object, number]>([
  [{}, Number.POSITIVE_INFINITY],
  [{ isTTY: false, columns: 80 }, Number.POSITIVE_INFINITY],
  [{ isTTY: true, columns: 40 }, 40],
  [{ isTTY: true, columns: 300 }, 100],
  [{ isTTY: true, columns: 0 }, Number.POSITIVE_INFINITY],
])('the columns of %j are %d', (stream, columns) => expect(columnsOf(stream)).toBe(columns));
