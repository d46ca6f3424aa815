import { randomUUID } from 'node:crypto';
import { DirectLineClient } from '../directLineClient.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';
import { endServices, type Service } from '../service.js';
import { type Defence, startFaulty } from './faultyService.js';
import { query } from './records.js';

const TOKENS = { anna: 'annas-program-comes-in-with-this-000001', ben: 'bens-program-comes-in-with-this-0000001' };
const CASES = 12;

let database: FreshDatabase;
afterEach(async () => {
  await endServices();
  await database.drop();
});

const headers = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

async function claim({ url }: Service, token: string, id: string): Promise<number> {
  const answer = await fetch(`${url}/desk/api/cases/${id}/claim`, {
    ...{ method: 'POST', body: '{}', headers: { ...headers(token), 'idempotency-key': randomUUID() } },
  });
  await answer.text();
  return answer.status;
}

/** Opens a dozen cases. @returns their ids */
async function opened(service: Service): Promise<string[]> {
  const asked = Array.from({ length: CASES }, async () => {
    const customer = await new DirectLineClient({ url: () => service.url }).start();
    await customer.say('talk to a person');
    const said = (await customer.history()).map(({ text = '' }) => text).join('\n');
    return /\bC-[2-9A-Z]{6}\b/.exec(said)![0];
  });
  return Promise.all(asked);
}

/**
 * Two agents claim the same cases at once, each at a replica of their own, until so many times or until a case is given
 * to both. @returns how many were told of each case that it is theirs
 */
async function race(off: Defence[], times: number): Promise<number[]> {
  database = await freshDatabase();
  const CERTDESK_DESK_TOKENS = `anna:agent:${TOKENS.anna},ben:agent:${TOKENS.ben}`;
  const env = { DATABASE_URL: database.url, CERTDESK_DESK_TOKENS };
  const [one, two] = (await Promise.all([0, 1].map(() => startFaulty({ off }, { env })))) as [Service, Service];
  // Two turns that go on from the same place write the same numbers as well: the keys would find them out.
  if (off.length > 0)
    for (const table of ['activities', 'outbox', 'case_history'])
      await query(database, `alter table ${table} drop constraint ${table}_pk`);
  const given: number[] = [];
  for (let time = 0; time < times && !given.includes(2); time++) {
    const claims = (await opened(one)).map((id) =>
      Promise.all([claim(one, TOKENS.anna, id), claim(two, TOKENS.ben, id)]),
    );
    const statuses = await Promise.all(claims);
    given.push(...statuses.map((both) => both.filter((status) => status === 200).length));
  }
  return given;
}

test('of two agents who claim at two replicas at once one has the case', async () => {
  expect(await race([], 3)).toEqual(Array<number>(3 * CASES).fill(1));
}, 60_000);

test('control: without the version and the keys some case has two owners', async () => {
  expect(await race(['version'], 20)).toContain(2);
}, 60_000);
