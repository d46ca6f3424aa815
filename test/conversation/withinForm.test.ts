import { knownBefore, whole } from '../forms/desk.js';
import { asking, decided, hearing, readingBack, summing, told } from './situation.js';

describe('a value read back', () => {
  const date = readingBack('orderDate', { ...knownBefore('orderDate'), orderDate: '2026-05-03' });
  test.each([
    ['yes', 'agree orderDate'],
    ['that is right', 'agree orderDate'],
    ['3 May', 'agree orderDate'],
    ['yes, and the product is global', 'correct product global, agree orderDate'],
    ['yes. what does it cost?', 'agree orderDate; asks: what does it cost?'],
    ['no', 'reopen orderDate'],
    ['wrong', 'reopen orderDate'],
    ["that can't be right", 'reopen orderDate'],
    ["hmm no hang on, it's Wednesday", 'correct orderDate 2026-11-18 ~relative'],
    ['no, 4 May', 'correct orderDate 2026-05-04 ~year-added'],
    ['the 4th', 'correct orderDate 2026-05-04 ~relative'],
    ['it was June', 'correct orderDate 2026-06-03 ~relative'],
    ['yes but it was 2025', 'correct orderDate 2025-05-03 ~relative'],
    ['no, the key was stolen', 'correct loss compromised, reopen orderDate'],
    ['not sure', 'ask'],
    ['I think so', 'misunderstood'],
    ['is that the order date?', 'answer: is that the order date?'],
  ])('"%s": %s', (text, moves) => expect(told(text, date)).toBe(moves));

  test.each([
    ['.co.uk not .com', 'correct commonName www.acme.co.uk ~derived'],
    ['shop.acme.com', 'correct commonName shop.acme.com'],
    ['www.acme.com', 'agree commonName'],
  ])('a name: "%s": %s', (text, moves) =>
    expect(told(text, readingBack('commonName', { ...knownBefore('commonName'), commonName: 'www.acme.com' }))).toBe(
      moves,
    ),
  );
});

describe('the summary', () => {
  test.each([
    ['yes', 'decide'],
    ['no, that is all correct', 'decide'],
    ['it is fine', 'decide'],
    ['yes. and what happens next?', 'decide; asks: and what happens next?'],
    ['no', 'refuse'],
    ['not quite', 'refuse'],
    ['yes but it was the global one', 'correct product global'],
    ['what does it cost?', 'answer: what does it cost?'],
    ['wait, let me check', 'ask'],
    ["I can't tell whether that is right", 'ask'],
    ['oh, and b.example.com too', 'takeSeveral b.example.com'],
    ['the key was stolen', 'correct loss compromised'],
    ['hmm', 'misunderstood'],
  ])('"%s": %s', (text, moves) => expect(told(text, summing())).toBe(moves));

  test.each([
    ['common name', 'reopen commonName'],
    ['the date', 'reopen orderDate'],
    ['yes', 'ask'],
    ['it is all fine after all, sorry', 'decide'],
  ])('once refused, "%s": %s', (text, moves) => expect(told(text, summing(whole, { refused: true }))).toBe(moves));

  test('who agrees in no plain words decides where the reader is sure', () => {
    const act = (p: number) => ({ reader: hearing({ act: { yes: p, none: 1 - p } }) });
    expect(told('that will do nicely', summing(), act(0.95))).toBe('decide');
    expect(told('that will do nicely', summing(), act(0.6))).toBe('misunderstood');
  });
});

describe('a question that stands', () => {
  test.each<[string, string, string, Parameters<typeof asking>[2], string]>([
    ['what was not understood', 'orderDate', 'flurble', {}, 'misunderstood'],
    ['a no after the hint gives up', 'orderDate', 'no', { hinted: 'orderDate' }, 'giveUp orderDate'],
    ['a no before it does not', 'orderDate', 'no', {}, 'misunderstood'],
    [
      'two names where one is asked',
      'commonName',
      'a.example.com and b.example.com',
      {},
      'takeSeveral a.example.com b.example.com',
    ],
    [
      'for all of them',
      'orderDate',
      '3 Nov 2026 for both',
      { waitingSubjects: [{ commonName: 'b.example.com' }] },
      'take orderDate 2026-11-03, shareWithAll',
    ],
    ['"for both" without a second one', 'orderDate', '3 Nov 2026 for both', {}, 'take orderDate 2026-11-03'],
    [
      'a name beside another answer',
      'hasBackup',
      'no, it is for www.acme.com',
      {},
      'take commonName www.acme.com, take hasBackup false',
    ],
  ])('%s: "%s" "%s"', (_, fact, text, but, moves) =>
    expect(told(text, asking(fact, knownBefore(fact), but))).toBe(moves),
  );
});

describe('a short question about the question is answered by its hint', () => {
  test.each([
    ['the fact asked for', 'hasBackup', 'what kind of backup?', 'hint hasBackup'],
    ['by any of its names', 'orderDate', 'which date?', 'hint orderDate'],
    ['or its label', 'commonName', 'what is a common name?', 'hint commonName'],
    ['another fact', 'orderDate', 'what kind of backup?', 'answer: what kind of backup?'],
    ['not what it means', 'hasBackup', 'what about the backup?', 'answer: what about the backup?'],
    [
      'a longer one is for the FAQ',
      'hasBackup',
      'which backup of the server is the best one?',
      'answer: which backup of the server is the best one?',
    ],
  ])('%s: "%s" "%s"', (_, fact, text, moves) => expect(told(text, asking(fact))).toBe(moves));
});

describe('a known value that a correction names, and the reader doubts', () => {
  const reader = hearing({ hasBackup: { yes: 0.97, no: 0.01 } });
  test.each([
    ['is asked again', 'sorry, forget that there is no backup', 'reopen hasBackup'],
    ['stays where nothing is corrected', 'there is no backup', 'misunderstood'],
  ])('%s: "%s"', (_, text, moves) => expect(told(text, asking('orderDate'), { reader })).toBe(moves));
});

describe('what was lost has turned up', () => {
  test.each([
    ['with facts to lose it is asked back', 'orderDate', 'the key turned up', 'over'],
    ['with none it is over', 'hasBackup', 'the key turned up', 'cancel'],
    ['another thing’s turning up ends nothing', 'hasBackup', 'the password turned up', 'misunderstood'],
  ])('%s: "%s" "%s"', (_, fact, text, moves) => expect(told(text, asking(fact))).toBe(moves));
});

describe('after the verdict only what changes a fact is heard', () => {
  test.each([
    ['sorry, it was ordered 1 August 2026', 'correct orderDate 2026-08-01'],
    ['actually the key was stolen', 'correct loss compromised'],
    ['change the common name', 'reopen commonName'],
    ['what does it cost?', 'answer: what does it cost?'],
    ['yes', 'nothingOpen'],
    ['thanks', 'thanks'],
    ['I lost another key of www.b.com', 'begin: take loss private-key, take commonName www.b.com'],
    ['sorry, another name: www.b.com', 'correct commonName www.b.com'],
  ])('"%s": %s', (text, moves) => expect(told(text, decided())).toBe(moves));
});
