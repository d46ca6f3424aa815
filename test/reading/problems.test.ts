import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { kinds } from '../../src/forms/kinds.js';
import { fill } from '../../src/knowledge/fill.js';
import { sayingKeys } from '../../src/knowledge/sayingKeys.js';
import { readChoice } from '../../src/reading/choice.js';
import { readDate } from '../../src/reading/date.js';
import { readHostName } from '../../src/reading/hostName.js';
import type { Problem, Reading } from '../../src/reading/reading.js';
import { replacement } from '../forms/desk.js';
import { replies } from './dateReplies.js';
import { repliesAtTheEdges } from './dateRepliesAtTheEdges.js';
import { repliesInSentences } from './dateRepliesInSentences.js';
import { nameReplies } from './nameReplies.js';

const file: { problems: Record<string, string> } = parse(
  readFileSync(join(__dirname, '../../knowledge/sayings/problems.yaml'), 'utf8'),
);
const today = '2026-05-20';
const options = {
  a: { label: 'An apple', said: ['apple', 'food'] },
  b: { label: 'A bean', said: ['bean', 'food'] },
};
const readings: Reading<unknown>[] = [
  ...[...replies, ...repliesInSentences, ...repliesAtTheEdges].map(([text]) =>
    readDate(text, { today, latest: today, oldest: '1990-01-01' }),
  ),
  readDate('2 May 2026', { today, earliest: '2026-05-03' }),
  readDate('4 May 2026', { today, latest: '2026-05-03' }),
  ...nameReplies.map(([text]) => readHostName(text)),
  readHostName('www.acme.co,uk'),
  readHostName(`${'a'.repeat(64)}.com`),
  readHostName(`${'a.'.repeat(130)}com`),
  readChoice('food', options),
  readChoice('pear', options),
  kinds['yes-no'].read('perhaps', replacement.facts.hasBackup!, { today, facts: {} }),
];
const problems: Problem<unknown>[] = readings.flatMap((reading) => ('problem' in reading ? [reading.problem] : []));

test('every reason that a reader gives has its sentence, and every sentence its reason', () => {
  // A guess is a reading; that it is no yes is the conversation's to say.
  const reasons = [...problems.map(({ reason }) => reason), 'yes-no.unsure'];
  expect([...new Set(reasons)].sort()).toEqual([...sayingKeys.problems].sort());
  expect(Object.keys(file.problems).sort()).toEqual([...sayingKeys.problems].sort());
});

test('every problem fills its sentence', () => {
  for (const { reason, about } of problems)
    expect(fill(file.problems[reason] ?? '{missing}', about)).not.toMatch(/[{}]/);
});

test('a sentence is short and speaks to a customer', () => {
  for (const sentence of Object.values(file.problems)) {
    expect(sentence.length).toBeLessThan(200);
    expect(sentence).not.toMatch(/RFC|UTS|A-label|ISO|code|invalid|null/);
  }
});
