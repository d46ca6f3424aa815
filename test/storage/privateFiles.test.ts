import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { openDatabase } from '../../src/storage/database.js';
import { endServices, startService } from '../service.js';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'certdesk-private-'));
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));
afterAll(endServices);

const mode = (path: string) => (statSync(path).mode & 0o7777).toString(8);
const modes = () => Object.fromEntries(readdirSync(folder).map((name) => [name, mode(join(folder, name))]));

/** As whoever runs a program by hand: what it makes is readable for everybody. */
async function withOpenUmask<Result>(work: () => Promise<Result>): Promise<Result> {
  const before = process.umask(0o000);
  try {
    return await work();
  } finally {
    process.umask(before);
  }
}

test("the data folder and the database, its log and its index are their owner's alone, whatever the umask", async () => {
  await withOpenUmask(async () => {
    const database = await openDatabase({ folder });
    await database.write.insertInto('keys').values({ name: 'a', value: 'b' }).execute();
    expect(mode(folder)).toBe('700');
    expect(modes()).toEqual({ 'certdesk.db': '600', 'certdesk.db-wal': '600', 'certdesk.db-shm': '600' });
    await database.close();
  });
});

test('a folder and files that were there before are made so', async () => {
  await withOpenUmask(async () => {
    const first = await openDatabase({ folder });
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    chmodSync(folder, 0o755);
    const second = await openDatabase({ folder });
    expect(mode(folder)).toBe('700');
    expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
    await second.close();
    await first.close();
  });
});

test("the owner's backup beside the database is made so as well", async () => {
  await withOpenUmask(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'certdesk.db-old'), 'x');
    await (await openDatabase({ folder })).close();
    expect(modes()['certdesk.db-old']).toBe('600');
  });
});

test("a folder that is everybody's is refused, and left as it is", async () => {
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
  writeFileSync(join(folder, 'of-somebody-else'), '');
  await expect(openDatabase({ folder })).rejects.toThrow(Failure);
  await expect(openDatabase({ folder })).rejects.toThrow(/shared with others.*CERTDESK_DATA/);
  expect([mode(folder), readdirSync(folder)]).toEqual(['1777', ['of-somebody-else']]);
});

test('a file system that was just mounted for it is made so', async () => {
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
  await (await openDatabase({ folder })).close();
  expect(mode(folder)).toBe('700');
});

test('a verb of the command line leaves nothing readable behind, nor does the service after it', async () => {
  const program = join(__dirname, '..', '..', 'dist', 'main.js');
  const words = ['-c', 'umask 000; exec "$@"', 'sh', process.execPath, program, 'outbox', 'list'];
  const { status } = spawnSync('sh', words, { env: { ...process.env, DATABASE_URL: '', CERTDESK_DATA: folder } });
  expect([status, mode(folder)]).toEqual([0, '700']);
  expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
  const service = await startService({ data: folder });
  expect(Object.keys(modes())).toContain('signing.key');
  expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
  await service.stop();
}, 60_000);
