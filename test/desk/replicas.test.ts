import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CaseList, FromStream, ToStream } from '../../src/desk/wire.js';
import { DirectLineClient } from '../directLineClient.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';
import { endServices, type Service, startService } from '../service.js';

const TOKENS = { anna: 'annas-program-comes-in-with-this-000001', ben: 'bens-program-comes-in-with-this-0000001' };

let database: FreshDatabase;
let replicas: Service[];
beforeAll(async () => {
  database = await freshDatabase();
  const CERTDESK_DESK_TOKENS = `anna:agent:${TOKENS.anna},ben:agent:${TOKENS.ben}`;
  const env = { DATABASE_URL: database.url, CERTDESK_DESK_TOKENS };
  replicas = await Promise.all([0, 1].map(() => startService({ env })));
});
afterAll(async () => {
  await endServices();
  await database.drop();
});

/** An agent's stream at a replica. */
async function listen({ url }: Service, token: string) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/desk/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const said: { at: number; message: FromStream }[] = [];
  socket.on('message', (data) => said.push({ at: performance.now(), message: JSON.parse(String(data)) as FromStream }));
  await once(socket, 'open');
  const until = async (fits: (message: FromStream) => boolean, within = 5000): Promise<number> => {
    for (const giveUp = Date.now() + within; Date.now() < giveUp; await new Promise((later) => setTimeout(later, 5))) {
      const found = said.find(({ message }) => fits(message));
      if (found) return found.at;
    }
    throw new Error(`it was not said: ${JSON.stringify(said.map(({ message }) => message)).slice(0, 2000)}`);
  };
  return { socket, until, said, tell: (message: ToStream) => socket.send(JSON.stringify(message)) };
}

async function post({ url }: Service, token: string, path: string, body: object = {}) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/desk/api/${path}`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { ...headers, 'idempotency-key': randomUUID() },
  });
  return { status: answer.status, body: await answer.json() };
}

test('the customer is at one replica and the agent at the other: what either says is there at once', async () => {
  const [theirs, own] = replicas as [Service, Service];
  const stream = await listen(own, TOKENS.anna);
  const client = await new DirectLineClient({ url: () => theirs.url }).start();
  await client.say('talk to a person', 'm0');
  await stream.until((one) => one.type === 'case' && one.case.status === 'waiting');
  const asked = await fetch(`${own.url}/desk/api/cases?status=waiting`, {
    headers: { authorization: `Bearer ${TOKENS.anna}` },
  });
  const { cases } = (await asked.json()) as CaseList;
  const id = cases[0]!.id;
  const claims = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      post(replicas[n % 2]!, n % 4 < 2 ? TOKENS.anna : TOKENS.ben, `cases/${id}/claim`),
    ),
  );
  const owners = new Set(claims.filter(({ status }) => status === 200).map(({ body }) => body.agent.name));
  expect(owners.size).toBe(1);
  const token = owners.has('anna') ? TOKENS.anna : TOKENS.ben;
  stream.tell({ type: 'watch', case: id, after: 0 });
  await stream.until((one) => one.type === 'said');
  const took: number[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const text = `message ${n}`;
    await client.say(text, `m${n}`);
    const answered = performance.now();
    const at = await stream.until((one) => one.type === 'said' && one.said.some((said) => said.text === text));
    took.push(at - answered);
  }
  expect((await post(own, token, `cases/${id}/reply`, { text: 'all read' })).status).toBe(200);
  await stream.until((one) => one.type === 'said' && one.said.some(({ text }) => text === 'all read'));
  const seqs = stream.said.flatMap(({ message }) =>
    message.type === 'said' ? message.said.map(({ seq }) => seq) : [],
  );
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  // Without a notice it would be the comparison's 800 ms; what a busy machine adds to a notice is less.
  expect(took.sort((a, b) => a - b)[10]).toBeLessThan(400);
  stream.socket.close();
});

test('who is at one replica is seen at the other, and gone there as well', async () => {
  const [one, other] = replicas as [Service, Service];
  const [anna, ben] = [await listen(one, TOKENS.anna), await listen(other, TOKENS.ben)];
  const sees = (id: string, status: string) => (message: FromStream) =>
    message.type === 'presence' && message.agents.some((agent) => agent.id === id && agent.status === status);
  await anna.until(sees('machine:ben', 'available'));
  await ben.until(sees('machine:anna', 'available'));
  ben.tell({ type: 'presence', status: 'away' });
  await anna.until(sees('machine:ben', 'away'));
  ben.socket.close();
  anna.said.length = 0;
  await anna.until((said) => said.type === 'presence' && said.agents.every(({ id }) => id !== 'machine:ben'));
  anna.socket.close();
});
