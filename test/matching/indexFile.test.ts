import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBytes, type Index, keepIndex, keptIndexes, loadIndex, toBytes } from '../../src/matching/indexFile.js';
import { Matcher } from '../../src/matching/matcher.js';
import { learn } from '../../src/matching/reader/learn.js';
import { openReader } from '../../src/matching/reader/reader.js';
import { stepTargetsOf, targetsOf } from '../../src/matching/targets.js';
import { train } from '../../src/matching/training.js';
import { encoder, few, library } from './tinyDesk.js';

jest.setTimeout(60_000);

const { knowledge } = library();
const examples = ['lost it', 'stolen on the bus', 'how much is it?', 'it was stolen'].map((text, index) => ({
  text,
  open: 'what',
  labels: { what: ['lost', 'stolen', 'none', 'stolen'][index]! },
}));
const made = (): Index => ({
  knowledge,
  trained: train(few(targetsOf(knowledge), 8), encoder, { concepts: knowledge.concepts }),
  steps: train(few(stepTargetsOf(knowledge), 3), encoder, { concepts: knowledge.concepts }),
  learned: learn(examples, (text) => encoder.encode(text)),
  weights: 'these',
});
const index = made();
const folder = () => mkdtempSync(join(tmpdir(), 'index-'));

test('the same knowledge gives the same bytes', () => {
  expect(toBytes(made()).equals(toBytes(index))).toBe(true);
});

test('what is written and loaded again is the same, and matches the same', () => {
  const at = folder();
  keepIndex([at], 'one', index);
  const loaded = loadIndex([at], 'one')!;
  expect(JSON.parse(JSON.stringify(loaded.knowledge))).toEqual(JSON.parse(JSON.stringify(knowledge)));
  expect(loaded.trained).toEqual(index.trained);
  expect(loaded.steps).toEqual(index.steps);
  expect(loaded.learned).toEqual(index.learned);
  const [one, other] = [index, loaded].map(({ learned }) => openReader(learned!, encoder).read('she stole it', 'what'));
  expect(other).toEqual(one);
  const [before, after] = [index, loaded].map(
    ({ trained, steps }) => new Matcher(trained, encoder, { procedures: knowledge.procedures, steps }),
  );
  for (const text of ['price of a card', 'I lost mine, whom do I tell?', 'second step?', 'the moon', ''])
    expect(after!.match(text)).toEqual(before!.match(text));
});

test('a desk without examples keeps none', () => {
  expect(fromBytes(toBytes({ ...index, learned: null })).learned).toBeNull();
});

test('a file that was cut short, is empty or is of another layout counts for nothing', () => {
  const bytes = toBytes(index);
  for (const length of [0, 3, 4, 50, Math.floor(bytes.length / 2), bytes.length - 1])
    expect(() => fromBytes(bytes.subarray(0, length))).toThrow();
  const other = Buffer.from(bytes);
  other.write(
    other
      .toString('latin1', 4, 60)
      .replace(/"layout":(\d)/, (_, layout: string) => `"layout":${(Number(layout) + 1) % 10}`),
    4,
    'latin1',
  );
  expect(() => fromBytes(other)).toThrow('layout');
  const at = folder();
  writeFileSync(join(at, 'one.index'), bytes.subarray(0, bytes.length - 1));
  expect(loadIndex([at], 'one')).toBeNull();
  expect([...keptIndexes([at])]).toEqual([]);
  expect(loadIndex([at], 'none')).toBeNull();
});

test('the latest used stay, drafts of interrupted programs go', () => {
  const at = folder();
  const bytes = toBytes(index);
  ['a', 'b', 'c', 'd'].forEach((name, day) => {
    writeFileSync(join(at, `${name}.index`), bytes);
    utimesSync(join(at, `${name}.index`), day, day);
  });
  writeFileSync(join(at, 'z.index.4711'), '');
  utimesSync(join(at, 'z.index.4711'), 1, 1);
  loadIndex([at], 'a');
  keepIndex([at], 'e', index, 3);
  expect(readdirSync(at).sort()).toEqual(['a.index', 'd.index', 'e.index']);
});

test('the newest that can be read lends its embeddings', () => {
  const at = folder();
  writeFileSync(join(at, 'old.index'), toBytes(index));
  utimesSync(join(at, 'old.index'), 1, 1);
  writeFileSync(join(at, 'new.index'), 'cut');
  expect([...keptIndexes([at])][0]?.trained.texts).toEqual(index.trained.texts);
  expect([...keptIndexes([join(at, 'gone')])]).toEqual([]);
});

test('a folder that cannot be written keeps nothing, says so, and stops nothing', () => {
  const at = folder();
  writeFileSync(join(at, 'file'), '');
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  keepIndex([join(at, 'file', 'index')], 'one', index);
  mkdirSync(join(at, 'one.index'));
  keepIndex([at], 'one', index);
  expect(said.mock.calls.map(([text]) => String(text))).toEqual([
    expect.stringContaining('could not be kept'),
    expect.stringContaining('could not be kept'),
  ]);
  said.mockRestore();
  expect(readdirSync(at).sort()).toEqual(['file', 'one.index']);
  expect(readFileSync(join(at, 'file'), 'utf8')).toBe('');
});
