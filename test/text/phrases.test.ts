import fc from 'fast-check';
import { longestApart, Phrases } from '../../src/text/phrases.js';
import { wordsOf } from '../../src/text/words.js';

function found(text: string, phrases: string[]): string[] {
  return longestApart(new Phrases(phrases.map((phrase) => [phrase, phrase] as const)).matches(wordsOf(text))).map(
    ({ value }) => value,
  );
}

test.each([
  ['I made BACK-UPS of it', ['backup'], ['backup']],
  ['a back up', ['back-up'], ['back-up']],
  ["I don't know", ['dont know'], ['dont know']],
  ['I don’t know', ["don't know"], ["don't know"]],
  ['the keys are lost', ['key'], ['key']],
  ['two copies', ['copy'], ['copy']],
  ['no backup of mine', ['backup', 'no backup'], ['no backup']],
  ['keyboard', ['key'], []],
  [
    'the secure server certificate, then a server',
    ['server', 'secure server certificate'],
    ['secure server certificate', 'server'],
  ],
  ['global server id', ['server id', 'global server'], ['global server']],
  ['128-bit', ['128 bit'], ['128 bit']],
  ['addresses', ['address'], ['address']],
  ['yes 👍', ['👍'], ['👍']],
  ['', ['a'], []],
  ['a', ['', '!'], []],
])('in "%s" of %j: %j', (text, phrases, expected) => {
  expect(found(text, phrases)).toEqual(expected);
});

test('a phrase of two values gives both at its place', () => {
  const phrases = new Phrases([
    ['server', 'a'],
    ['servers', 'b'],
  ]);
  expect(longestApart(phrases.matches(wordsOf('my server'))).map(({ value }) => value)).toEqual(['a', 'b']);
});

test('of overlapping phrases the longest is kept, none overlap, and all stand where they say', () => {
  const word = fc.constantFrom('no', 'backup', 'key', 'lost', 'server', 'the');
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.array(phrase, { maxLength: 8 }), (words, phrases) => {
      const text = words.join(' ');
      const matches = longestApart(new Phrases(phrases.map((each) => [each, each] as const)).matches(wordsOf(text)));
      let end = 0;
      for (const match of matches) {
        expect(match.from).toBeGreaterThanOrEqual(end);
        expect(text.slice(match.start, match.end)).toBe(match.value);
        end = match.to;
      }
      const longest = phrases
        .filter((each) => ` ${text} `.includes(` ${each} `))
        .sort((a, b) => b.replaceAll(' ', '').length - a.replaceAll(' ', '').length)[0];
      if (longest)
        expect(matches.map(({ value }) => value.replaceAll(' ', '').length)).toContain(
          longest.replaceAll(' ', '').length,
        );
    }),
  );
});

test('words stand where they say, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      let end = 0;
      for (const word of wordsOf(text)) {
        expect(word.start).toBeGreaterThanOrEqual(end);
        expect(word.end).toBeLessThanOrEqual(text.length);
        end = word.end;
      }
    }),
  );
});
