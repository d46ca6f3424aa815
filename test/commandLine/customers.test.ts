import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoredTeamsReferences } from '../../src/storage/teamsReferences.js';
import { agent, waiting } from '../desk/deskClient.js';
import { type OpenedService, openedService } from '../openedService.js';
import { run } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-customers-'));
let service: OpenedService;

beforeAll(async () => {
  service = await openedService('embedded', { environment: { CERTDESK_DATA: folder } });
  process.env.CERTDESK_DATA = folder;
}, 180_000);
afterAll(async () => {
  delete process.env.CERTDESK_DATA;
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const asked = (words = 'my server burnt down') => waiting(service, [words, 'talk to a person', 'joe@foo.co.uk']);

test('a customer in Teams is named by their tenant and account, as an export has them', async () => {
  const [tenantId, accountId] = ['9b2a7c44-1f0e-4d0b-8f63-2f6f0f9d7e21', 'c0ffee00-1111-4222-8333-444455556666'];
  const key = `msteams/${tenantId}/a:1`;
  const userId = `teams:${tenantId}:${accountId}`;
  const [at, none] = [Date.parse('2026-05-20T11:00:00Z'), { streamed_by: null, owner: null, open_case: null }];
  const { database } = service;
  await database.write
    .insertInto('conversations')
    .values({
      ...{ key, channel: 'msteams', id: `${tenantId}/a:1`, user_id: userId, state: null, version: 1, last_seq: 0 },
      ...{ ...none, edition: null, created_at: at, updated_at: at, ended_at: null, removed_at: null },
    })
    .execute();
  const place = { serviceUrl: 'https://smba.trafficmanager.net/emea/', tenantId, conversationId: 'a:1' };
  await new StoredTeamsReferences(database, () => new Date(at)).keep(key, {
    ...{ ...place, scope: 'personal', generation: 1, botId: '28:app', userId: '29:a', aadObjectId: accountId },
  });
  const given = await run(['customers', 'export', '--user', userId]);
  expect(JSON.parse(given.out).conversations).toMatchObject([
    { conversation: key, userId, teams: { tenantId, accountId, userId: '29:a', scope: 'personal', goneAt: null } },
  ]);
  expect((await run(['customers', 'erase', '--user', userId, '--yes'])).status).toBe(0);
  expect(await database.read.selectFrom('teams_references').selectAll().execute()).toEqual([]);
});

test('beside a running service: shown, then removed; an agent who has the case sees it closed', async () => {
  const joe = await asked();
  const other = await asked();
  const anna = await agent(service);
  await anna.post(`cases/${joe.case}/claim`);

  const given = await run(['customers', 'export', '--case', joe.case.toLowerCase()]);
  expect(given.status).toBe(0);
  expect(given.err).toContain(`are left alone:\n  ${other.conversation}\n`);
  const { conversations } = JSON.parse(given.out);
  expect(conversations).toMatchObject([
    { conversation: joe.conversation, cases: [{ contact: { email: 'joe@foo.co.uk' } }] },
  ]);
  expect(given.out).toContain('my server burnt down');

  const unsure = await run(['customers', 'erase', '--case', joe.case]);
  expect(unsure).toMatchObject({ status: 1, err: expect.stringContaining('Nothing was removed. With --yes it is') });
  expect(unsure.out).toMatch(
    new RegExp(`^${joe.conversation}  can go on, last .*  ${joe.case} assigned \\(local-1\\)\n$`),
  );

  const erased = await run(['customers', 'erase', '--case', joe.case, '--yes', '--as', 'Olga', '--json']);
  expect(erased.status).toBe(0);
  expect(JSON.parse(erased.out)).toMatchObject({ conversation: joe.conversation, cases: [joe.case] });
  await expect(joe.say('hello?')).rejects.toThrow('404');
  const { body } = await anna.get(`cases/${joe.case}`);
  expect(body).toMatchObject({ status: 'closed', transcript: [], contact: { email: null } });
  expect(body.history.at(-1)).toMatchObject({ what: 'removed', note: 'erasure', by: { name: 'Olga' } });
  expect((await anna.post(`cases/${joe.case}/reply`, { text: 'hello' })).status).toBe(409);

  expect(await run(['customers', 'export', '--case', joe.case])).toMatchObject({ status: 1, out: '' });
  const byEmail = await run(['customers', 'erase', '--email', 'JOE@foo.co.uk', '--yes']);
  expect(byEmail.out).toMatch(new RegExp(`^${other.conversation}: \\d+ activities, .*${other.case} left bare\n$`));
}, 120_000);
