import { gzipSync } from 'node:zlib';
import { fileHoldsSecret } from '../../src/turn/fileSecrets.js';
import { keys, publicPems } from '../certificates/keys.js';

const compressed = (content: string | Buffer) => gzipSync(content).toString('latin1');

test.each(keys.map(({ name, pem }) => [name, pem]))('a compressed key is seen: %s', (_, pem) =>
  expect(fileHoldsSecret(compressed(pem))).toBe(true),
);

test.each([...publicPems, 'I lost the password'])('%j is none, compressed or not', (text) => {
  expect(fileHoldsSecret(text)).toBe(false);
  expect(fileHoldsSecret(compressed(text))).toBe(false);
});

test('what is no whole gzip file is no key, and one that unpacks to very much is not unpacked', () => {
  expect(fileHoldsSecret('\u001f\u008b\u0008 broken')).toBe(false);
  const start = process.cpuUsage();
  expect(fileHoldsSecret(compressed(Buffer.alloc(50_000_000, 'a')))).toBe(false);
  const { user, system } = process.cpuUsage(start);
  // Making it costs far more than refusing it.
  expect((user + system) / 1000).toBeLessThan(3000);
});
