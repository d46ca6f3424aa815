import { english } from '../../src/languages/en/english.js';

const says = (of: (clause: string) => unknown, text: string) => of(english.plain(text));

describe('whose matter a clause is', () => {
  test.each([
    'a mate of mine lost his key',
    'my cousin lost his key',
    'one of our suppliers had a break-in',
    "my brother's firm lost theirs",
    'another customer was hacked',
    'a colleague from another company lost the pass phrase',
    'somebody we know lost the certificate',
    'a friend of mine',
    "my sister's shop uses a Global Server ID",
    'a competitor had the key stolen',
    'a company that lost everything',
    'it happened at another firm',
    'the tenant says the disk died',
  ])('"%s" is of somebody else', (text) => expect(says(english.isOfOthers, text)).toBe(true));

  test.each([
    'my husband lost our key',
    'my cousin deleted the key',
    'my son wiped the disk',
    'a customer told us that our key is gone',
    'my supplier lost our certificate',
    'our key was lost by a friend of mine',
    'we lost the key',
    'the key is gone',
    'my colleague lost it',
    '',
  ])('"%s" is the customer’s own', (text) => expect(says(english.isOfOthers, text)).toBe(false));

  test.each([
    ['our key is gone', true],
    ['and we lost the key', true],
    ['but I did not', true],
    ['the key is mine', true],
    ['he should ring you', false],
    ['so the key is gone', false],
    ['he told us', false],
  ])('"%s" speaks of one’s own: %s', (text, own) => expect(says(english.speaksOfOwn, text)).toBe(own));

  test.each([
    ['not ours, his', true],
    ['not mine', true],
    ["but it's not ours", true],
    ["that's hers", true],
    ['those are theirs', true],
    ['it was for his own shop', true],
    ['not ours only', false],
    ['not the certificate', false],
    ['it is ours', false],
    ['his server died', false],
  ])('"%s" disowns what was said before: %s', (text, disowned) => expect(says(english.disowns, text)).toBe(disowned));
});

test.each([
  ['we found the key', true],
  ['the password was remembered', true],
  ['my colleague located it', true],
  ['the key is nowhere to be found', false],
  ['it has not been found', false],
  ['never found', false],
  ['not yet recovered', false],
  ['the key is lost', false],
])('"%s" finds again: %s', (text, found) => expect(says(english.findsAgain, text)).toBe(found));

test.each([
  ['whether the key was stolen', 'supposed'],
  ['what if the disk dies', 'supposed'],
  ['in case the key is lost', 'supposed'],
  ['whether or not it was stolen', null],
  ['if I remember', 'hedged'],
  ['if it helps', null],
  ['do you know the password', 'asked'],
  ['the boss told me that we lost it', 'reported'],
  ['I think the disk died', 'hedged'],
  ['the disk died', null],
])('"%s" is by its own words %s', (text, modality) => expect(says(english.modalityOf, text)).toBe(modality));
