import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/storage/database.js';
import { run } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-outbox-'));

beforeAll(() => {
  process.env.CERTDESK_DATA = folder;
});
afterAll(() => {
  delete process.env.CERTDESK_DATA;
  rmSync(folder, { recursive: true, force: true });
});

test('replies that could not be delivered are listed, and due again when asked', async () => {
  const database = await openDatabase({ folder });
  const dead = {
    conversation: 'directline/a',
    channel: 'directline',
    seq: 2,
    attempts: 8,
    due_at: 0,
    error: 'TypeError',
    dead_at: Date.parse('2026-05-20T11:00:00Z'),
  };
  await database.write.insertInto('outbox').values(dead).execute();
  expect(await run(['outbox', 'list'])).toMatchObject({
    status: 0,
    out: '2026-05-20T11:00:00.000Z  directline/a  activity 2: given up after 8 tries (TypeError)\n',
  });
  const listed = await run(['outbox', 'list', '--json']);
  expect(JSON.parse(listed.out)).toMatchObject({ conversation: 'directline/a', seq: 2, attempts: 8 });
  expect((await run(['outbox', 'retry', 'directline/other'])).out).toMatch(/^0 to be sent again/);
  expect((await run(['outbox', 'retry'])).out).toMatch(/^1 to be sent again/);
  expect((await run(['outbox', 'list'])).out).toMatch(/^Every reply has been delivered/);
  const [row] = await database.write.selectFrom('outbox').select(['attempts', 'dead_at']).execute();
  expect(row).toEqual({ attempts: 0, dead_at: null });
  await database.close();
}, 60_000);

test.each([[[]], [['burn']], [['list', 'directline/a']], [['retry', 'a', 'b']]])(
  'outbox %j is bad usage',
  async (words) => {
    const { status, out, err } = await run(['outbox', ...words]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('outbox takes "list"');
  },
);
