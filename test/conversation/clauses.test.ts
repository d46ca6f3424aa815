import { clausesOf, masked } from '../../src/conversation/clauses.js';
import { english } from '../../src/languages/en/english.js';
import { message } from './situation.js';

const cut = (text: string) => clausesOf(text, [], english);
const standings = (text: string) => cut(text).map(({ modality }) => modality);

test.each<[string, string[]]>([
  ['The box burnt, and no copy is left.', ['The box burnt,', 'and no copy is left.']],
  ['It died. We cried', ['It died.', 'We cried']],
  ['gone because of a flood', ['gone', 'because of a flood']],
  ['all is well except the key', ['all is well', 'except the key']],
  ['no backup', ['no backup']],
  ['', []],
  ['?!', []],
])('"%s" falls into %j', (text, parts) => {
  expect(cut(text).map(({ start, end }) => text.slice(start, end).trim())).toEqual(parts);
});

describe('how a clause stands to what happened', () => {
  test.each<[string, string[]]>([
    ['the disk is dead', ['asserted']],
    ['is the disk dead?', ['asked']],
    ['the disk is dead?', ['asked']],
    ['the disk might be dead', ['hedged']],
    ['if the disk dies', ['supposed']],
    ['suppose the tape is unreadable, and the key is gone', ['supposed', 'supposed']],
    ['what happens when the disk dies', ['asked', 'asked']],
    ['our disk died, what now?', ['asserted', 'asked']],
    ['can you replace the certificate we lost?', ['asserted']],
    ['the screen shows "no private key was found here"', ['reported']],
    ['the boss told me that we lost it', ['reported']],
    ['never mind, it turned up', ['asserted', 'over']],
    ['has it turned up?', ['asked']],
    ['the key, which is gone', ['asserted', 'asserted']],
    ['my key is gone, which form do I need?', ['asserted', 'asked']],
  ])('%s: %j', (text, all) => expect(standings(text)).toEqual(all));
});

test('a supposition reaches to the end of its sentence and no further', () => {
  expect(standings('If it was copied, all is lost. The disk died')).toEqual(['supposed', 'supposed', 'asserted']);
});

test.each<[string, boolean[]]>([
  ['my cousin lost his key, he ordered it in May', [true, true]],
  ['my cousin lost his key and I lost ours', [true, false]],
  ['my cousin lost his key. The disk died', [true, false]],
  ['His server got hacked. Not ours, his', [true, true, true]],
  ['Our disk died. His server got hacked. Not ours, his', [false, true, true, true]],
  ['my husband deleted our key', [false]],
])('in "%s" somebody else’s: %j', (text, others) =>
  expect(cut(text).map(({ isOfOthers }) => isOfOthers)).toEqual(others),
);

test('a name or date in a clause stands there as a mark with its number', () => {
  const { clauses, findings, text } = message('www.acme.com was ordered on 3 May 2026, and mail.acme.com later');
  expect(clauses.map(({ plain }) => plain)).toEqual(['NAME0 was ordered on DATE1 ,', 'and NAME2 later']);
  expect(masked(text, findings).replace(/\s+/g, ' ').trim()).toBe('NAME0 was ordered on DATE1 , and NAME2 later');
});

test('no clause begins inside a name or date', () => {
  const text = 'it was 3 May, 2026 on www.a.com';
  expect(message(text).clauses).toHaveLength(1);
});
