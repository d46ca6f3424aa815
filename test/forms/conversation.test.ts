import { goBack } from '../../src/forms/conversation.js';
import { notice } from '../../src/forms/notice.js';
import type { Facts } from '../../src/knowledge/types.js';
import { knowledge, on, replacement, talk } from './desk.js';

const today = '2026-11-24';
const last = (messages: string[], day = today) => talk(replacement, day, messages).at(-1)!;

describe('facts noticed in a sentence that nobody asked for', () => {
  test.each<[string, Facts]>([
    ['I lost the private key of www.example.co.uk', { loss: 'private-key', commonName: 'www.example.co.uk' }],
    ['the box died last night and took the key with it', { loss: 'server' }],
    ['our key has been leaked on github!!', { loss: 'compromised' }],
    ['someone stole the server', { loss: 'compromised' }],
    ['we forgot the pass phrase and have no backup', { loss: 'password', hasBackup: false }],
    [
      'no backup, class 3 secure server cert, ordered 3 November 2026',
      { hasBackup: false, product: 'secure-server', orderDate: '2026-11-03' },
    ],
    ['it is a Global Server ID bought on 2026-10-01', { product: 'global', orderDate: '2026-10-01' }],
    ['bought a fortnight ago and it died yesterday', { orderDate: '2026-11-10', lossDate: '2026-11-23' }],
    ['ordered 1/11/2026, lost it on 20/11/2026', { orderDate: '2026-11-01', lossDate: '2026-11-20' }],
    ['it is a VeriSign certificate', { product: 'other' }],
    ['what is the fax number', {}],
    ['how do I back up on IIS 5', {}],
    ['our key was not stolen', {}],
  ])('%s', (text, facts) => expect(notice(replacement, text, on(today))).toMatchObject(facts));

  test.each([
    'what is the fax number',
    'how do I back up on IIS 5?',
    'thanks a lot',
    'the Windows 2000 box runs IIS 5.0',
    'it cost 349.99',
    'step 14 of 20',
  ])('%s tells nothing', (text) => {
    expect(notice(replacement, text, on(today))).toEqual({});
  });
});

describe('it asks only what is needed, in the form’s order', () => {
  test.each<[string, string[], string | null]>([
    ['what happened comes first', [''], 'loss'],
    ['then the backup', ['I lost my private key'], 'hasBackup'],
    ['then the product', ['I lost my private key', 'no'], 'product'],
    ['then the name', ['I lost my private key', 'no', 'the secure server one'], 'commonName'],
    ['then the order date', ['I lost my private key', 'no', 'class 3', 'www.example.com'], 'orderDate'],
    [
      'a loss date only when it can matter',
      ['I lost my private key', 'no', 'class 3', 'www.example.com', '1 March 2026'],
      'lossDate',
    ],
    [
      'else the new name',
      ['I lost my private key', 'no', 'class 3', 'www.example.com', '1 November 2026'],
      'newCommonName',
    ],
    ['a backup ends the questions', ['I lost my private key', 'yes, the file and its password'], 'summary'],
    [
      'no dates for a global certificate',
      ['I lost my private key', 'no', 'global', 'www.example.com'],
      'newCommonName',
    ],
    [
      'another name settles the details',
      ['I lost my private key', 'no', 'class 3', 'www.example.com', '1 November 2026', 'shop.example.com'],
      'summary',
    ],
    ['a compromised key is decided at once', ['our private key was stolen'], null],
  ])('%s', (_, messages, expecting) => expect(last(messages).expecting).toBe(expecting));
});

describe('only an asked, confirmed or corrected value replaces a known fact', () => {
  const known = ['I lost the private key of www.example.com, class 3, no backup', '1 November 2026'];
  test.each<[string, string, Facts]>([
    ['a name in passing changes nothing', 'the same as www.other.com', { commonName: 'www.example.com' }],
    ['"sorry, it was" changes the date', 'sorry, it was 3 November 2026', { orderDate: '2026-11-03' }],
    ['"actually" changes the product', 'actually it is the global one', { product: 'global' }],
    ['a correction by name changes that fact', 'no, the common name is www.other.com', { commonName: 'www.other.com' }],
    ['the right value beside the wrong one', 'I meant 4 November 2026, not 1 November', { orderDate: '2026-11-04' }],
  ])('%s', (_, text, facts) => expect(last([...known, text]).state.facts).toMatchObject(facts));

  test('"change the common name" asks it again', () =>
    expect(last([...known, 'change the common name please']).expecting).toBe('commonName'));
});

describe('reading back', () => {
  test('a year that was added waits for a yes', () => {
    const turns = talk(replacement, today, ['I lost my key, no backup, class 3, www.example.com', '3 May', 'yes']);
    expect(turns[1]).toMatchObject({ expecting: 'confirm:orderDate', state: { facts: { orderDate: '2026-05-03' } } });
    expect(turns[2]?.expecting).toBe('lossDate');
  });
  test('"no" asks again, another date is taken instead', () => {
    const turns = talk(replacement, today, [
      'I lost my key, no backup, class 3, www.example.com',
      '3/5/2026',
      'no',
      '5 May 2026',
    ]);
    expect(turns.map(({ expecting }) => expecting).slice(1, 3)).toEqual(['confirm:orderDate', 'orderDate']);
    expect(turns[3]?.state.facts.orderDate).toBe('2026-05-05');
  });
  test('a date at the window’s edge is confirmed before it decides', () => {
    expect(last(['I lost my key, no backup, class 3, www.example.com', '25 October 2026']).expecting).toBe(
      'confirm:orderDate',
    );
  });
  test('two dates are both offered', () => {
    const turns = talk(replacement, today, [
      'I lost my key, no backup, class 3, www.example.com',
      '3 November or 5 November 2026',
      'the second one',
    ]);
    expect(turns[1]).toMatchObject({ expecting: 'orderDate' });
    expect(turns[1]?.state.facts.orderDate).toBeUndefined();
    expect(turns[2]?.state.facts.orderDate).toBe('2026-11-05');
  });
});

test('"I don’t know" gets the hint, then the fact cannot be given', () => {
  const turns = talk(replacement, today, [
    'I lost my key, no backup, class 3, www.example.com',
    'no idea',
    "really don't know",
  ]);
  expect(turns[1]).toMatchObject({ expecting: 'orderDate', understood: true });
  expect(turns[2]?.state.facts.orderDate).toBeNull();
});

test.each(['31 February 2026', 'tomorrow', '25 December 2026'])(
  '"%s" is refused with a reason and asked again',
  (text) => {
    expect(last(['I lost my key, no backup, class 3, www.example.com', text])).toMatchObject({
      expecting: 'orderDate',
      understood: true,
    });
  },
);

test('nonsense is not understood, and the question stays', () => {
  expect(last(['I lost my key, no backup, class 3, www.example.com', 'flurble'])).toMatchObject({
    expecting: 'orderDate',
    understood: false,
  });
});

describe('the summary', () => {
  const all = ['I lost the private key of www.example.com, class 3, no backup', '1 November 2026', 'the same', 'no'];
  test('yes brings the verdict', () =>
    expect(last([...all, 'yes']).verdict).toMatchObject({ outcome: 'free-replacement' }));
  test('a correction in place of the yes is taken', () => {
    const turn = last([...all, 'no, it was ordered 1 October 2026']);
    expect(turn.state.facts.orderDate).toBe('2026-10-01');
    expect(turn.verdict).toBeNull();
  });
  test('a bare no asks what is wrong', () =>
    expect(last([...all, 'no'])).toMatchObject({ expecting: 'summary', understood: true, verdict: null }));
  test('a fact can be corrected after the verdict', () => {
    const turn = last([...all, 'yes', 'sorry, it was ordered 1 August 2026']);
    expect(turn.state.facts.orderDate).toBe('2026-08-01');
    expect(turn.verdict).toBeNull();
  });
});

test('two names are two rounds, each with its own verdict', () => {
  const turns = talk(replacement, today, [
    'we lost the keys of www.a.example and www.b.example, both class 3, no backup',
    '1 November 2026',
    'the same',
    'no',
    'yes',
    '2 January 2026',
    '1 March 2026',
    'the same',
    'no',
    'yes',
  ]);
  const verdicts = turns.flatMap(({ verdict }) => (verdict ? [[verdict.facts.commonName, verdict.outcome]] : []));
  expect(verdicts).toEqual([
    ['www.a.example', 'free-replacement'],
    ['www.b.example', 'discounted-purchase'],
  ]);
});

test('back asks the last question again', () => {
  const turn = last(['I lost my private key', 'no', 'class 3']);
  const back = goBack(replacement, turn.state, on(today));
  expect(back.expecting).toBe('product');
  expect(back.state.facts.product).toBeUndefined();
});

test('every sentence that code asks for is in the knowledge', () =>
  expect(Object.keys(knowledge.sayings.says).length).toBeGreaterThan(40));
