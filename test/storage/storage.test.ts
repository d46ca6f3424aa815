import { type Database, openDatabase, type Place } from '../../src/storage/database.js';
import { keptKey } from '../../src/storage/keptKey.js';
import { forgetUsed, useOnce } from '../../src/storage/usedOnce.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

describe.each(databases)('on the %s database', (kind) => {
  let database: Database;
  let place: Place;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, place, remove } = await openedDatabase(kind));
  }, 60_000);
  afterAll(() => remove());

  test('two that start at once agree on the schema, and on a key that is made once', async () => {
    // A process waits for the embedded database's lock with all it does: there, one opens after the other.
    const opened =
      kind === 'embedded'
        ? [await openDatabase(place), await openDatabase(place)]
        : [1, 2, 3].map(() => openDatabase(place));
    const others = await Promise.all(opened);
    const folder = typeof place === 'object' && 'folder' in place ? place.folder : '';
    const keys = await Promise.all(others.map((other) => keptKey(other, folder, 'test')));
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0]!, 'base64url')).toHaveLength(32);
    for (const other of others) await other.close();
  });

  test('an address is used once, and forgotten when it is worthless', async () => {
    const uses = await Promise.all(Array.from({ length: 8 }, () => useOnce(database, 'stream:x', 2000)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    await forgetUsed(database, 3000);
    expect(await useOnce(database, 'stream:x', 5000)).toBe(true);
  });
});
