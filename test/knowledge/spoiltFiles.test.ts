import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatFaults } from '../../src/knowledge/check/formatFaults.js';
import { readGate } from '../../src/knowledge/read/readGate.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { tries } from '../longForm.js';
import { secondDesk } from './secondDesk.js';

const folder = secondDesk();
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads the folder with one file's bytes replaced, and puts them back. */
function readWith(file: string, bytes: Buffer): void {
  const before = readFileSync(file);
  writeFileSync(file, bytes);
  try {
    const { knowledge, faults } = readKnowledge(folder);
    expect(knowledge === null).toBe(faults.length > 0);
    for (const { line, field, problem, remedy } of [...faults, ...readGate(folder, knowledge ?? undefined).faults]) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(bytes.toString().split('\n').length + 150);
      expect([field, problem, remedy]).not.toContain('');
    }
    formatFaults(faults);
  } finally {
    writeFileSync(file, before);
  }
}

const place = { file: fc.constantFrom(...files), at: fc.double({ min: 0, max: 1, noNaN: true }) };
const where = (text: Buffer, at: number) => Math.floor(at * text.length);
/** Signs that YAML, front matter or placeholders make something of. */
const sign = fc.constantFrom(
  ':',
  ': ',
  '-',
  '- ',
  '\n',
  '\t',
  '  ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a ',
  '!',
  '|\n',
  '>',
  '#',
  '%',
  '@',
  '`',
  '---\n',
  '? ',
  '<<: ',
  '__proto__: ',
  'null',
  '1',
  '\u0000',
  '\uFEFF',
  '\ud800',
  'é',
  '## x {#y}\n',
);

test('a file cut off anywhere is read or is a fault', () => {
  fc.assert(
    fc.property(fc.record(place), ({ file, at }) =>
      readWith(file, readFileSync(file).subarray(0, where(readFileSync(file), at))),
    ),
    { numRuns: tries(25, 50) },
  );
});

test('a file with signs put in anywhere is read or is a fault', () => {
  fc.assert(
    fc.property(fc.record(place), fc.array(sign, { minLength: 1, maxLength: 3 }), ({ file, at }, signs) => {
      const text = readFileSync(file);
      readWith(
        file,
        Buffer.concat([text.subarray(0, where(text, at)), Buffer.from(signs.join('')), text.subarray(where(text, at))]),
      );
    }),
    { numRuns: tries(40, 80) },
  );
});

test('a file with lines left out, doubled or indented is read or is a fault', () => {
  const change = fc.constantFrom<(line: string) => string[]>(
    () => [],
    (line) => [line, line],
    (line) => [`  ${line}`],
    (line) => [line.trimStart()],
    (line) => [line.replace(/:.*/, ':')],
  );
  fc.assert(
    fc.property(fc.record(place), change, ({ file, at }, spoil) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      const spoilt = Math.floor(at * lines.length);
      readWith(file, Buffer.from(lines.flatMap((line, index) => (index === spoilt ? spoil(line) : [line])).join('\n')));
    }),
    { numRuns: tries(40, 80) },
  );
});

test('any bytes are read or are a fault', () => {
  fc.assert(
    fc.property(fc.record(place), fc.uint8Array({ maxLength: 200 }), ({ file }, bytes) =>
      readWith(file, Buffer.from(bytes)),
    ),
    { numRuns: tries(20, 40) },
  );
});

test('any plain data in a YAML file is read or is a fault', () => {
  const yaml = files.filter((file) => file.endsWith('.yaml'));
  fc.assert(
    fc.property(fc.constantFrom(...yaml), fc.json(), (file, json) => readWith(file, Buffer.from(json))),
    { numRuns: tries(25, 50) },
  );
});
