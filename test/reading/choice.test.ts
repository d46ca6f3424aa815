import fc from 'fast-check';
import { findChoices, type Options, readChoice } from '../../src/reading/choice.js';
import type { Reading } from '../../src/reading/reading.js';

const products: Options = {
  'secure-server': {
    label: 'Class 3 Secure Server Certificate',
    said: ['secure server', 'class 3', 'ordinary one', 'ssl certificate'],
    noticed: ['secure server certificate', 'class 3 secure server', 'secure server id'],
  },
  global: {
    label: 'Global Server ID',
    said: ['global', 'global one', '128 bit'],
    noticed: ['global server id', 'global certificate', 'global one'],
  },
  other: {
    label: 'Something else',
    said: ['other', 'another authority', 'verisign', 'neither'],
    noticed: ['verisign certificate'],
  },
};
const losses: Options = {
  'private-key': {
    label: 'The private key',
    said: ['private key', 'key'],
    noticed: ['lost my private key', 'lost the private key', 'private key is gone'],
  },
  password: {
    label: 'The password',
    said: ['password', 'forgot the password', 'pass phrase'],
    noticed: ['forgot the password', 'lost the password'],
  },
  server: {
    label: 'The whole server',
    said: ['server', 'disk crash', 'machine'],
    noticed: ['server died', 'disk crashed'],
  },
  compromised: {
    label: 'The key was stolen or exposed',
    said: ['stolen', 'compromised', 'exposed'],
    noticed: ['stolen', 'compromised', 'hacked'],
  },
};

function inShort(reading: Reading<string>): string {
  if ('value' in reading) return reading.assumed === undefined ? reading.value : `${reading.value} ~${reading.assumed}`;
  return [reading.problem.reason, ...(reading.problem.alternatives ?? [])].join(' ');
}

test.each([
  ['global', 'global'],
  ['Global Server ID', 'global'],
  ['SECURE-SERVER', 'secure-server'],
  ["it's the ordinary one", 'secure-server'],
  ['I have a Class 3 Secure Server Certificate', 'secure-server'],
  ['globals', 'global'],
  ['128-bit', 'global'],
  ['2', 'global'],
  ['2)', 'global'],
  ['3.', 'other'],
  ['#1', 'secure-server'],
  ['option 2 please', 'global'],
  ['number two', 'global'],
  ['the second one', 'global'],
  ['the 2nd', 'global'],
  ['the last one', 'other'],
  ['first', 'secure-server'],
  ['one', 'secure-server'],
  ['4', 'choice.none'],
  ['0', 'choice.none'],
  ['the third option I think', 'other'],
  ['gloabl', 'global ~mistyped'],
  ['secure sever', 'secure-server ~mistyped'],
  ['verisgn', 'other ~mistyped'],
  ['banana', 'choice.none'],
  ['', 'choice.none'],
  ['not the global one', 'choice.none'],
  ['not the global one, the secure server one', 'secure-server'],
  ["it's not the class 3 but the global one", 'global'],
  ['global, no, secure server', 'secure-server'],
  ['global - sorry, verisign', 'other'],
  ['secure server or global', 'choice.several secure-server global'],
  ['a secure server certificate and a global server id', 'choice.several secure-server global'],
])('which product: "%s" is %s', (text, expected) => {
  expect(inShort(readChoice(text, products))).toBe(expected);
});

test.each([
  ['I lost the private key of my server', 'private-key ~longest'],
  ['key or server', 'choice.several private-key server'],
  ['both the key and the password', 'choice.several private-key password'],
  ['my key has been stolen', 'compromised ~longest'],
  ['forgot teh password', 'password'],
  ['pasword', 'password ~mistyped'],
  ['compromized', 'compromised ~mistyped'],
  ['private-key', 'private-key'],
  ['the disk crashed', 'server'],
  ["it isn't compromised", 'choice.none'],
  ['never been hacked', 'choice.none'],
  ['not compromised but lost the private key', 'private-key'],
  ["I can't find the private key", 'private-key'],
])('what was lost: "%s" is %s', (text, expected) => {
  expect(inShort(readChoice(text, losses))).toBe(expected);
});

test('a reply that names several, or none, is told the options by their labels', () => {
  expect(readChoice('secure server or global', products)).toMatchObject({
    problem: { about: { options: 'Class 3 Secure Server Certificate or Global Server ID' } },
  });
  expect(readChoice('?', products)).toMatchObject({
    problem: { about: { options: 'Class 3 Secure Server Certificate, Global Server ID or Something else' } },
  });
});

test.each([
  ['our server died and someone stole nothing', ['server']],
  ['I think my key was STOLEN', ['compromised']],
  ["it isn't compromised", []],
  ["it's not stolen", []],
  ["I don't think it was hacked", []],
  ["it hasn't been stolen, I forgot the password", ['password']],
  ['has never been compromised', []],
  ['no longer secret: it was stolen', ['compromised']],
  ['I lost the private key. The disk crashed!', ['private-key', 'server']],
  ['I want to back up my server', []],
  ['how do I store the password', []],
])('noticed in "%s": %j', (text, expected) => {
  expect(findChoices(text, losses).map(({ reading }) => 'value' in reading && reading.value)).toEqual(expected);
});

test('what is noticed stands where it says', () => {
  const text = 'We have the Global Server ID here.';
  expect(findChoices(text, products).map(({ start, end }) => text.slice(start, end))).toEqual(['Global Server ID']);
});

test('every label, id and way of saying an option reads as that option', () => {
  for (const options of [products, losses]) {
    for (const [id, { label, said, noticed }] of Object.entries(options)) {
      for (const way of [id, label, label.toUpperCase(), ...said, ...noticed])
        expect([way, inShort(readChoice(way, options)).split(' ')[0]]).toEqual([way, id]);
    }
  }
});

test('no text makes it throw, and what is read is an option', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
      const reading = readChoice(text, products);
      expect('value' in reading ? Object.keys(products) : ['choice.none', 'choice.several']).toContain(
        'value' in reading ? reading.value : reading.problem.reason,
      );
    }),
  );
});
