import { KeySet } from '../../src/channels/teams/keySet.js';
import { message } from './activities.js';
import { type FakeMicrosoft, fakeMicrosoft } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';

const START = Date.parse('2026-05-20T11:00:00Z');
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

let microsoft: FakeMicrosoft;
let clock: number;
let faults: number;
let keys: KeySet;
beforeEach(async () => {
  microsoft = await fakeMicrosoft();
  clock = START;
  faults = 0;
  const onFault = () => {
    faults += 1;
  };
  keys = new KeySet({ address: microsoft.metadata, now: () => new Date(clock), onFault });
});
afterEach(() => microsoft.stop());

const first = () => microsoft.keys[0]!.kid;
const refused = (kid: string) =>
  keys.find(kid).then(
    () => null,
    ({ status }: { status: number }) => status,
  );

test('the set is fetched once, when the first key is asked for, however many ask at once', async () => {
  expect(microsoft.fetches()).toBe(0);
  const found = await Promise.all(Array.from({ length: 50 }, () => keys.find(first())));
  expect(found.every((one) => one?.endorsements.includes('msteams'))).toBe(true);
  expect(microsoft.fetches()).toBe(1);
});

test('an unknown key has it fetched again at most once a minute', async () => {
  await keys.find(first());
  for (let second = 0; second < 180; second += 1) {
    expect(await keys.find(`unknown-${second}`)).toBeNull();
    clock += SECOND;
  }
  expect(microsoft.fetches()).toBeLessThanOrEqual(4);
});

test('a new key is known within a minute, and one that was taken back is not', async () => {
  const old = first();
  await keys.find(old);
  const fresh = await microsoft.rotate();
  clock += MINUTE;
  expect(await keys.find(fresh.kid)).not.toBeNull();
  expect(await keys.find(old)).toBeNull();
});

test('the set is renewed every hour beside the calls that use it', async () => {
  const old = first();
  await keys.find(old);
  await microsoft.rotate();
  clock += HOUR + MINUTE;
  expect(await keys.find(old)).not.toBeNull();
  await until(async () => (await keys.find(old)) === null);
});

test.each(['fails', 'talks nonsense', 'hangs', 'pours'] as const)(
  'while the server %s, known keys go on for a day, and what can’t be checked is told so in time',
  async (mood) => {
    const known = first();
    await keys.find(known);
    microsoft.mood = mood;
    clock += 2 * MINUTE;
    const began = performance.now();
    expect(await refused('unknown')).toBe(503);
    expect(performance.now() - began).toBeLessThan(4000);
    expect(await keys.find(known)).not.toBeNull();
    clock += 23 * HOUR;
    expect(await keys.find(known)).not.toBeNull();
    clock += 2 * HOUR;
    expect(await refused(known)).toBe(503);
    expect(faults).toBeGreaterThan(0);
    // It is asked again when it answers again.
    microsoft.mood = 'answers';
    clock += MINUTE;
    expect(await keys.find(known)).not.toBeNull();
  },
);

test('what is no key for RS256 is passed over', async () => {
  const { jwk } = await microsoft.makeKey();
  const odd = [
    null,
    'key',
    {},
    { ...jwk, kid: 'enc', use: 'enc' },
    { ...jwk, kid: 'ps', alg: 'PS256' },
    { kty: 'oct', kid: 'oct', k: 'eA' },
  ];
  microsoft.keys.push(...odd.map((one) => ({ ...microsoft.keys[0]!, jwk: one as typeof jwk })));
  expect(await keys.find(first())).not.toBeNull();
  for (const kid of ['enc', 'ps', 'oct']) expect(await keys.find(kid)).toBeNull();
});

test('a key whose endorsements are no list has none', async () => {
  const key = await microsoft.makeKey();
  microsoft.keys.push({ ...key, jwk: { ...key.jwk, endorsements: 'msteams' as never } });
  expect((await keys.find(key.kid))?.endorsements).toEqual([]);
});

describe('at the endpoint', () => {
  let teams: OpenedTeams;
  beforeAll(async () => {
    teams = await openedTeams('embedded');
  }, 180_000);
  afterAll(() => teams.stop());

  test('a metadata server that hangs from the start: 503 in time and without a word, then all is well again', async () => {
    teams.microsoft.mood = 'hangs';
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => teams.post(message('hello'))));
    expect(performance.now() - began).toBeLessThan(5000);
    expect(new Set(answers.map(({ status, text }) => `${status}${text}`))).toEqual(new Set(['503']));
    expect(answers[0]!.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await teams.rows()).activities).toBe(0);
    teams.microsoft.mood = 'answers';
    teams.service.clock.now = new Date(teams.service.clock.now.getTime() + MINUTE);
    expect((await teams.post(message('hello'))).status).toBe(200);
  });

  test('keys change under way: the new one is let in, the old one is not any more', async () => {
    const old = await teams.microsoft.token();
    await teams.microsoft.rotate();
    teams.service.clock.now = new Date(teams.service.clock.now.getTime() + MINUTE + SECOND);
    expect((await teams.post(message('hello'))).status).toBe(200);
    expect((await teams.post(message('hello'), old)).status).toBe(401);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 10));
  }
  throw new Error('it never came to hold');
}
