import { occurrences, sourceText } from '../../src/knowledge/read/sourceText.js';

const page =
  'Take it to https://example.com/enrol\n    .html or to\n  https://example.com/other\nand "wait".  Then wait\u00a0again, wait.';
const source = sourceText(page);

test.each([
  ['a part of a sentence', 'or to', 1],
  ['white space of another kind', 'Take  it\nto', 1],
  ['a space that does not break', 'Then wait again', 1],
  ['an address as received', 'https://example.com/enrol .html', 1],
  ['an address joined', 'Take it to https://example.com/enrol.html or to', 1],
  ['a line that only looks like the end of an address', 'https://example.com/other and', 1],
  ['several places', 'wait', 3],
  ['another case', 'take it', 0],
  ['a word that is cut', 'ake it', 0],
  ['words that are joined', 'Takeit', 0],
  ['an address and a word joined', 'https://example.com/otherand', 0],
  ['nothing', '  ', 0],
])('%s', (_, quote, places) => {
  const found = occurrences(source, quote);
  expect(new Set(found.map(({ start }) => start)).size).toBe(places);
});

test('a place is given in units of the source', () => {
  const joined = occurrences(source, 'https://example.com/enrol.html')[0];
  expect(page.slice(joined?.start, joined?.end)).toBe('https://example.com/enrol\n    .html');
});
