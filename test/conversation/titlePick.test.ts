import { pickTitle } from '../../src/conversation/titlePick.js';

const titles: [string, string][] = [
  ['why', 'Why should I make a backup?'],
  ['store', 'How do I keep a backup safe?'],
  ['cost', 'What does a replacement cost?'],
];
test.each([
  ['2', 'store'],
  ['the last one', 'cost'],
  ['number one', 'why'],
  ['What does a replacement cost?', 'cost'],
  ['what does a replacment cost', 'cost'],
  ['4', null],
  ['none of them', null],
  ['I forgot the password of my backup and would like to know whether anybody can help me with it', null],
  ['no', null],
  ['', null],
])('"%s" picks %s', (reply, id) => expect(pickTitle(reply, titles)).toBe(id));
