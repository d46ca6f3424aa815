import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secondDesk } from '../knowledge/secondDesk.js';
import { ended, run, start } from './program.js';

jest.setTimeout(120_000);

test.each<[string[], string]>([
  [['ask', 'what', 'is', 'the', 'fax', 'number'], '0870 6083838'],
  [['ask', '--explain', 'fax number'], 'Nearest phrasings'],
  [['read', 'date', '--today', '2026-05-20', 'last Tuesday'], '2026-05-19'],
  [['read', 'name', 'it is www.example.com'], 'www.example.com'],
  [['decide', '{"loss":"compromised"}'], 'A person decides'],
  [['knowledge', 'check'], 'nothing wrong'],
  [['--help'], 'certdesk [--knowledge DIR] VERB'],
])('%j answers a person', async (words, text) => {
  const { status, out, err } = await run(words);
  expect([status, err]).toEqual([0, '']);
  expect(out).toContain(text);
});

test.each([
  [['read', 'name', 'joe@example.com'], 'e-mail address'],
  [['read', 'date', 'soonish'], 'date'],
])('%j says why it is none, and ends with 1', async (words, text) => {
  const { status, out, err } = await run(words);
  expect([status, err]).toEqual([1, '']);
  expect(out).toContain(text);
});

test('chat talks without a terminal too, and ends with its input', async () => {
  const { status, out } = await run(['chat', '--today', '2026-05-20'], 'hello\nI lost my private key\n');
  expect(status).toBe(0);
  expect(out).toContain('certificate assistant');
  expect(out).toContain('Do you have a backup');
});

test('broken knowledge stops the start with every fault listed', async () => {
  const folder = secondDesk();
  rmSync(join(folder, 'desk.yaml'));
  writeFileSync(join(folder, 'words.yaml'), 'concepts: [');
  for (const words of [['ask', 'x'], ['chat'], ['knowledge', 'check']]) {
    const { status, out, err } = await run(['--knowledge', folder, ...words]);
    expect(status).toBe(1);
    expect(out + err).toContain('desk.yaml');
    expect(out + err).toContain('words.yaml');
    expect(out + err).not.toMatch(/\n\s+at /);
  }
});

test('a folder that is not there is said to be missing', async () => {
  const { status, err } = await run(['--knowledge', join(mkdtempSync(join(tmpdir(), 'none-')), 'gone'), 'ask', 'x']);
  expect(status).toBe(1);
  expect(err).not.toMatch(/\n\s+at /);
  expect(err.length).toBeGreaterThan(20);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends a conversation without noise', async (signal) => {
  const child = start(['chat']);
  const end = ended(child);
  await new Promise((done) => child.stdout.once('data', done));
  child.kill(signal);
  const { status, err } = await end;
  expect([status, err]).toEqual([signal === 'SIGINT' ? 130 : 143, '']);
});
