import { CuttingProxy } from '../cuttingProxy.js';
import { DirectLineClient } from '../directLineClient.js';
import { freshDatabase, type PostgresServer, postgresServer } from '../postgres.js';
import { endServices, startService } from '../service.js';
import { broken, keptConversations } from './records.js';

/** Longer than the five seconds in which a write must be refused, for a machine that is busy with other tests. */
const patience = 8000;
const away = process.env.CERTDESK_LONG ? 60_000 : 10_000;
const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

afterAll(endServices);

/** A service whose way to its database leads through a proxy, a customer, and the server behind it all. */
async function served(server: PostgresServer) {
  const database = await freshDatabase(server);
  const through = new URL(database.url);
  const proxy = await new CuttingProxy({ to: Number(through.port) }).start();
  through.port = String(proxy.port);
  const service = await startService({ env: { DATABASE_URL: through.href } });
  const client = await new DirectLineClient({ url: () => service.url, patience }).start();
  await client.say('hello');
  return { server, database, proxy, service, client };
}

type Served = Awaited<ReturnType<typeof served>>;

async function statusOf({ service }: Served, path: string): Promise<number> {
  return fetch(`${service.url}${path}`, { signal: AbortSignal.timeout(patience) }).then(
    ({ status }) => status,
    () => 0,
  );
}

/** Sends messages one after another while the database is away. @returns the statuses that came (0: no answer in time), each once */
async function statusesFor({ client }: Served, milliseconds: number): Promise<number[]> {
  const statuses = new Set<number>();
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(100)) {
    const message = { type: 'message', text: 'thanks', channelData: { clientActivityID: `away${Math.random()}` } };
    const answers = await Promise.all([
      client.once('POST', `/conversations/${client.conversationId}/activities`, message),
      client.once('POST', '/conversations', {}),
      client.once('GET', `/conversations/${client.conversationId}/activities?watermark=0`),
    ]);
    for (const { status } of answers) statuses.add(status);
  }
  return [...statuses];
}

/** Milliseconds until a message is taken in and the service says that it is ready. */
async function recovery(all: Served): Promise<number> {
  const began = Date.now();
  await all.client.say('is the backup secret?');
  while ((await statusOf(all, '/ready')) !== 200 && Date.now() - began < 60_000) await pause(50);
  return Date.now() - began;
}

interface Away {
  server: string;
  begin(all: Served): Promise<unknown>;
  end(all: Served): Promise<unknown>;
  lasting: number;
}

const ways: Record<string, Away> = {
  stopped: { server: 'away', begin: ({ server }) => server.stop(), end: ({ server }) => server.start(), lasting: away },
  'dead slow': {
    server: 'shared',
    begin: async ({ proxy }) => proxy.become('slow'),
    end: async ({ proxy }) => proxy.become('open'),
    lasting: 6000,
  },
  silent: {
    server: 'shared',
    begin: async ({ proxy }) => proxy.become('half-open'),
    end: async ({ proxy }) => proxy.become('open'),
    lasting: 6000,
  },
};

test.concurrent.each(Object.keys(ways))(
  'while the database is %s messages are refused in time, the process lives, and afterwards everything works again',
  async (way) => {
    const { server, begin, end, lasting } = ways[way]!;
    const all = await served(postgresServer(server));
    await begin(all);
    const [statuses, live, ready] = await Promise.all([
      statusesFor(all, lasting),
      statusOf(all, '/live'),
      statusOf(all, '/ready'),
    ]);
    await end(all);
    expect({ statuses, live, ready }).toEqual({ statuses: [503], live: 200, ready: 503 });
    // Within ten seconds, and some for a busy machine.
    expect(await recovery(all)).toBeLessThan(15_000);
    const { client, database, proxy, service } = all;
    expect(broken(client, (await keptConversations(database)).get(client.conversationId))).toEqual([]);
    await service.kill();
    await proxy.stop();
    if (server !== 'shared') await all.server.stop();
  },
  180_000,
);
