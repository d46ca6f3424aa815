import fc from 'fast-check';
import { featureKey } from '../../../src/matching/reader/featureKey.js';
import { featuresOf } from '../../../src/matching/reader/features.js';
import { masked } from '../../../src/matching/reader/masked.js';

const words = (text: string) => masked(text).trim().replace(/\s+/g, ' ');

test.each([
  ['it is www.example.co.uk', 'it is host_'],
  ['see https://example.com/a?b=c', 'see host_'],
  ['*.example.com', 'host_'],
  ['write to jo.smith@example.com', 'write to mail_'],
  ['my backup.pfx', 'my file_ pfx'],
  ['a .key file', 'a file_ key file'],
  ['on 3rd May 2026', 'on day_ May year_'],
  ['Tuesday 12 August', 'weekday_ number_ month_'],
  ['2026-05-03', 'date_'],
  ['0044 1632 960001', 'number_ number_ number_'],
  ['the key. It is lost', 'the key. It is lost'],
])('“%s” is read as “%s”', (text, expected) => {
  expect(words(text)).toBe(expected);
});

test.each([
  ["the server isn't dead", 'dead', true],
  ['the server isnt dead', 'dead', true],
  ['nobody ever stole it', 'stole', true],
  ['not the key, the server died', 'died', false],
  ['not lost but stolen', 'stolen', false],
  ['no. the server died', 'died', false],
  ['the server died', 'died', false],
])('in “%s”, “%s” is denied: %s', (text, word, denied) => {
  const denials = [...featuresOf(text, 'none').keys()].filter((name) => name.startsWith('nw:'));
  expect(denials.some((name) => word.startsWith(name.slice(3)))).toBe(denied);
});

test.each([
  ['is it lost?', 'asks'],
  ['maybe it is', 'hedges'],
  ['if it were lost', 'supposes'],
  ['we found it again', 'over'],
  ['yes', 'agrees'],
])('“%s” bears the mark “%s”', (text, mark) => {
  expect(featuresOf(text, 'loss').has(`m:${mark}`)).toBe(true);
  expect(featuresOf(text, 'loss').has(`om:loss|${mark}`)).toBe(true);
});

test('two names of host are one text', () => {
  expect(featuresOf('it is www.example.com', 'none')).toEqual(featuresOf('it is shop.example.org', 'none'));
});

test('features are few, and none costs more for a longer text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000, unit: 'binary' }), (text) => {
      expect(featuresOf(text, 'none').size).toBeLessThan(3000);
    }),
  );
});

test('hardly any two names share a key', () => {
  const keys = new Set(Array.from({ length: 50_000 }, (_, n) => featureKey(`w:word${n}`)));
  expect(keys.size).toBeGreaterThan(49_995);
});
