import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { keptKey } from '../../src/storage/keptKey.js';
import { openedDatabase } from '../openedDatabase.js';

const KEY = 'hY2k0pQ7tWz4nB8vC1xM5sD9fG3jL6aEhY2k0pQ7tWz';

describe('a key that is kept in a file', () => {
  let folder: string;
  let opened: Awaited<ReturnType<typeof openedDatabase>>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certdesk-key-'));
    opened = await openedDatabase('embedded');
  });
  afterEach(async () => {
    await opened.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const kept = () => keptKey(opened.database, folder, 'signing');
  const file = () => join(folder, 'signing.key');

  test('is made once, for its owner only, and is the same from then on', async () => {
    const first = await kept();
    expect(first).toHaveLength(43);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(await kept()).toBe(first);
  });

  test.each([
    ['an empty file', '', 0o600, /signing\.key holds no key \(0 characters/],
    ['an empty line', '\n', 0o600, /holds no key \(0 characters/],
    ['three characters', 'abc', 0o600, /holds no key \(3 characters/],
    ['31 characters', KEY.slice(0, 31), 0o600, /holds no key \(31 characters/],
    ["a file that the owner's group reads", KEY, 0o640, /signing\.key can be read by others \(mode 640\)/],
    ['a file that everybody reads', KEY, 0o644, /can be read by others \(mode 644\)/],
  ])('weak keys: %s stops the start', async (_, text, mode, why) => {
    writeFileSync(file(), text);
    chmodSync(file(), mode);
    await expect(kept()).rejects.toThrow(Failure);
    await expect(kept()).rejects.toThrow(why);
    await expect(kept()).rejects.not.toThrow(KEY);
  });

  test('of 32 characters is taken', async () => {
    writeFileSync(file(), `${KEY.slice(0, 32)}\n`, { mode: 0o600 });
    expect(await kept()).toBe(KEY.slice(0, 32));
  });
});

test('weak keys: a short one in the database that replicas share stops the start', async () => {
  const { database, remove } = await openedDatabase('postgres');
  try {
    await database.write.insertInto('keys').values({ name: 'signing', value: 'abc' }).execute();
    await expect(keptKey(database, '', 'signing')).rejects.toThrow(/table keys holds no key \(3 characters/);
  } finally {
    await remove();
  }
}, 60_000);
