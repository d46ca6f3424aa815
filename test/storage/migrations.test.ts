import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { openDatabase, type Place } from '../../src/storage/database.js';
import { EmbeddedDialect } from '../../src/storage/embeddedDialect.js';
import { migrations } from '../../src/storage/migrations.js';
import { noteSignOut, signOutsOf } from '../../src/storage/signOuts.js';
import { StoredCases } from '../../src/storage/storedCases.js';
import { useOnce } from '../../src/storage/usedOnce.js';
import { databases } from '../openedService.js';
import { freshDatabase } from '../postgres.js';

const at = Date.parse('2026-05-20T11:00:00Z');
const open = (id: string) => ({
  ...{ id, status: 'waiting', reason: 'asked', facts: { commonName: 'www.example.com' }, outcome: null },
  openedAt: '2026-05-20T11:00:00.000Z',
});
const progress = { version: 3, facts: { replacement: { hasBackup: false } }, expecting: 'product' };
const dialogs = { dialogStack: [{ id: 'replacement', state: {} }] };
/** The states of conversations as the release before left them. */
const states = {
  'directline/with': { dialogs, progress: { ...progress, case: open('C-AAAAAA') } },
  'directline/without': { dialogs, progress: { ...progress, case: null } },
  'directline/twice1': { progress: { case: open('C-BBBBBB') } },
  'directline/twice2': { progress: { case: open('C-BBBBBB') } },
  ...Object.fromEntries(
    Array.from({ length: 600 }, (_, n) => [`directline/many${n}`, { progress: { case: open(`C-${n}`) } }]),
  ),
};

/** A database of the release before, with those conversations. */
async function before(kind: (typeof databases)[number]): Promise<{ place: Place; remove(): Promise<void> }> {
  const fresh = kind === 'postgres' ? await freshDatabase() : null;
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-before-'));
  const dialect: Dialect = fresh
    ? new PostgresDialect({ pool: new Pool({ connectionString: fresh.url }) })
    : new EmbeddedDialect(join(folder, 'certdesk.db'));
  // biome-ignore lint/suspicious/noExplicitAny: the tables as they were then
  const db = new Kysely<any>({ dialect });
  const first = { '001-conversations': migrations['001-conversations']! };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest();
  expect(error).toBeUndefined();
  const rows = Object.entries(states).map(([key, state]) => ({
    ...{ key, channel: 'directline', id: key.slice(11), user_id: 'dl_1', state: JSON.stringify(state), version: 7 },
    ...{ last_seq: 4, streamed_by: null, created_at: at, updated_at: at, ended_at: null },
  }));
  for (let from = 0; from < rows.length; from += 100)
    await db
      .insertInto('conversations')
      .values(rows.slice(from, from + 100))
      .execute();
  const letter = { conversation: 'directline/with', seq: 4, attempts: 1, due_at: at, error: null, dead_at: null };
  await db.insertInto('outbox').values(letter).execute();
  await db.insertInto('used_once').values({ key: 'stream:used', expires_at: at }).execute();
  await db.destroy();
  const remove = async () => {
    await fresh?.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { place: fresh ? { url: fresh.url } : { folder }, remove };
}

test.each(databases)(
  'a database of the release before (%s) goes on: open cases become rows, all else stays',
  async (kind) => {
    const { place, remove } = await before(kind);
    const database = await openDatabase(place);
    try {
      const rows = await database.read.selectFrom('conversations').selectAll().execute();
      const row = (key: string) => rows.find((one) => one.key === key)!;
      expect(rows).toHaveLength(604);
      const states = ['with', 'without'].map((name) => row(`directline/${name}`));
      expect(states.map(({ open_case, owner, version }) => [open_case, owner, Number(version)])).toEqual([
        ['C-AAAAAA', null, 8],
        [null, null, 7],
      ]);
      expect(JSON.parse(states[0]!.state!)).toEqual({ dialogs, progress });
      // Two that chance gave the same id: one has it, the other opens a new one when it is asked for.
      const [one, other] = [row('directline/twice1'), row('directline/twice2')].map(({ open_case }) => open_case);
      expect([one, other].filter((id) => id !== null)).toEqual(['C-BBBBBB']);
      const cases = await database.read.selectFrom('cases').select(['id', 'conversation']).execute();
      expect(cases).toHaveLength(602);
      expect(row('directline/many599').open_case).toBe('C-599');
      expect(await new StoredCases(database.read).read('C-599')).toMatchObject(open('C-599'));
      expect(await database.read.selectFrom('outbox').select(['channel', 'attempts']).execute()).toEqual([
        { channel: 'directline', attempts: 1 },
      ]);
      expect(await useOnce(database, 'stream:used', at)).toBe(false);
      expect(await signOutsOf(database, ['dl_1'])).toEqual(new Map());
      expect(await noteSignOut(database, 'dl_1', at, at)).toMatchObject({ generation: 1 });
    } finally {
      await database.close();
      await remove();
    }
  },
  60_000,
);
