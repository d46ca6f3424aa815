import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase, type Place } from '../src/storage/database.js';
import type { databases } from './openedService.js';
import { freshDatabase } from './postgres.js';

/** An empty database of that kind; `place` opens it a second time, `remove` closes it and leaves nothing. */
export async function openedDatabase(
  kind: (typeof databases)[number],
): Promise<{ database: Database; place: Place; remove(): Promise<void> }> {
  const fresh = kind === 'postgres' ? await freshDatabase() : null;
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-database-'));
  const place: Place = fresh ? { url: fresh.url } : { folder };
  const database = await openDatabase(place);
  const remove = async () => {
    await database.close();
    await fresh?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, place, remove };
}
