import { faultsAfter, type Row, replaceIn } from './spoil.js';

describe('desk, sayings', () => {
  test.each<Row>([
    [
      'a link that is none',
      'desk.yaml',
      'https://library.example.org/cards/new.html',
      'library.example.org',
      'desk.yaml:6 links.newCard: "library.example.org" is no web address. Write it whole, beginning with https://.',
    ],
    [
      'a link that is a script',
      'desk.yaml',
      'https://library.example.org/cards/new.html',
      '"javascript:alert(1)"',
      'desk.yaml:6 links.newCard: "javascript:alert(1)" is no web address. Write it whole, beginning with https://.',
    ],
    [
      'a time zone that does not exist',
      'desk.yaml',
      'Europe/Dublin',
      'Europe/Dubling',
      'desk.yaml:2 timeZone: "Europe/Dubling" is no time zone. Write an IANA name such as Europe/London.',
    ],
    [
      'an offset as time zone',
      'desk.yaml',
      'Europe/Dublin',
      '"+01:00"',
      'desk.yaml:2 timeZone: "+01:00" is no time zone. Write an IANA name such as Europe/London.',
    ],
    [
      'a control word of two meanings',
      'sayings/controls.yaml',
      'none of these]',
      'No idea!]',
      'sayings/controls.yaml:13 controls.noneOfThese.0: "No idea!" means "dontKnow" already (sayings/controls.yaml:12). Keep it in one place.',
    ],
    [
      'a control word that nothing means',
      'sayings/controls.yaml',
      '  where: [where am i]\n',
      '',
      'sayings/controls.yaml:1 controls.where: nothing means "where". Add it under "controls".',
    ],
    [
      'a sentence nobody says',
      'sayings/conversation.yaml',
      'says:',
      'says:\n  welcom: Hello',
      'sayings/conversation.yaml:2 says.welcom: nobody says "welcom". Remove it, or correct its name.',
    ],
    [
      'a sentence in two files',
      'sayings/controls.yaml',
      'controls:',
      'says:\n  welcome: Hello\ncontrols:',
      'sayings/conversation.yaml:2 says.welcome: "welcome" stands in sayings/controls.yaml:2 already. Keep one of the two.',
    ],
    [
      'a sentence that is missing',
      'sayings/conversation.yaml',
      '  welcome: Welcome to {name}. Ask me about your library card.\n',
      '',
      'sayings/conversation.yaml:1 says.welcome: the sentence "welcome" is missing. Add it under "says".',
    ],
    [
      'a placeholder that the desk lacks',
      'sayings/conversation.yaml',
      'Ask me about your library card.',
      'See {links.new}',
      'sayings/conversation.yaml:2 says.welcome: desk.yaml has nothing for {links.new}. Known: {contacts.telephone}, {links.newCard}, {products.adult.name}, {products.child.name}.',
    ],
  ])('%s', (_, file, from, to, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, file, from, to))).toEqual(faults);
  });
});
