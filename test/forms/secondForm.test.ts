import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { checkTable } from '../../src/forms/checkTable.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import type { Matching } from '../bot/bot.js';
import { pageOf, type Reply } from '../bot/page.js';
import { secondDesk } from '../knowledge/secondDesk.js';

const room = join(__dirname, '..', '..', 'src');
const folder = secondDesk();
let matching: Matching;
beforeAll(async () => {
  matching = await openMatching(folder);
}, 180_000);

/** The first line of each reply, without its stars. */
const firstLines = (replies: Reply[]) => replies.map(({ text }) => text?.split('\n')[0]?.replaceAll('*', ''));
const lastAsked = (replies: Reply[]) =>
  replies
    .at(-1)
    ?.text?.split('\n')
    .find((line) => /[?]$/.test(line));

/** A press of a summary's button that changes a row: of one shown long ago, too. */
const change = (form: string, fact: string): Reply => ({
  type: 'message',
  text: 'Change',
  value: { certdesk: { at: { kind: 'change', form, fact } } },
});

test('a second form is a file, and its table is checked like the first', () => {
  expect(matching.knowledge.forms.map(({ id }) => id)).toEqual(['new-card', 'late-fee']);
  expect(matching.knowledge.forms.flatMap(checkTable)).toEqual([]);
});

test.each([
  [['I want my late fee waived', 'a novel', '3 May 2026', 'no', 'yes'], 'Please pay'],
  [['I want my late fee waived', 'film', '3 May 2025', 'no', 'yes'], 'Nothing to pay'],
  [['the jigsaw was overdue', 'yes'], 'Ask at the desk'],
  [['I brought the atlas back too late, I returned it on 3 May 2026', 'I was sick', 'yes'], 'Nothing to pay'],
  [['I want my late fee waived', 'a book', "don't know", "don't know", 'no', 'yes'], 'Ask at the desk'],
])('%j decides %s without a line of code', async (said, outcome) => {
  expect(firstLines(await pageOf(matching).goes(...said))[0]).toBe(outcome);
});

describe('two forms that share a fact’s name', () => {
  test('each asks its own question of it', async () => {
    expect(lastAsked(await pageOf(matching).says('I want my late fee waived'))).toBe(
      'Was it a book, a film or a game?',
    );
    expect(lastAsked(await pageOf(matching).goes('I want my card replaced'))).toBe(
      'Was the card lost, stolen or damaged?',
    );
  });

  test('what one knows is not known to the other', async () => {
    const page = pageOf(matching);
    await page.goes('I want my late fee waived', 'a book', '3 May 2026', 'no', 'yes');
    expect(lastAsked(await page.says('I want my card replaced'))).toBe('Was the card lost, stolen or damaged?');
    const [summary] = await page.goes('it was bent');
    expect(summary?.text).toContain('What happened - damaged');
    expect(summary?.text).not.toContain('book');
  });

  test('an answer to one is none to the other', async () => {
    const page = pageOf(matching);
    await page.says('I want my late fee waived');
    expect(lastAsked(await page.says('stolen'))).toBe('Was it a book, a film or a game?');
  });

  test('one that is opened while the other runs is decided, and then the other goes on with its own facts', async () => {
    const page = pageOf(matching);
    await page.goes('I want my late fee waived', 'a book', '3 May 2026', 'no', 'yes');
    expect(lastAsked(await page.says('I lost my card'))).toBe('Have you had a new card before?');
    expect(lastAsked(await page.send(change('late-fee', 'what')))).toBe('Was it a book, a film or a game?');
    expect(lastAsked(await page.says('a film'))).toBe('Is that right?');
    const replies = await page.says('yes');
    expect(firstLines(replies)).toEqual(['Please pay', 'Back to “A new card”.']);
    expect(lastAsked(replies)).toBe('Have you had a new card before?');
    const [summary] = await page.says('no');
    expect(summary?.text).toContain('What happened - lost');
    expect(summary?.text).not.toContain('film');
  });
});

test('the engine knows nothing of certificates', () => {
  for (const file of readdirSync(join(room, 'forms')))
    expect(readFileSync(join(room, 'forms', file), 'utf8').replace(/^\s*(?:\/\*)?\*.*$/gm, '')).not.toMatch(
      /certificate|private.?key|backup|commonName|CSR|orderDate|replacement/i,
    );
});

const literals = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

test('no code names an entry, a form, a fact or an outcome of the knowledge', () => {
  const { knowledge } = readKnowledge(join(room, '..', 'knowledge'));
  const { answers, procedures, outside, forms } = knowledge!;
  const names = new Set([
    ...[...answers, ...procedures, ...outside, ...forms].map(({ id }) => id),
    ...forms.flatMap(({ facts, outcomes, plan }) => [
      // A single word may well mean something else in code.
      ...[...Object.keys(facts), ...Object.keys(outcomes)].filter((name) => /[A-Z-]/.test(name)),
      ...plan.map(({ id }) => id),
    ]),
  ]);
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = files.flatMap(
    (file) =>
      readFileSync(join(room, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .match(literals)
        ?.map((literal) => literal.slice(1, -1))
        .filter((name) => names.has(name))
        .map((name) => `${file}: ${name}`) ?? [],
  );
  expect(named).toEqual([]);
});
