import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssets } from '../../src/server/assets.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-assets-'));
writeFileSync(join(folder, 'files.json'), '{"chat.js":"chat.abc.js"}');
for (const [ending, content] of [
  ['', 'plain'],
  ['.gz', 'gzip'],
  ['.br', 'br'],
])
  writeFileSync(join(folder, `chat.abc.js${ending}`), content ?? '');
writeFileSync(join(folder, 'secret.js'), 'not listed');
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['br;q=0', undefined],
  ['identity', undefined],
  ['', undefined],
])('a browser that takes %j is sent %s', (acceptEncoding, encoding) => {
  const asset = readAssets(folder).find('chat.abc.js', acceptEncoding);
  expect(asset?.encoding).toBe(encoding);
  expect(asset?.body.toString()).toBe(encoding ?? 'plain');
  expect(asset?.contentType).toBe('text/javascript; charset=utf-8');
});

test.each(['secret.js', 'files.json', 'chat.abc.js.gz', '../assets.js', '', '__proto__'])(
  '%j is not one of the files',
  (name) => {
    expect(readAssets(folder).find(name)).toBeUndefined();
  },
);

test('a plain name leads to the one with the hash, and one that the build did not make is a fault', () => {
  expect(readAssets(folder).nameOf('chat.js')).toBe('chat.abc.js');
  expect(() => readAssets(folder).nameOf('other.js')).toThrow('npm run build');
});
