import { freshDatabase } from '../postgres.js';
import { endServices } from '../service.js';
import { Killing, killOften } from './killing.js';

afterAll(endServices);

test('killed at every statement and at random moments, the service on PostgreSQL keeps what it acknowledged', async () => {
  const database = await freshDatabase();
  const killing = new Killing(database.url, 2);
  try {
    expect(await killOften(killing, 1)).toEqual({ faults: [], missed: [], undelivered: 0 });
    expect(killing.acknowledged).toBeGreaterThan(20);
  } finally {
    await killing.end();
    await database.drop();
  }
}, 900_000);
