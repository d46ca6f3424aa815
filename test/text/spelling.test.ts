import { Spelling } from '../../src/text/spelling.js';
import { wordsOf } from '../../src/text/words.js';

const spelling = new Spelling(['private key', 'lost', 'server', 'password', 'phrase'], new Set(['lots']));
const mended = (text: string) =>
  spelling
    .mended(wordsOf(text))
    .map(({ text: word }) => word)
    .join(' ');

test.each([
  ['neighbours swapped', 'lsot the passwrod', 'lost the password'],
  ['a letter left out', 'privte key', 'private key'],
  ['a letter doubled', 'serrver', 'server'],
  ['another letter makes another word', 'cost host post', 'cost host post'],
  ['a real word stays', 'lots of keys', 'lots of keys'],
  ['short words stay', 'kye', 'kye'],
])('%s: "%s"', (_, typed, meant) => expect(mended(typed)).toBe(meant));

test('places stay where they are', () => {
  const [, word] = spelling.mended(wordsOf('my passwrod'));
  expect(word).toMatchObject({ text: 'password', start: 3, end: 11 });
});
