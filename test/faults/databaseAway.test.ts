import { CuttingProxy } from '../cuttingProxy.js';
import { DirectLineClient } from '../directLineClient.js';
import { freshDatabase, type PostgresServer, postgresServer } from '../postgres.js';
import { endServices, type Service, startService } from '../service.js';
import { broken, keptConversations } from './records.js';

/** Longer than the five seconds in which a write must be refused, for a machine that is busy with other tests. */
const patience = 8000;
const away = process.env.CERTDESK_LONG ? 60_000 : 10_000;
const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

let server: PostgresServer;
let proxy: CuttingProxy;
let database: { url: string };
let service: Service;
let client: DirectLineClient;

// The service's way to its database leads through the proxy.
beforeAll(async () => {
  server = postgresServer('away');
  database = await freshDatabase(server);
  const through = new URL(database.url);
  proxy = await new CuttingProxy({ to: Number(through.port) }).start();
  through.port = String(proxy.port);
  service = await startService({ env: { DATABASE_URL: through.href } });
  client = await new DirectLineClient({ url: () => service.url, patience }).start();
  await client.say('hello');
}, 60_000);

afterAll(async () => {
  await endServices();
  await proxy.stop();
  await server.stop();
});

async function statusOf(path: string): Promise<number> {
  return fetch(`${service.url}${path}`, { signal: AbortSignal.timeout(patience) }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Sends messages one after another while the database is away. @returns the statuses that came (0: no answer in time), each once */
async function statusesFor(milliseconds: number): Promise<number[]> {
  const statuses = new Set<number>();
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(100)) {
    const message = { type: 'message', text: 'thanks', channelData: { clientActivityID: `away${Math.random()}` } };
    const [sent, begun, resumed] = await Promise.all([
      client.once('POST', `/conversations/${client.conversationId}/activities`, message),
      client.once('POST', '/conversations', {}),
      client.once('GET', `/conversations/${client.conversationId}/activities?watermark=0`),
    ]);
    for (const { status } of [sent, begun, resumed]) statuses.add(status);
  }
  return [...statuses];
}

/** Milliseconds until a message is taken in and the service says that it is ready. */
async function recovery(): Promise<number> {
  const began = Date.now();
  await client.say('is the backup secret?');
  while ((await statusOf('/ready')) !== 200 && Date.now() - began < 60_000) await pause(50);
  return Date.now() - began;
}

const faults: [name: string, begin: () => Promise<unknown>, end: () => Promise<unknown>, lasting: number][] = [
  ['stopped', () => server.stop(), () => server.start(), away],
  ['dead slow', async () => proxy.become('slow'), async () => proxy.become('open'), 6000],
  ['silent', async () => proxy.become('half-open'), async () => proxy.become('open'), 6000],
];

test.each(faults)(
  'while the database is %s messages are refused in time, the process lives, and afterwards everything works again',
  async (_name, begin, end, lasting) => {
    await begin();
    const [statuses, live, ready] = await Promise.all([statusesFor(lasting), statusOf('/live'), statusOf('/ready')]);
    await end();
    expect({ statuses, live, ready }).toEqual({ statuses: [503], live: 200, ready: 503 });
    // Within ten seconds, and some for a busy machine.
    expect(await recovery()).toBeLessThan(15_000);
    expect(broken(client, (await keptConversations(database)).get(client.conversationId))).toEqual([]);
  },
  180_000,
);
