import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { replies } from './dateReplies.js';

const source = join(__dirname, '../../src');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reading-'));
  for (const room of ['text', 'languages', 'reading']) {
    const files = readdirSync(join(source, room), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))) {
      const made = join(folder, room, file.replace(/ts$/, 'js'));
      const { code } = transformSync(readFileSync(join(source, room, file), 'utf8'), {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
      });
      mkdirSync(dirname(made), { recursive: true });
      writeFileSync(made, code);
    }
  }
  writeFileSync(
    join(folder, 'run.js'),
    `const { readDate, findDates } = require('./reading/date.js');
     const { dayOf } = require('./languages/calendar.js');
     const { longDateWithDay } = require('./languages/en/dates/longDate.js');
     const texts = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
     const days = ['2026-05-20', '2026-01-01', '2024-02-29', '2026-03-29', '2026-10-25'];
     const read = days.flatMap((today) => texts.map((text) => [readDate(text, { today, latest: today }), findDates(text, { today, latest: today })]));
     console.log(JSON.stringify([read, dayOf('2026-05-03T23:30:00', 'Europe/London'), longDateWithDay('2026-05-03')]));`,
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

function readIn(zone: string): string {
  return execFileSync(process.execPath, [join(folder, 'run.js')], {
    env: { ...process.env, TZ: zone },
    input: JSON.stringify(replies.map(([text]) => text)),
    encoding: 'utf8',
    maxBuffer: 20_000_000,
  });
}

test('dates are read alike in every zone of the process', () => {
  const here = readIn('UTC');
  expect(here.length).toBeGreaterThan(10_000);
  for (const zone of ['America/Los_Angeles', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Europe/London'])
    expect(readIn(zone)).toBe(here);
});
