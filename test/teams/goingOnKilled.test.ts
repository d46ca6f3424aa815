import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { tries } from '../longForm.js';
import { SIGN_IN_KEY } from '../openedService.js';
import { message } from './activities.js';
import { TENANT } from './microsoft.js';
import { seenOf } from './seenInTeams.js';
import { later, SpawnedTeams, until } from './spawnedTeams.js';

const KILLS = tries(4, 30);
const FAX = 'what is the fax number?';

describe.each(['embedded', 'postgres'] as const)('who goes on in Teams while the service is killed, on %s', (kind) => {
  let teams: SpawnedTeams;
  beforeAll(async () => {
    teams = await SpawnedTeams.open(kind, { CERTDESK_SIGN_IN_KEY: SIGN_IN_KEY });
  }, 180_000);
  afterAll(() => teams.end());

  /** What somebody begins on the web whose account that is. @returns the conversation's key */
  async function begins(oid: string): Promise<string> {
    const jwt = await new SignJWT({ sub: `joe-${oid}`, aud: 'certdesk', tid: TENANT, oid })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(SIGN_IN_KEY));
    const post = async (path: string, token: string, body: object) => {
      const { status, body: answer } = await teams.ask(
        'POST',
        `/v3/directline/${path}`,
        { authorization: `Bearer ${token}` },
        body,
      );
      expect([200, 201]).toContain(status);
      return answer as { token: string; conversationId: string };
    };
    const { token, conversationId } = await post('tokens/generate', jwt, {});
    await post('conversations', token, {});
    const text = 'I lost the private key of www.example.com, secure server, no backup';
    await post(`conversations/${conversationId}/activities`, token, { type: 'message', text });
    return `directline/${conversationId}`;
  }

  const rowsOf = (key: string) =>
    teams.rows(`select role, type, activity from activities where conversation = '${key}'`);

  test(`${KILLS} kills: they are told once where things stand, and each message counts once`, async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const [oid, chat] = [randomUUID(), `a:${randomUUID()}`];
      const key = await begins(oid);
      const said = message(FAX, chat);
      const sent = { ...said, from: { ...said.from, aadObjectId: oid }, timestamp: new Date().toISOString() };
      // Sent again until it is known that it was taken, as Teams does.
      const posted = teams.post(sent);
      // At any moment, or as soon as they were told where things stand.
      const told = async () => (await rowsOf(key)).some(({ type }) => type === 'event');
      await (kill % 2 === 0 ? later(Math.random() * 120) : until('the word of it', told));
      await teams.killed();
      await posted;
      const texts = () =>
        [...(teams.connector.threads.get(chat)?.values() ?? [])].map(({ activity }) =>
          seenOf(activity).texts.join('\n'),
        );
      await until('the answer', () => texts().some((text) => /fax/i.test(text)));
      await until(
        'an empty outbox',
        async () =>
          (await teams.rows(`select seq from outbox where conversation = '${key}' and channel = 'msteams'`)).length ===
          0,
      );
      const rows = await rowsOf(key);
      expect(rows.filter(({ type }) => type === 'event')).toHaveLength(1);
      expect(rows.filter(({ role, activity }) => role === 'user' && String(activity).includes(FAX))).toHaveLength(1);
      expect(texts().filter((text) => text.includes('on our web chat about www.example.com'))).toHaveLength(1);
      expect(texts()[0]).toContain('on our web chat about www.example.com');
    }
  }, 600_000);
});
