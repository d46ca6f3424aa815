import { freshDatabase } from '../postgres.js';
import { endServices } from '../service.js';
import { Killing, killOften } from './killing.js';

const long = Boolean(process.env.CERTDESK_LONG);

afterAll(endServices);

test('killed at every statement and at random moments, the service on PostgreSQL keeps what it acknowledged', async () => {
  const database = await freshDatabase();
  const killing = new Killing(database.url, 2);
  try {
    const { faults, missed } = await killOften(killing, long ? 220 : 13, long ? 6 : 2, long ? undefined : 1);
    expect(faults).toEqual([]);
    expect(missed).toEqual([]);
    expect(killing.acknowledged).toBeGreaterThan(20);
    expect(await killing.undelivered(30_000)).toBe(0);
  } finally {
    await killing.end();
    await database.drop();
  }
}, 900_000);
