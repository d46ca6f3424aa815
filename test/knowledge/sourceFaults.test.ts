import { cost, faultsAfter, form, guide, type Row, replaceIn } from './spoil.js';

describe('the source', () => {
  test.each<Row>([
    [
      'a quote that is not word for word',
      cost,
      'is free of charge',
      'is free',
      'answers/card.cost.md:37 sources.0: "The first new card within a year is free." does not stand in the source. Quote it word for word: source/readers-cards.txt:15 has "The first new card within a year is free of charge."',
    ],
    [
      'a quote that cuts a word',
      cost,
      'free of charge."',
      'free of char"',
      'answers/card.cost.md:37 sources.0: "The first new card within a year is free of char" does not stand in the source. Quote it word for word: source/readers-cards.txt:15 has "The first new card within a year is free of charge."',
    ],
    [
      'a quote with two words joined',
      cost,
      'within a year is',
      'within ayear is',
      'answers/card.cost.md:37 sources.0: "The first new card within ayear is free of charge." does not stand in the source. Quote it word for word: source/readers-cards.txt:15 has "The first new card within a year is free of charge."',
    ],
    [
      'a quote from nowhere',
      cost,
      'Any further card costs 5 pounds, e.g. after a second loss.',
      'Fish and chips.',
      'answers/card.cost.md:38 sources.1: "Fish and chips." does not stand in the source. Copy a sentence from source/readers-cards.txt word for word.',
      'source/readers-cards.txt:15 sentence: "Any further card costs 5 pounds, e.g. after a second loss." is neither quoted by an answer or procedure nor navigation. Quote it in the "sources" of the answer that says it, or list it in source/navigation.yaml.',
    ],
    [
      'a quote of a step',
      guide,
      'Now select',
      'Then select',
      'procedures/pin.reset.md:61 steps.enter-number.sources.1: "Then select "Send code"." does not stand in the source. Quote it word for word: source/readers-cards.txt:30 has "Now select "Send code"."',
    ],
    [
      'a quote of a form',
      form,
      'source: Any further card costs 5 pounds',
      'source: Any other card costs 5 pounds',
      'dialogs/new-card.yaml:68 decide.3.reasons.0.source: "Any other card costs 5 pounds" does not stand in the source. Quote it word for word: source/readers-cards.txt:15 has "Any further card costs 5 pounds, e.g. after a second loss."',
    ],
    [
      'a quote of a plan',
      form,
      'cards/new.html for',
      'cards/ new.html for',
      'dialogs/new-card.yaml:80 plan.0.source: "Bring proof of your address to the desk, or see https://library.example.org/cards/ new.html for other ways." does not stand in the source. Quote it word for word: source/readers-cards.txt:17 has "Bring proof of your address to the desk, or see https://library.example.org/cards/new .html for other ways."',
    ],
    [
      'a sentence that no answer quotes',
      cost,
      '  - "Any further card costs 5 pounds, e.g. after a second loss."\n',
      '',
      'source/readers-cards.txt:15 sentence: "Any further card costs 5 pounds, e.g. after a second loss." is neither quoted by an answer or procedure nor navigation. Quote it in the "sources" of the answer that says it, or list it in source/navigation.yaml.',
    ],
    [
      'a sentence that is new',
      'source/readers-cards.txt',
      '  2. Back to top',
      '    Cards of visitors are valid for a week.\n\n  2. Back to top',
      'source/readers-cards.txt:22 sentence: "Cards of visitors are valid for a week." is neither quoted by an answer or procedure nor navigation. Quote it in the "sources" of the answer that says it, or list it in source/navigation.yaml.',
    ],
    [
      'navigation that is not in the source',
      'source/navigation.yaml',
      'Back to top',
      'Back to the top',
      'source/navigation.yaml:7 navigation.4: "Back to the top" does not stand in the source. Quote it word for word: source/readers-cards.txt:22 has "Back to top"',
    ],
    [
      'a heading that is not listed',
      'source/navigation.yaml',
      '  - Home\n',
      '',
      'source/readers-cards.txt:3 sentence: "Home" is neither quoted by an answer or procedure nor navigation. Quote it in the "sources" of the answer that says it, or list it in source/navigation.yaml.',
    ],
    [
      'another name of the source',
      'source/navigation.yaml',
      'readers-cards.txt',
      'reader-cards.txt',
      'source/reader-cards.txt:1 file: is missing. Put the page there, or correct "file:" in source/navigation.yaml.',
    ],
    [
      'a path out of the folder',
      'source/navigation.yaml',
      'readers-cards.txt',
      '../desk.yaml',
      'source/navigation.yaml:1 file: is "../desk.yaml". Name a file that stands beside this one in source/.',
    ],
  ])('%s', (_, file, from, to, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, file, from, to))).toEqual(faults);
  });
});
