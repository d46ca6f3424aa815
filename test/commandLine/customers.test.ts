import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
