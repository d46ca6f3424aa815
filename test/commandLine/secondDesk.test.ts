import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { secondDesk } from '../knowledge/secondDesk.js';
import { replaceIn } from '../knowledge/spoil.js';
import { lines, project, run, runByNpm } from './program.js';

jest.setTimeout(120_000);

const folder = secondDesk();
const desk = (...words: string[]) => ['--knowledge', folder, ...words];

test('another desk’s questions are answered from its own folder, with its own ids and quotes', async () => {
  const [cost, stranger] = await lines(
    desk('ask', '--json'),
    { text: 'How much is a new library card?' },
    { text: 'the capital of Mongolia' },
  );
  expect(cost).toMatchObject({ decision: 'answer', entry: 'card.cost', answer: expect.stringContaining('5 pounds') });
  expect(cost!.sources).toContain('The first new card within a year is free of charge.');
  expect(stranger).toMatchObject({ decision: 'unknown', entry: null });
});

test('its form asks, decides and hands over in chat', async () => {
  const say = (text: string) => ({ conversation: { id: 'reader' }, text, timestamp: '2026-05-20T10:00:00Z' });
  const said = ['I lost my card', 'yes, I have had one', '3 January 2025'].map(say);
  const [first, second, third] = await lines(desk('chat', '--json'), ...said);
  expect(first).toMatchObject({ expecting: 'replacedBefore', facts: { what: 'lost' } });
  expect(second).toMatchObject({ expecting: 'lastCard', facts: { what: 'lost', replacedBefore: true } });
  expect(third!.facts).toMatchObject({ lastCard: '2025-01-03' });
});

test('its table decides', async () => {
  const today = '2026-05-20';
  const decisions = await lines(
    desk('decide', '--json', '--today', today),
    { what: 'stolen' },
    { what: 'damaged' },
    { what: 'lost', replacedBefore: true, lastCard: '2025-01-03' },
    { what: 'lost', replacedBefore: true, lastCard: '2026-01-03' },
    { what: 'lost', replacedBefore: true, lastCard: '2026-05-21' },
    { what: 'lost', replacedBefore: true },
    { loss: 'private-key' },
  );
  expect(decisions.map(({ outcome, missing, error }) => outcome ?? missing ?? error)).toEqual([
    'ask-desk',
    'free-card',
    'free-card',
    'paid-card',
    `lastCard: not after ${today}`,
    ['lastCard'],
    expect.stringContaining('loss'),
  ]);
});

test('the gate’s questions are asked, and a check finds nothing', async () => {
  const [check, gate] = [await run(desk('knowledge', 'check')), await run(desk('knowledge', 'test'))];
  expect(check).toMatchObject({ status: 0, out: expect.stringContaining('nothing wrong'), err: '' });
  expect(gate).toMatchObject({ status: 0, out: expect.stringContaining('all questions'), err: '' });
});

test('the folder is found from where the caller is, with a relative path and through npm', async () => {
  const { status, out, err } = await run(
    ['--knowledge', '.', 'read', 'date', '--json', '--today', '2026-05-20'],
    '{"text":"3 May"}\n',
    folder,
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ value: '2026-05-03' });
  const npm = await runByNpm(['--knowledge', '.', 'knowledge', 'check'], '', folder);
  expect(npm).toMatchObject({ status: 0, out: expect.stringContaining(folder), err: '' });
});

test('each folder keeps one index, and no draft stays', async () => {
  const index = () => readdirSync(join(project, 'dist', 'index'));
  await run(desk('knowledge', 'build'));
  const before = index();
  const again = secondDesk();
  await Promise.all([run(desk('knowledge', 'build')), run(['--knowledge', again, 'knowledge', 'build'])]);
  expect(index().sort()).toEqual(before.sort());
  expect(before.filter((name) => !/^(?:\w+\.index|examples\.encodings|\.npmignore)$/.test(name))).toEqual([]);
});

test('an index cut short is made anew, without a word', async () => {
  const index = join(project, 'dist', 'index');
  const before = new Set(readdirSync(index));
  // New to every run: an earlier one may have kept its index.
  replaceIn(folder, 'words.yaml', 'concepts:', `concepts:\n  zebra: [zebra, zebra ${Date.now()}]`);
  await run(desk('knowledge', 'build'));
  const made = readdirSync(index).filter((name) => !before.has(name));
  expect(made).toHaveLength(1);
  const file = join(index, made[0]!);
  const whole = statSync(file).size;
  truncateSync(file, whole - 1);
  const [line] = await lines(desk('ask', '--json'), { text: 'What does a new card cost?' });
  expect(line).toMatchObject({ entry: 'card.cost' });
  expect(statSync(file).size).toBe(whole);
  rmSync(file);
});
