import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepEncodings, keptEncodings } from '../../../src/matching/reader/encodings.js';
import { encoder } from '../tinyDesk.js';

const folder = () => mkdtempSync(join(tmpdir(), 'encodings-'));
const encodings = new Map(['lost it', 'gone – all of it'].map((text) => [text, encoder.encode(text)]));

test('what is kept comes back number for number', () => {
  const at = folder();
  keepEncodings(at, 'these', encodings);
  expect(keptEncodings(at, 'these')).toEqual(encodings);
});

test('numbers of other weights count for nothing', () => {
  const at = folder();
  keepEncodings(at, 'these', encodings);
  expect(keptEncodings(at, 'those').size).toBe(0);
});

test.each([0, 3, 20, 100, 2000])('a file cut after %i bytes counts for nothing', (bytes) => {
  const at = folder();
  keepEncodings(at, 'these', encodings);
  const file = join(at, 'examples.encodings');
  truncateSync(file, bytes);
  expect(keptEncodings(at, 'these').size).toBe(0);
});

test('a folder that cannot be written keeps nothing and stops nothing', () => {
  const at = folder();
  writeFileSync(join(at, 'file'), 'as it was');
  keepEncodings(join(at, 'file'), 'these', encodings);
  expect(readFileSync(join(at, 'file'), 'utf8')).toBe('as it was');
});
