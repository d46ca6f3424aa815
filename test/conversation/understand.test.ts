import type { Message } from '../../src/conversation/message.js';
import { message } from './situation.js';

/** What a message is, by the marks that hold of it. */
const marks = ({ clauses: _, findings: __, ...of }: Message) =>
  Object.entries(of)
    .filter(([, value]) => value === true)
    .map(([name]) => name)
    .sort();

test.each<[string, Message['reply'], string[]]>([
  ['yes', 'agrees', ['tells']],
  ['no thanks', 'denies', ['corrects', 'tells', 'thanks']],
  ['I think so', 'hedgedYes', ['tells']],
  ['no idea, sorry', null, ['cannotTell', 'corrects', 'tells']],
  ['sorry, it was 4 May', null, ['corrects', 'tells']],
  ['the name is wrong', null, ['corrects', 'findsWrong', 'tells']],
  ['same name again', null, ['keepsName', 'staysSame', 'tells']],
  ['yes, but not the password', 'agrees', ['takesBack', 'tells']],
  ['the key turned up again', null, ['isOver']],
  ['at a guess it was June', null, ['guesses', 'tells']],
  ['what does it cost?', null, []],
])('%s: %s, %j', (text, reply, of) => {
  expect(message(text).reply).toBe(reply);
  expect(marks(message(text))).toEqual(of);
});

test.each([
  ['What does a replacement cost?', 'What does a replacement cost?', false],
  ['The same. Does it cost anything?', 'Does it cost anything?', true],
  ['Our disk died, what now?', 'what now?', true],
  ['Our disk died.', '', true],
  ['If the disk dies, is the key lost?', 'If the disk dies, is the key lost?', false],
  ['', '', false],
])('of "%s" the question is "%s"', (text, asks, tells) => {
  expect(message(text)).toMatchObject({ asks, tells });
});

test.each([
  ['ordered www.acme.com on 3 May 2026', ['www.acme.com', '2026-05-03']],
  ['on Tuesday 3 November 2026', ['2026-11-03']],
  ['see www.acme.com/2026-05-03/x', ['www.acme.com']],
  ['31 February 2026', ['date.impossible']],
  ['no date and no name', []],
])('what is found in "%s" stands in its order: %j', (text, found) => {
  const { findings } = message(text);
  expect(findings.map(({ reading }) => ('value' in reading ? reading.value : reading.problem.reason))).toEqual(found);
  expect(findings.map(({ start }) => start)).toEqual(findings.map(({ start }) => start).toSorted((a, b) => a - b));
});

test('a finding knows its clause', () => {
  const { findings, clauses, text } = message('We lost the key of www.acme.com. When it was ordered? On 3 May 2026!');
  expect(findings.map(({ clause }) => text.slice(clauses[clause]!.start, clauses[clause]!.end).trim())).toEqual([
    'We lost the key of www.acme.com.',
    'On 3 May 2026!',
  ]);
});

describe('whose matter a clause is about', () => {
  test.each([
    ['I lost the key', 'own'],
    ['I forgot the wifi password', 'another secret'],
    ['my house keys are gone', 'another secret'],
    ['a friend of mine lost his certificate', 'somebody else'],
    ['the key of the server is gone, and so is my bank card', 'own'],
  ])('%s: %s', (text, about) => expect(message(text).clauses[0]?.about).toBe(about));
});

describe('what was lost and found again ends the matter, a backup that was found does not', () => {
  test.each([
    ['I found the key again', true, ['key']],
    ['we have located the certificate', true, ['certificate']],
    ['I found a backup', false, []],
    ['I never found the key', false, []],
    ['we have not found it yet', false, []],
    ['we have got it back', true, []],
    ['false alarm', true, []],
  ])('%s: %s', (text, isOver, foundAgain) => expect(message(text)).toMatchObject({ isOver, foundAgain }));
});

test('a stranger is one in the whole sentence', () => {
  expect(
    message('Somebody broke in, and the key is copied. The disk is fine').clauses.map((c) => c.byOutsider),
  ).toEqual([true, true, false]);
});

test('the same text on the same day is read once, on another day anew', () => {
  expect(message('ordered yesterday')).toBe(message('ordered yesterday'));
  expect(message('ordered yesterday', '2026-06-02').findings[0]?.reading).toMatchObject({ value: '2026-06-01' });
});

test('a long message is read to its first four thousand characters', () => {
  const text = `${'It is a long story. '.repeat(250)}ordered 3 May 2026`;
  expect(message(text).findings).toEqual([]);
});
