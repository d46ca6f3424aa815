import { DirectLineClient } from '../directLineClient.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';
import { seeded } from '../seeded.js';
import { endServices, type Service } from '../service.js';
import { type Defence, startFaulty } from './faultyService.js';
import { broken, keptConversations, query } from './records.js';

const long = Boolean(process.env.CERTDESK_LONG);
const [conversations, messages] = long ? [50, 200] : [10, 40];
const random = seeded(3);
const said = [
  'is the backup secret?',
  'how do I back up on IIS 5?',
  'thanks',
  'what does it cost?',
  'hello',
  'where do I send the fax?',
];

let database: FreshDatabase;
let replicas: Service[];

afterEach(async () => {
  await endServices();
  await database.drop();
});

async function startTwo(off: Defence[] = []): Promise<void> {
  database = await freshDatabase();
  replicas = await Promise.all([0, 1].map(() => startFaulty({ off }, { env: { DATABASE_URL: database.url } })));
}

/** A customer whose requests go to either replica. */
async function customer(): Promise<DirectLineClient> {
  return new DirectLineClient({ url: () => replicas[random() < 0.5 ? 0 : 1]!.url }).start();
}

/** The same customer's client at one replica only. */
function at(replica: Service, { conversationId, token }: DirectLineClient): DirectLineClient {
  return Object.assign(new DirectLineClient({ url: () => replica.url }), { conversationId, token });
}

/** Sends everything in parallel, so many requests at a time, every fifth message two or three times. */
async function sendAll(clients: DirectLineClient[], each: number, parallel = 60): Promise<void> {
  const waiting = clients.flatMap((client) =>
    Array.from({ length: each }, (_, number) => number).flatMap((number) =>
      Array.from({ length: number % 5 === 0 ? 2 + (number % 2) : 1 }, () => ({ client, number, order: random() })),
    ),
  );
  waiting.sort((one, other) => one.order - other.order);
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      await next.client.say(said[next.number % said.length]!, `m${next.number}`);
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

test('two replicas take in what comes in parallel and repeatedly: each once, in one order, and both stream it so', async () => {
  await startTwo();
  const clients = await Promise.all(Array.from({ length: conversations }, customer));
  const streams = clients.map((client) => replicas.map((replica) => at(replica, client).follow()));
  await sendAll(clients, messages);
  const kept = await keptConversations(database);
  expect(clients.flatMap((client) => broken(client, kept.get(client.conversationId)))).toEqual([]);
  for (const [index, { conversationId, ledger }] of clients.entries()) {
    const { activities } = kept.get(conversationId)!;
    expect([ledger.size, activities.filter(({ from }) => from.role === 'user').length]).toEqual([messages, messages]);
    for (const stream of streams[index]!) {
      await stream.until(activities.length);
      expect(stream.received.map(({ id }) => id)).toEqual(activities.map(({ id }) => id));
      await stream.close();
    }
  }
}, 600_000);

test('control: without the version and the key a conversation falls apart', async () => {
  await startTwo(['version']);
  await query(database, 'alter table activities drop constraint activities_pk');
  await query(database, 'alter table outbox drop constraint outbox_pk');
  const clients = await Promise.all([customer(), customer()]);
  await sendAll(clients, 30);
  const kept = await keptConversations(database);
  expect(clients.flatMap((client) => broken(client, kept.get(client.conversationId))).join('\n')).toMatch(
    /^out of order/m,
  );
}, 60_000);

test('a replica that freezes inside a turn is overtaken, and writes nothing once it thaws', async () => {
  database = await freshDatabase();
  const env = { DATABASE_URL: database.url };
  const [freezing, other] = await Promise.all([
    startFaulty({ strike: { at: 'with moved as (update', when: 'before', nth: 2, by: 'SIGSTOP' } }, { env }),
    startFaulty({}, { env }),
  ]);
  replicas = [freezing, other];
  let to = freezing;
  const client = await new DirectLineClient({ url: () => to.url, patience: 3000 }).start();
  await client.say('hello', 'm1');
  const held = client.say('thanks', 'm2');
  while (!freezing.logs().includes('struck')) await new Promise((done) => setTimeout(done, 50));
  to = other;
  await held;
  await client.say('is the backup secret?', 'm3');
  freezing.signal('SIGCONT');
  to = freezing;
  await client.say('how do I back up on IIS 5?', 'm4');
  const kept = (await keptConversations(database)).get(client.conversationId)!;
  expect(broken(client, kept)).toEqual([]);
  expect(kept.activities.flatMap(({ channelData }) => channelData?.clientActivityID ?? [])).toEqual([
    'm1',
    'm2',
    'm3',
    'm4',
  ]);
}, 60_000);
