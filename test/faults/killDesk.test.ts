import { freshDatabase } from '../postgres.js';
import { endServices } from '../service.js';
import { DeskKilling, killDesk } from './deskKilling.js';

afterAll(endServices);

test.each(['embedded', 'postgres'])(
  'killed while agents claim, answer and settle (%s): nothing that was acknowledged is lost or doubled, and one has each case',
  async (kind) => {
    const database = kind === 'postgres' ? await freshDatabase() : null;
    const killing = new DeskKilling(database?.url);
    try {
      expect(await killDesk(killing)).toEqual([]);
      expect(killing.told.length).toBeGreaterThan(2);
    } finally {
      await killing.end();
      await endServices();
      await database?.drop();
    }
  },
  900_000,
);
