import fc from 'fast-check';
import { type Options, readChoice } from '../../src/reading/choice.js';
import type { Reading } from '../../src/reading/reading.js';

const products: Options = {
  'secure-server': {
    label: 'Class 3 Secure Server Certificate',
    said: ['secure server', 'class 3', 'ordinary one', 'ssl certificate'],
  },
  global: {
    label: 'Global Server ID',
    said: ['global', 'global one', '128 bit'],
  },
  other: {
    label: 'Something else',
    said: ['other', 'another authority', 'verisign', 'neither'],
  },
};
const losses: Options = {
  'private-key': {
    label: 'The private key',
    said: ['private key', 'key'],
  },
  password: {
    label: 'The password',
    said: ['password', 'forgot the password', 'pass phrase'],
  },
  server: {
    label: 'The whole server',
    said: ['server', 'disk crash', 'disk crashed', 'machine', 'shared'],
  },
  compromised: {
    label: 'The key was stolen or exposed',
    said: ['stolen', 'compromised', 'exposed', 'shared'],
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
  ['secure server or global', 'choice.none'],
])('which product: "%s" is %s', (text, expected) => {
  expect(inShort(readChoice(text, products))).toBe(expected);
});

test.each([
  ['I lost the private key of my server', 'choice.none'],
  ['forgot teh password', 'choice.none'],
  ['pasword', 'password ~mistyped'],
  ['compromized', 'compromised ~mistyped'],
  ['private-key', 'private-key'],
  ['the disk crashed', 'server'],
  ["it isn't compromised", 'choice.none'],
  ['never been hacked', 'choice.none'],
  ['shared', 'choice.several server compromised'],
])('what was lost: "%s" is %s', (text, expected) => {
  expect(inShort(readChoice(text, losses))).toBe(expected);
});

test('a reply that names several, or none, is told the options by their labels', () => {
  expect(readChoice('shared', losses)).toMatchObject({
    problem: { about: { options: 'The whole server or The key was stolen or exposed' } },
  });
  expect(readChoice('?', products)).toMatchObject({
    problem: { about: { options: 'Class 3 Secure Server Certificate, Global Server ID or Something else' } },
  });
});

test('every label, id and way of saying an option reads as that option', () => {
  for (const options of [products, losses]) {
    for (const [id, { label, said }] of Object.entries(options)) {
      for (const way of [id, label, label.toUpperCase(), ...said].filter((one) => one !== 'shared'))
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
