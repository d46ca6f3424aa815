import type { Settings } from '../settings.js';
import { type Database, openDatabase } from '../storage/database.js';
import { explained } from './startFaults.js';

/**
 * The database that the settings name, for a verb that works beside a running service or on one that is stopped.
 * @throws {Failure} saying what is wrong and which setting it is
 */
export async function databaseHere(settings: Settings): Promise<Database> {
  const { databaseUrl, dataFolder } = settings;
  try {
    return await openDatabase(databaseUrl === null ? { folder: dataFolder } : { url: databaseUrl });
  } catch (fault) {
    throw explained(fault, settings);
  }
}
