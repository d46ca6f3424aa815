import { faultsAfter, form, type Row, replaceIn } from './spoil.js';

const things = 'Known: card, childs-card, child, book, film, game, fee, other-card.';
const states = 'Known: lost, kept, stolen, broken, replaced, late, waived, ill.';
const both = `${things.slice(0, -1)}, ${states.slice('Known: '.length)}`;

describe('what a form is told by', () => {
  test.each<Row>([
    [
      'a pattern of no thing',
      form,
      'told: [card/childs-card broken]',
      'told: [card/childscard broken]',
      `dialogs/new-card.yaml:20 facts.what.options.damaged.told.0: words.yaml has no thing "childscard". Did you mean "childs-card"? ${things}`,
    ],
    [
      'a pattern of no state',
      form,
      'told: [card/childs-card broken]',
      'told: [card broken/brokn]',
      `dialogs/new-card.yaml:20 facts.what.options.damaged.told.0: words.yaml has no state "brokn". Did you mean "broken"? ${states}`,
    ],
    [
      'a pattern of one name that is neither',
      form,
      'asked: [broken]',
      'asked: [borken]',
      `dialogs/new-card.yaml:20 facts.what.options.damaged.asked.0: words.yaml has no thing or state "borken". Did you mean "broken"? ${both}`,
    ],
    [
      'a pattern the wrong way round',
      form,
      'told: [card replaced]',
      'told: [replaced card]',
      `dialogs/new-card.yaml:27 facts.replacedBefore.yes.told.0: words.yaml has no state "card". ${states}`,
      `dialogs/new-card.yaml:27 facts.replacedBefore.yes.told.0: words.yaml has no thing "replaced". ${things}`,
    ],
    [
      'a pattern of too many words',
      form,
      'card lost by outsider',
      'card lost by thief',
      'dialogs/new-card.yaml:19 facts.what.options.stolen.told.1: "card lost by thief" is no pattern. Write a thing and what is said of it ("key lost"), one of the two alone, or "… by outsider".',
    ],
    [
      'a part that has what does not exist',
      form,
      '    yes: { said: [i have, once], told: [card replaced] }',
      '    parts: { old: { has: [car], lacks: [card gone], askedHas: [crad], askedLacks: [lst], ask: Which? } }',
      `dialogs/new-card.yaml:27 facts.replacedBefore.parts.old.askedHas.0: words.yaml has no thing or state "crad". Did you mean "card"? ${both}`,
      `dialogs/new-card.yaml:27 facts.replacedBefore.parts.old.askedLacks.0: words.yaml has no thing or state "lst". Did you mean "lost"? ${both}`,
      `dialogs/new-card.yaml:27 facts.replacedBefore.parts.old.has.0: words.yaml has no thing or state "car". Did you mean "card"? ${both}`,
      `dialogs/new-card.yaml:27 facts.replacedBefore.parts.old.lacks.0: words.yaml has no state "gone". ${states}`,
    ],
    [
      'a wish for what does not exist',
      form,
      'opensOn: [card replaced]',
      'opensOn: [card wanted]',
      `dialogs/new-card.yaml:5 opensOn.0: words.yaml has no state "wanted". Did you mean "waived"? ${states}`,
    ],
    [
      'an option that is asked by no thing',
      form,
      'thing: card',
      'thing: crad',
      `dialogs/new-card.yaml:18 facts.what.options.lost.thing: words.yaml has no thing "crad". Did you mean "card"? ${things}`,
    ],
    [
      'a preference for no option',
      form,
      'prefers: [stolen,',
      'prefers: [stole,',
      'dialogs/new-card.yaml:16 facts.what.prefers.0: there is no option "stole". Did you mean "stolen"? Known: lost, stolen, damaged.',
    ],
    [
      'a date of no thing',
      form,
      'dateOf: [card]',
      'dateOf: [cart]',
      `dialogs/new-card.yaml:36 facts.lastCard.dateOf.0: words.yaml has no thing "cart". Did you mean "card"? ${things}`,
    ],
    [
      'a concept that does not exist',
      form,
      'cues: [<handed-out>]',
      'cues: [<handed-on>]',
      `dialogs/new-card.yaml:35 facts.lastCard.cues.0: words.yaml has no concept "handed-on". Did you mean "handed-out"? Known: handed-out, returned, due, first-time, ${both.slice('Known: '.length)}`,
    ],
    [
      'half the name of a concept',
      form,
      '<returned>,',
      '<returned,',
      'dialogs/new-card.yaml:6 otherDates.0: "<returned" is half a name. Write <name> for a concept of words.yaml.',
    ],
    [
      'an option said like another',
      form,
      'said: [torn]',
      'said: [torn, vanished]',
      'dialogs/new-card.yaml:20 facts.what.options.damaged.said.1: "vanished" stands under options.lost.said already. Keep it in one place.',
    ],
    [
      'an option said like another by the name of a concept',
      'dialogs/late-fee.yaml',
      'said: [<film>]',
      'said: [reel, <book>]',
      'dialogs/late-fee.yaml:15 facts.what.options.film.said.1: "book" stands under options.book.said already. Keep it in one place.',
    ],
    [
      'a yes-no fact that nothing tells',
      form,
      '    yes: { said: [i have, once], told: [card replaced] }\n    no: { said: [<first-time>] }\n',
      '',
      'dialogs/new-card.yaml:21 facts.replacedBefore: nothing tells a yes or a no. Write under "yes" and "no" what means them, or "parts".',
    ],
  ])('%s', (_, file, from, to, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, file, from, to))).toEqual(faults);
  });

  test('while words.yaml is broken, no name is looked for in it', () => {
    const faults = faultsAfter((folder) => replaceIn(folder, 'words.yaml', 'things:', '\tthings:'));
    expect(faults.filter((line) => line.startsWith('dialogs/'))).toEqual([]);
  });
});
