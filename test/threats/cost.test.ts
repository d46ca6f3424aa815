import { RateLimits } from '../../src/server/rateLimits.js';
import { forgetOld } from '../../src/storage/forgetting.js';
import { databases, type OpenedService, openedService } from '../openedService.js';

const CANARY = 'canary-4711';
const message = (text: string, more: object = {}) => ({ type: 'message', text, ...more });

async function upload(
  service: OpenedService,
  { path, token }: { path: string; token: string },
  activity: object,
  file: string,
) {
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
  form.append('file', new Blob([file]), 'cert.pem');
  const whole = new Response(form);
  const headers = { 'content-type': whole.headers.get('content-type')! };
  return service.ask('POST', `${path}/upload`, { token, raw: Buffer.from(await whole.arrayBuffer()), headers });
}

describe.each(databases)('on the %s database', (kind) => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService(kind);
  }, 180_000);
  afterAll(() => service.stop());

  test("storage filled by one: an upload's activity is limited as any other", async () => {
    const customer = await service.customer();
    const fat = message('see the file', { value: { fat: 'x'.repeat(64_000) } });
    expect((await upload(service, customer, fat, 'x')).status).toBe(413);
    expect((await upload(service, customer, message('see the file'), 'x')).status).toBe(200);
  });

  test('storage filled by one: of a pressed card only the button and its words are kept', async () => {
    const { path, token } = await service.customer();
    const certdesk = {
      press: 'p',
      says: 'what is the fax number?',
      at: { kind: 'none', [CANARY]: CANARY },
      more: CANARY,
    };
    const body = { type: 'message', value: { certdesk, [CANARY]: 'x'.repeat(30_000) } };
    expect((await service.ask('POST', `${path}/activities`, { token, body })).status).toBe(200);
    const { body: page, text } = await service.ask('GET', `${path}/activities`, { token });
    const mine = page.activities.find(({ from }: { from: { role: string } }) => from.role === 'user');
    expect(mine).toMatchObject({ text: certdesk.says, value: { certdesk: { press: 'p', says: certdesk.says } } });
    expect(mine.value).toEqual({ certdesk: { press: 'p', says: certdesk.says } });
    expect(text).not.toContain(CANARY);
    const { state } = await service.database.read
      .selectFrom('conversations')
      .select('state')
      .where('key', '=', `directline/${path.split('/').at(-1)}`)
      .executeTakeFirstOrThrow();
    expect(state).not.toContain(CANARY);
  });

  test('storage filled by one: the inbox forgets after a day, and not before', async () => {
    const { path, token } = await service.customer();
    const sent = message('thanks', { channelData: { clientActivityID: 'again' } });
    await service.ask('POST', `${path}/activities`, { token, body: sent });
    const arrivals = async () =>
      (await service.database.read.selectFrom('inbox').select('source_id').execute()).map(({ source_id }) => source_id);
    const now = service.clock.now.getTime();
    await forgetOld(service.database, now + 24 * 3600_000);
    expect(await arrivals()).toContain('client:again');
    await forgetOld(service.database, now + 24 * 3600_000 + 1);
    expect(await arrivals()).toEqual([]);
  });
});

test('one text that costs: long messages use up their limit sooner than short ones, and others are served', async () => {
  const service = await openedService('embedded', { environment: { CERTDESK_RATE_FACTOR: '1' } });
  try {
    const [loud, quiet] = [await service.customer(), await service.customer()];
    const say = async ({ path, token }: typeof loud, text: string) =>
      (await service.ask('POST', `${path}/activities`, { token, body: message(text) })).status;
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push(await say(loud, `${n} ${'word '.repeat(6000)}`));
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await say(quiet, 'hello')).toBe(200);
  } finally {
    await service.stop();
  }
}, 180_000);

test.each<[Parameters<RateLimits['count']>[0], number]>([
  ['dayOfConversation', 2_000_000],
  ['dayOfAddress', 20_000_000],
  ['files', 2_000_000],
  ['length', 128_000],
])('storage filled by one: %s ends at %i bytes, for that one alone', async (name, most) => {
  const limits = new RateLimits(1);
  for (let sent = 0; sent < most; sent += most / 100) await limits.count(name, 'loud', most / 100);
  await expect(limits.count(name, 'loud', 1)).rejects.toMatchObject({ status: 429, retryAfter: expect.any(Number) });
  await limits.count(name, 'quiet', 1);
});
