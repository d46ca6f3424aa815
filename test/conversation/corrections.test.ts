import { factsNamed } from '../../src/conversation/corrections.js';
import { knownBefore, replacement, whole } from '../forms/desk.js';
import { asking, summing, told } from './situation.js';

describe('beside an answer only what is said to be wrong is corrected', () => {
  test.each<[string, string, string, string]>([
    [
      'another product in passing is kept out',
      'orderDate',
      '3 Nov 2026, for a Global Server ID',
      'keep product, take orderDate 2026-11-03',
    ],
    ['"sorry" corrects', 'orderDate', 'sorry, it was the global one', 'correct product global'],
    [
      '"actually" corrects, beside an answer',
      'orderDate',
      'actually a Global Server ID, ordered on 3 Nov 2026',
      'correct product global, take orderDate 2026-11-03',
    ],
    ['what is said once more changes nothing', 'orderDate', '3 Nov 2026, it was class 3', 'take orderDate 2026-11-03'],
    [
      'what isn’t known yet is taken',
      'product',
      'global server id of www.acme.com',
      'take commonName www.acme.com, take product global',
    ],
    ['a stolen key counts whenever it is told', 'orderDate', 'the key was stolen', 'correct loss compromised'],
    ['a thing that is denied makes way', 'orderDate', "it isn't the key, our disk died", 'correct loss server'],
    [
      'a half-known backup is asked again',
      'orderDate',
      'there is a pfx after all',
      'reopen hasBackup, takeParts hasBackup file',
    ],
    ['a lone date that answers nothing is the order’s', 'product', '3 Nov 2026', 'take orderDate 2026-11-03 ~lone'],
    [
      'the words of an answer are no attempt at something else',
      'hasBackup',
      'yes, but I lost the password',
      'take hasBackup false',
    ],
  ])('%s: "%s" "%s"', (_, fact, text, moves) => expect(told(text, asking(fact))).toBe(moves));
});

describe('at the summary what is told corrects', () => {
  test.each([
    ['the name of a fact and its value', 'the order date is 5 November 2026', 'correct orderDate 2026-11-05'],
    ['an option of a fact named', 'the product is global', 'correct product global'],
    ['an option alone', 'sorry, global', 'correct product global'],
    ['a date alone goes to the date', 'sorry, 13 Nov 2026', 'correct orderDate 2026-11-13'],
    ['a part of a date', 'the 5th', 'correct orderDate 2026-11-05 ~relative'],
    ['a date beside the wrong one', 'I ordered it on 4 Nov 2026, not on the 3rd', 'correct orderDate 2026-11-04'],
    ['a name by its difference', 'new one is shop instead of www', 'correct newCommonName shop.example.com ~derived'],
    ['a new name', 'no, the new name should be shop.acme.com', 'correct newCommonName shop.acme.com'],
    [
      'two facts at once',
      'no, 4 November 2026 and it was a global server id',
      'correct product global, correct orderDate 2026-11-04',
    ],
    ['a fact named as wrong', 'the product is wrong', 'reopen product'],
    ['a backup that turns up', 'we have the pfx and its password after all', 'correct hasBackup true'],
    ['a value that is denied', 'it is not a class 3 certificate', 'reopen product'],
    ['a question corrects nothing', 'is the product global?', 'answer: is the product global?'],
    ['a supposition corrects nothing', 'if it was global, what then?', 'answer: if it was global, what then?'],
  ])('%s: "%s"', (_, text, moves) => expect(told(text, summing())).toBe(moves));

  test.each([
    ['summary', summing()],
    ['question for the new name', asking('newCommonName')],
    ['question for something else', asking('orderDate')],
  ])('at the %s the old certificate’s name corrects', (_, open) =>
    expect(told('the old certificate is for www.acme.com', open)).toBe('correct commonName www.acme.com'),
  );

  test('a date that no word gives to a fact is the one given last', () => {
    const given = { ...whole, orderDate: '2026-08-01', lossDate: '2026-11-01' };
    expect(told('sorry, the 5th', summing(given, { latest: ['lossDate', 'orderDate'] }))).toBe(
      'correct orderDate 2026-08-05 ~relative',
    );
    expect(told('sorry, the 5th', summing(given, { latest: ['orderDate', 'lossDate'] }))).toBe(
      'correct lossDate 2026-11-05 ~relative',
    );
  });

  test('a name that another follows takes it along', () =>
    expect(told('www.acme.org', summing(whole, { same: ['newCommonName'] }))).toBe('correct commonName www.acme.org'));
});

test.each([
  ['the order date and the product', ['orderDate', 'product']],
  ['the new common name', ['newCommonName']],
  ['the common name', ['commonName']],
  ['the disk died', []],
  ['', []],
])('"%s" names %j', (text, facts) => expect(factsNamed(replacement, text)).toEqual(facts));

test('what was asked is no correction of itself', () =>
  expect(told('sorry, 3 Nov 2026', asking('orderDate', knownBefore('orderDate')))).toBe('take orderDate 2026-11-03'));
