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
    [
      'a placeholder that a sentence of cases lacks',
      'sayings/cases.yaml',
      '{agent} goes on',
      '{agnet} goes on',
      'sayings/cases.yaml:7 says.case.transferred: nothing fills {agnet} here. Did you mean "agent"? Known: {agent}.',
    ],
    [
      'a placeholder where there is none',
      'sayings/cases.yaml',
      'Another librarian',
      'One, {agent},',
      'sayings/cases.yaml:3 says.case.released: nothing fills {agent} here. None is known here.',
    ],
    [
      'a sentence of cases that is missing',
      'sayings/cases.yaml',
      '  case.notAnswered: You are first in the queue again.\n',
      '',
      'sayings/cases.yaml:1 says.case.notAnswered: the sentence "case.notAnswered" is missing. Add it under "says".',
    ],
  ])('%s', (_, file, from, to, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, file, from, to))).toEqual(faults);
  });
});

describe('how people at the desk are reached', () => {
  const weekend = '{ days: [saturday, sunday], from: "10:00", to: "12:00" }';
  const rows = (...hours: string[]) => `hours:\n${hours.map((row) => `    - ${row}\n`).join('')}`;

  test.each<[what: string, handOff: string, ...faults: string[]]>([
    ['hours, one after the other', rows(weekend, '{ days: [sunday], from: "12:00", to: "24:00" }')],
    ['a holiday that is over', 'holidays: [2001-12-25]'],
    [
      'hours that end before they begin',
      rows(weekend, '{ days: [monday], from: "22:00", to: "02:00" }'),
      'desk.yaml:13 handOff.hours.1.to: "02:00" is not after "22:00". For hours over midnight write two rows: until "24:00", and on the next day from "00:00".',
    ],
    [
      'hours of no length',
      rows('{ days: [monday], from: "22:00", to: "22:00" }'),
      'desk.yaml:12 handOff.hours.0.to: "22:00" is not after "22:00". For hours over midnight write two rows: until "24:00", and on the next day from "00:00".',
    ],
    [
      'hours that overlap',
      rows(weekend, '{ days: [monday, sunday], from: "11:59", to: "13:00" }'),
      'desk.yaml:13 handOff.hours.1: sunday from "11:59" to "13:00" overlaps "10:00" to "12:00" (desk.yaml:12). Write each hour of a day once.',
    ],
    [
      'a time that is none',
      rows('{ days: [monday], from: "9:00", to: "24:30" }'),
      'desk.yaml:12 handOff.hours.0.from: is "9:00". Write a time as 09:00.',
      'desk.yaml:12 handOff.hours.0.to: is "24:30". Write a time as 17:00.',
    ],
    [
      'a day that is none',
      'holidays: [2026-02-30]',
      'desk.yaml:11 handOff.holidays.0: is "2026-02-30". Write a day as 2026-12-25.',
    ],
    [
      'a limit of no length',
      'limits: { waiting: 0 }',
      'desk.yaml:11 handOff.limits.waiting: is 0. Write at least 0.01.',
    ],
    ['limits in words', 'limits: { waiting: 15 minutes, answer: 2 hours, onHold: 3 working days, resolved: 1 day }'],
    [
      'limits that are none',
      'limits: { answer: 0 days, onHold: 1.5 days, resolved: 3 weeks, waiting: soon }',
      ...[
        ['answer', '0 days'],
        ['onHold', '1.5 days'],
        ['resolved', '3 weeks'],
        ['waiting', 'soon'],
      ].map(
        ([name, given]) =>
          `desk.yaml:11 handOff.limits.${name}: is "${given}". Write minutes as a number, or such as "2 hours", "3 days", "2 working days".`,
      ),
    ],
    [
      'a group twice',
      'groups: [Cards, Fees, cards]',
      'desk.yaml:11 handOff.groups.2: "cards" stands in desk.yaml:11 already. Give it another name, or remove it.',
    ],
    [
      'a title twice',
      'canned:\n    - { title: Hello, text: Hello. }\n    - { title: hello, text: Good day. }\n',
      'desk.yaml:13 handOff.canned.1.title: "hello" stands in desk.yaml:12 already. Give it another name, or remove it.',
    ],
    [
      'a placeholder that nothing fills',
      'canned: [{ title: Hello, text: "Hello {customer}, ring {contacts.phone}." }]',
      'desk.yaml:11 handOff.canned.0.text: desk.yaml has nothing for {contacts.phone}. Did you mean "contacts.telephone"? Known: {contacts.telephone}, {links.newCard}, {products.adult.name}, {products.child.name}.',
      'desk.yaml:11 handOff.canned.0.text: nothing fills {customer} here. Write the words themselves, or a value of desk.yaml such as {contacts.fax}; put it in backquotes if the braces are meant.',
    ],
  ])('%s', (_, handOff, ...faults) => {
    expect(faultsAfter((folder) => replaceIn(folder, 'desk.yaml', 'notes:', `handOff:\n  ${handOff}\nnotes:`))).toEqual(
      faults,
    );
  });
});
