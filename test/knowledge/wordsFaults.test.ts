import { faultsAfter, type Row, replaceIn } from './spoil.js';

const words = 'words.yaml';

describe('words', () => {
  test.each<Row>([
    [
      'a term that stands twice',
      words,
      'missing, stolen]',
      'missing, lost]',
      'words.yaml:3 concepts.lost.4: "lost" stands in this concept twice. Remove one.',
    ],
    [
      'a term in capitals',
      words,
      '[pin,',
      '[PIN,',
      'words.yaml:4 concepts.pin.0: "PIN" has capital letters. Write "pin": case makes no difference.',
    ],
    [
      'a concept without words',
      words,
      '[pin, code, four digits]',
      '[]',
      'words.yaml:4 concepts.pin: has too few items. Write at least 1 of them.',
    ],
    [
      'two states of being there',
      words,
      '  replaced: { said:',
      '  replaced: { there: true, said:',
      'words.yaml:25 states.replaced.there: another state says already that a thing is there. Remove one.',
    ],
    [
      'a thing said twice, by a hyphen',
      words,
      'novel, atlas',
      'night-novel, night novel',
      'words.yaml:13 things.book.said.2: "night novel" stands in this concept twice. Remove one.',
    ],
    [
      'a thing in capitals',
      words,
      'film, dvd',
      'film, DVD',
      'words.yaml:14 things.film.said.1: "DVD" has capital letters. Write "dvd": case makes no difference.',
    ],
    [
      'a way of saying two things',
      words,
      'game, jigsaw',
      'game, atlas',
      'dialogs/late-fee.yaml:16 facts.what.options.game.said.0: "atlas" stands under options.book.said already. Keep it in one place.',
      'words.yaml:15 things.game.said.1: "atlas" means the thing "book" already. Keep it in one place, or say more.',
    ],
    [
      'a thing that nothing means',
      words,
      'said: [game, jigsaw]',
      'said: []',
      'words.yaml:15 things.game: nothing means it. Write under "said" how people say it.',
    ],
    [
      'a state that nothing means',
      words,
      'said: [ill, sick, in hospital]',
      'said: []',
      'words.yaml:28 states.ill: nothing means it. Write under "said" how people say it.',
    ],
    [
      'a compound of a thing that does not exist',
      words,
      'of: card of child',
      'of: card of chidl',
      'words.yaml:10 things.childs-card.of: there is no thing "chidl". Did you mean "child"? Known: card, childs-card, child, book, film, game, fee, other-card.',
    ],
    [
      'a compound of one thing',
      words,
      'of: card of child',
      'of: [card]',
      'words.yaml:10 things.childs-card.of.0: "card" names no two things. Write one of another: "password of backup".',
    ],
    [
      'a denial that is no state',
      words,
      'denied: kept',
      'denied: keep',
      'words.yaml:21 states.lost.denied: there is no state "keep". Did you mean "kept"? Known: lost, kept, stolen, broken, replaced, late, waived, ill.',
    ],
    [
      'a name of a thing and a state',
      words,
      '  ill: {',
      '  book: {',
      'dialogs/late-fee.yaml:30 facts.ill.yes.told.0: words.yaml has no thing or state "ill". Did you mean "film"? Known: card, childs-card, child, book, film, game, fee, other-card, lost, kept, stolen, broken, replaced, late, waived, book.',
      'words.yaml:28 states.book: "book" stands under "things" already. Choose another name.',
    ],
    [
      'a phrase in capitals',
      words,
      'should have been back',
      'Should have been back',
      'words.yaml:33 phrases.due.1: "Should have been back" has capital letters. Write "should have been back": case makes no difference.',
    ],
    [
      'an idiom that stands twice',
      words,
      'in my book,',
      'in my book, in my book,',
      'words.yaml:36 idioms.2: "in my book" stands in this concept twice. Remove one.',
    ],
    [
      'a key of a thing that nobody knows',
      words,
      'foreign: true',
      'strange: true',
      'words.yaml:18 things.other-card.strange: "strange" is not a key that is known here. Known keys: said, of, foreign.',
    ],
  ])('%s', (_, file, from, to, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, file, from, to))).toEqual(faults);
  });

  test('two states may share a word', () => {
    expect(faultsAfter((folder) => replaceIn(folder, words, 'pinched]', 'pinched, gone]'))).toEqual([]);
  });
});
