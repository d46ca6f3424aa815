import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { tries } from '../longForm.js';
import { freshDatabase } from '../postgres.js';
import { endServices, startService } from '../service.js';
import { sayAll } from './dialogue.js';
import type { Faults } from './faultyService.js';
import { broken, keptConversations, type Place, query } from './records.js';

const kills = tries(3, 20);
const dist = join(__dirname, '..', '..', 'dist');

afterAll(endServices);

/** Brings the schema up to date in a process of its own, as a start of the service does first. @returns how that process ended */
function migrate(place: Place, faults: Faults): Promise<string> {
  const program = `require(${JSON.stringify(join(dist, 'storage', 'database.js'))}).openDatabase(${JSON.stringify(place)}).then((database) => database.close())`;
  const env = { ...process.env, CERTDESK_TEST_FAULTS: JSON.stringify({ ...faults, from: 'start' }) };
  const child = spawn(process.execPath, ['-r', join(__dirname, 'faultyDatabase.cjs'), '-e', program], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  return new Promise((ended) =>
    child.once('close', (status, signal) => ended(signal ?? (status === 0 ? 'done' : said))),
  );
}

const schemaOf = (place: Place) =>
  query<object>(
    place,
    'folder' in place
      ? "select type, name, sql from sqlite_master where name not like 'sqlite_%' order by name"
      : "select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public' order by 1, 2",
  );

async function fresh(kind: 'embedded' | 'postgres'): Promise<{ place: Place; drop(): Promise<void> }> {
  if (kind === 'postgres') {
    const { url, drop } = await freshDatabase();
    return { place: { url }, drop };
  }
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-migrated-'));
  return { place: { folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

test.each(['embedded', 'postgres'] as const)(
  'migrations that were killed anywhere (%s) are done by the next start',
  async (kind) => {
    const whole = await fresh(kind);
    const record = join(tmpdir(), `certdesk-statements-${process.pid}.txt`);
    expect(await migrate(whole.place, { record })).toBe('done');
    const statements = readFileSync(record, 'utf8').trimEnd().split('\n').length;
    rmSync(record);
    const schema = await schemaOf(whole.place);
    expect(statements).toBeGreaterThan(10);

    for (let kill = 0; kill < kills; kill += 1) {
      const { place, drop } = await fresh(kind);
      const nth = 1 + Math.floor((kill * statements) / kills);
      expect(await migrate(place, { strike: { at: '', when: kill % 2 === 0 ? 'after' : 'before', nth } })).toBe(
        'SIGKILL',
      );
      expect(await migrate(place, {})).toBe('done');
      expect(await schemaOf(place)).toEqual(schema);
      if (kill === kills - 1) {
        const service = await startService(
          'folder' in place ? { data: place.folder } : { env: { DATABASE_URL: place.url } },
        );
        const client = await new DirectLineClient({ url: () => service.url }).start();
        await sayAll(client);
        expect(broken(client, (await keptConversations(place)).get(client.conversationId))).toEqual([]);
        await service.kill();
      }
      await drop();
    }
    await whole.drop();
  },
  180_000,
);
