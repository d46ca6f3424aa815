import { patternsOf, thingsAskedFor, tradeOf } from '../../src/conversation/trade.js';
import { english } from '../../src/languages/en/english.js';
import { wordsOf } from '../../src/text/words.js';
import { knowledge, replacement } from '../forms/desk.js';

const { trade } = knowledge;

test.each([
  [['key lost'], [{ thing: 'key', state: 'lost' }]],
  [['key copied by outsider'], [{ thing: 'key', state: 'copied', byOutsider: true }]],
  [['global-id'], [{ thing: 'global-id' }]],
  [['renamed'], [{ state: 'renamed' }]],
  [[], []],
])('%j is read as %j', (lines, patterns) => expect(patternsOf(lines, trade)).toEqual(patterns));

test('the words of a knowledge are made ready once', () =>
  expect(tradeOf(trade, english.realWords)).toBe(tradeOf(trade, english.realWords)));

test('a trade knows its compounds, opposites and foreign things', () => {
  const { compounds, opposites, foreign, outsiders } = tradeOf(trade, english.realWords);
  expect(compounds.get('password of backup')).toBe('backup-password');
  expect(opposites.get('held')).toBe('lacking');
  expect(foreign.has('other-secret')).toBe(true);
  expect(foreign.has('key')).toBe(false);
  expect(outsiders.find(wordsOf('some stranger'))).toHaveLength(1);
});

test('the things whose loss a form asks about', () =>
  expect(Object.fromEntries(thingsAskedFor(replacement))).toEqual({
    key: { fact: 'loss', option: 'private-key' },
    password: { fact: 'loss', option: 'password' },
    certificate: { fact: 'loss', option: 'certificate' },
    server: { fact: 'loss', option: 'server' },
  }));
