import { ConceptBook } from '../../src/conversation/concepts.js';
import { wordsOf } from '../../src/text/words.js';

const book = new ConceptBook(
  {
    card: ['card', 'library card', 'ticket'],
    'bank card': ['bank card'],
    renamed: ['called … now', 'known … as … these days'],
    lost: ['lost', 'gone missing'],
    gone: ['gone', 'lost'],
    had: ['got'],
    returned: ['got … back'],
    copied: ['took a copy'],
    taken: ['took … with him', 'took'],
  },
  ['on the cards', 'lost and found'],
);
const found = (text: string) => book.find(wordsOf(text)).map(({ concept }) => concept);

test.each<[string, string, string[]]>([
  ['a concept is found by any way of saying it', 'my ticket', ['card']],
  ['the longest way counts', 'my bank card', ['bank card']],
  ['plurals and hyphens are the same word', 'two library-cards', ['card']],
  ['a word may stand for several concepts', 'it is lost', ['lost', 'gone']],
  ['a way of speaking means none', 'a new one is on the cards', []],
  ['the words of an idiom mean nothing by themselves', 'the lost and found', []],
  ['a gap holds a few words', 'we are called something else now', ['renamed']],
  ['two gaps do too', 'known to all as Smith and Sons these days', ['renamed']],
  ['a gap holds no more than six', 'called one two three four five six seven now', []],
  ['no way of saying reaches over a comma', 'a library, card in hand', ['card']],
  ['nor does a gap', 'we called him, now he knows', []],
  ['half of a saying is none', 'we called', []],
  ['half of one may be another', 'we got it', ['had']],
  ['and the whole of it counts before that', 'we got all of it back', ['returned']],
  ['several words in one piece count before a gap', 'he took a copy of it with him', ['copied']],
  ['a single word does not', 'he took all of it with him', ['taken']],
  ['nothing is found in nothing', '', []],
])('%s: "%s"', (_, text, concepts) => expect(found(text)).toEqual(concepts));

test('a mention stands where its words do', () => {
  expect(book.find(wordsOf('I lost my bank card'))).toEqual([
    { concept: 'lost', from: 1, to: 2 },
    { concept: 'gone', from: 1, to: 2 },
    { concept: 'bank card', from: 3, to: 5 },
  ]);
});
