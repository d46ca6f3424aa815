import { opening } from '../../src/conversation/opening.js';
import { replacement } from '../forms/desk.js';
import { heard, hearing, inShort } from './situation.js';

const opens = (text: string, but: Parameters<typeof heard>[2] = {}, surely = false) => {
  const moves = opening(heard(text, undefined, but), replacement, { surely });
  return moves === null ? null : inShort(moves);
};

test.each([
  ['a loss', 'my private key vanished', 'begin: take loss private-key'],
  [
    'a loss with all that is told',
    'the disk died, no backup, www.acme.com',
    'begin: take loss server, take hasBackup false, take commonName www.acme.com',
  ],
  ['a loss that was only a question', 'what if the key vanishes?', null],
  ['a wish', 'I want my certificate replaced', 'begin:'],
  ['a wish for anybody', 'are certificates replaced?', null],
  ['somebody else’s loss', 'a friend of mine lost her key', null],
  [
    'two facts without a loss',
    'no backup, and it was a Global Server ID',
    'begin: take hasBackup false, take product global',
  ],
  ['one fact without a loss', 'it was a Global Server ID', null],
  ['a question beside it', 'My key is gone. Is it free?', 'begin: take loss private-key; asks: Is it free?'],
  ['the form’s own title', replacement.title.toUpperCase(), 'begin:'],
  [
    'several names',
    'lost the keys of a.example.com and b.example.com',
    'begin: take loss private-key, take commonName a.example.com, takeSeveral a.example.com b.example.com',
  ],
  [
    'an undecided name',
    'key lost, a.example.com or b.example.com',
    'begin: take loss private-key, offer commonName a.example.com b.example.com',
  ],
  [
    'a date that cannot be',
    'key lost, ordered on 31 February 2026',
    'begin: take loss private-key, explain date.impossible',
  ],
  ['a question about the FAQ', 'how do I make a backup?', null],
  ['nothing', '', null],
])('%s: "%s"', (_, text, moves) => expect(opens(text)).toBe(moves));

test('an offer that is taken opens it with whatever is told', () => {
  expect(opens('yes please', {}, true)).toBe('begin:');
  expect(opens('yes, it is www.acme.com', {}, true)).toBe('begin: take commonName www.acme.com');
});

describe('with a learned reader', () => {
  test.each<[string, string, Record<string, Record<string, number>>, string | null]>([
    [
      'it is sure of a loss that no pattern told',
      'the platter had it',
      { loss: { server: 0.95 } },
      'begin: take loss server',
    ],
    ['a guess is asked, after the FAQ', 'the platter had it', { loss: { server: 0.75 } }, 'answer: the platter had it'],
    ['a weak one is nothing', 'the platter had it', { loss: { server: 0.55 } }, null],
    [
      'what it doubts is asked',
      'our key was stolen, no backup',
      { loss: { 'private-key': 0.9, compromised: 0.1 } },
      'begin: take hasBackup false, lean loss compromised',
    ],
    [
      'but not where the message is hardly of one’s own matter',
      'our key was stolen, no backup of www.acme.com',
      { loss: { none: 0.6, compromised: 0.4 }, about: { else: 0.9, own: 0.1 } },
      'begin: take hasBackup false, take commonName www.acme.com',
    ],
    ['a question is none of it', 'did the platter have it?', { loss: { server: 0.95 } }, null],
  ])('%s: "%s"', (_, text, heads, moves) => expect(opens(text, { reader: hearing(heads) })).toBe(moves));
});
