import { controls, hearing, message } from './situation.js';

test.each([
  ['cancel', 'cancel'],
  ['Please stop this now, thanks', 'cancel'],
  ['can we start over?', 'startOver'],
  ['go back please', 'back'],
  ['help', 'help'],
  ["I'd like to talk to a human", 'person'],
  ['No date comes to mind. Let me speak to a person', 'person'],
  ['I have had enough, cancel', 'cancel'],
  ['if I cancel, is it all lost', null],
  ['go back to www.acme.com', null],
  ['the disk died', null],
  ['the helpline never called back', null],
  ['', null],
])('"%s" steers to %s', (text, control) => expect(controls.inside(message(text), null, 'none')).toBe(control));

test.each([
  ['yes', ['yes', 'no'], 'yes'],
  ['nope', ['yes', 'no'], 'no'],
  ['yes', ['no'], null],
  ['none of these', ['noneOfThese'], 'noneOfThese'],
  ['yes and no and much more', ['yes', 'no'], null],
] as const)('as a whole "%s" is one of %j: %s', (text, wanted, control) =>
  expect(controls.whole(text, wanted)).toBe(control),
);

describe('a learned control', () => {
  const sure = hearing({ control: { person: 0.97, none: 0.03 } });
  test.each([
    ['counts where the reader is sure', 'is anyone with a pulse around', sure, 'person'],
    ['not where it isn’t', 'is anyone with a pulse around', hearing({ control: { person: 0.9 } }), null],
    ['not beside a thing of the trade', 'is anyone around who has the key', sure, null],
    ['not beside a name', 'is anyone around at www.acme.com', sure, null],
    ['not in two words', 'anyone there', sure, null],
    ['a repetition is "where"', 'what was that question once more', hearing({ control: { repeat: 0.98 } }), 'where'],
    ['a yes is no control', 'sounds like a plan to me', hearing({ control: { yes: 0.99 } }), null],
  ])('%s: "%s"', (_, text, reader, control) => expect(controls.inside(message(text), reader, 'none')).toBe(control));
});
