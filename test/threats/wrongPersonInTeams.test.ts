import type { Activity } from 'botbuilder';
import { SignJWT } from 'jose';
import type { Reference } from '../../src/channels/teams/reference.js';
import { SIGN_IN_KEY } from '../openedService.js';
import { seeded } from '../seeded.js';
import { message } from '../teams/activities.js';
import { HeardConnector } from '../teams/heardConnector.js';
import { openedTeams } from '../teams/openedTeams.js';
import { seenOf } from '../teams/seenInTeams.js';

const TENANTS = ['aaaaaaaa-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'] as const;
const OBJECTS = 25;
const EACH = 20;

/** Keeps what came to whom: chats of two tenants have the same ids. */
class ByTenant extends HeardConnector {
  readonly came: { to: string; text: string }[] = [];
  override async post(to: Reference, activity: Partial<Activity>): Promise<string> {
    this.came.push({ to: `${to.tenantId}/${to.conversationId}`, text: seenOf(activity).texts.join('\n') });
    return activity.id!;
  }
}

test('39: 1,000 messages of 50 people with the same ids in two tenants, at once: each goes on with their own', async () => {
  const connector = new ByTenant();
  const teams = await openedTeams('embedded', { CERTDESK_TEAMS_TENANTS: TENANTS.join() }, connector);
  const { ask, clock, database, outbox } = teams.service;
  try {
    const people = TENANTS.flatMap((tenant, at) =>
      Array.from({ length: OBJECTS }, (_, n) => ({
        ...{ tenant, chat: `a:${n}`, oid: `cccccccc-0000-4000-8000-${String(n).padStart(12, '0')}` },
        ...{ sub: `joe-${at}-${n}`, host: `canary${at}x${n}.example.com`, key: '' },
      })),
    );
    for (const one of people) {
      const { sub, tenant: tid, oid, host } = one;
      const iat = Math.floor(clock.now.getTime() / 1000);
      const token = await new SignJWT({ sub, tid, oid, aud: 'certdesk', iat, exp: iat + 3600 })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(SIGN_IN_KEY));
      const { body } = await ask('POST', '/v3/directline/tokens/generate', { token, body: {} });
      one.key = `directline/${body.conversationId}`;
      await ask('POST', '/v3/directline/conversations', { token: body.token, body: {} });
      const channelData = { clientActivityID: `lost-${sub}` };
      const activity = {
        type: 'message',
        text: `I lost the private key of ${host}, secure server, no backup`,
        channelData,
      };
      const path = `/v3/directline/conversations/${body.conversationId}/activities`;
      while ((await ask('POST', path, { token: body.token, body: activity })).status !== 200)
        await new Promise((later) => setTimeout(later, 50));
    }
    const random = seeded(14);
    const all = people.flatMap((one) =>
      Array.from({ length: EACH }, (_, n) => ({ one, text: `canary ${one.host} ${n}` })),
    );
    const mixed = all.map((said) => ({ said, at: random() })).sort((a, b) => a.at - b.at);
    const next = mixed.values();
    const sending = async () => {
      for (const { said } of next) {
        const { one, text } = said;
        const sent = message(text, one.chat);
        const status = async () =>
          (
            await teams.post({
              ...{ ...sent, from: { ...sent.from, aadObjectId: one.oid } },
              conversation: { ...sent.conversation, tenantId: one.tenant },
              channelData: { tenant: { id: one.tenant } },
            })
          ).status;
        while ((await status()) !== 200) await new Promise((later) => setTimeout(later, 50));
      }
    };
    await Promise.all(Array.from({ length: 12 }, sending));
    await outbox.idle();
    // What a busy machine put off is due later, and the service's clock stands.
    const left = () =>
      database.read.selectFrom('outbox').select(['seq', 'error']).where('channel', '=', 'msteams').execute();
    for (let tries = 0; (await left()).length > 0 && tries < 50; tries += 1) {
      clock.now = new Date(clock.now.getTime() + 60_000);
      await outbox.sweep();
      await outbox.idle();
    }
    expect(await left()).toEqual([]);
    const rows = await database.read.selectFrom('activities').select(['conversation', 'role', 'activity']).execute();
    for (const { key, host, tenant, chat } of people) {
      const own = rows.filter(({ conversation }) => conversation === key);
      expect(own.filter(({ role, activity }) => role === 'user' && activity.includes('canary '))).toHaveLength(EACH);
      const hosts = new Set(own.flatMap(({ activity }) => activity.match(/canary\dx\d+\.example\.com/g) ?? []));
      expect([...hosts]).toEqual([host]);
      const came = connector.came.filter(({ to }) => to === `${tenant}/${chat}`);
      expect(came.filter(({ text }) => text.includes(`on our web chat about ${host}`))).toHaveLength(1);
      expect(
        came.flatMap(({ text }) => text.match(/canary\dx\d+\.example\.com/g) ?? []).filter((one) => one !== host),
      ).toEqual([]);
    }
  } finally {
    await teams.stop();
  }
}, 300_000);
