import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DirectLineClient } from '../directLineClient.js';
import { freshDatabase } from '../postgres.js';
import { endServices, startService } from '../service.js';
import { broken, keptConversations } from './records.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-ends-'));
const ends = mkdtempSync(join(folder, 'ends-'));
const program = ['-r', join(__dirname, 'faultyBot.cjs'), join(__dirname, '..', '..', 'dist', 'main.js'), 'serve'];

afterAll(async () => {
  await endServices();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['embedded', 'postgres'] as const)('the bot’s threads, on the %s database', (kind) => {
  test('what a thread ended on is thought again by the next, once, and nothing is lost', async () => {
    for (const number of [0, 2, 3]) writeFileSync(join(ends, String(number)), '');
    const database = kind === 'postgres' ? await freshDatabase() : null;
    const data = mkdtempSync(join(folder, 'data-'));
    const env = { CERTDESK_TEST_ENDS: ends, DATABASE_URL: database?.url };
    const service = await startService({ program, data, env });
    const clients = await Promise.all(
      Array.from({ length: 5 }, () => new DirectLineClient({ url: () => service.url }).start()),
    );
    await Promise.all(
      clients.map(async (client, number) => {
        await client.say('hello', 'm0');
        await client.say(`what does it cost? it ends now ${number}`, 'm1');
        await client.say('thanks', 'm2');
      }),
    );
    const kept = await keptConversations(database ? { url: database.url } : { folder: data });
    expect(clients.flatMap((client) => broken(client, kept.get(client.conversationId)))).toEqual([]);
    for (const { conversationId } of clients) {
      const { activities } = kept.get(conversationId)!;
      expect(activities.filter(({ from }) => from.role === 'user')).toHaveLength(3);
      expect(JSON.stringify(activities)).not.toContain('Something went wrong');
    }
    expect(service.logs().match(/a thread of the bot was lost/g)).toHaveLength(3);
    await service.stop();
    await database?.drop();
  }, 60_000);
});

test('a message on which the bot hangs gets the apology; others wait no longer than that, and the page is there meanwhile', async () => {
  const service = await startService({ program, env: { CERTDESK_TEST_ENDS: ends } });
  const client = () => new DirectLineClient({ url: () => service.url }).start();
  const [hanging, other] = await Promise.all([client(), client()]);
  const hung = hanging.say('it hangs now', 'm1');
  const others = other.say('what does it cost?', 'm1');
  expect((await fetch(`${service.url}/ready`)).status).toBe(200);
  await Promise.all([hung, others]);
  const last = async (of: DirectLineClient) => (await of.history()).at(-1)?.text ?? '';
  expect(await last(hanging)).toMatch(/went wrong/i);
  expect(await last(other)).toMatch(/free/i);
  await hanging.say('what does it cost?', 'm2');
  expect(await last(hanging)).toMatch(/free/i);
  await service.stop();
}, 60_000);
