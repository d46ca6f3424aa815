// People in personal chats with a bot, as Teams' Connector brings what they write: whole activities, signed for the bot.
import { createSign, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';

export const APP_ID = randomUUID();
const SERVICE = 'https://smba.trafficmanager.net/emea/';
export const ISSUER = 'https://api.botframework.com';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = randomUUID();

/** The key set by which what is sent is known, as Microsoft publishes it. */
export const KEYS = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: ['msteams'] }],
});

/** A token as the Connector sends it with each of an hour's calls. */
export function signed() {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { serviceurl: SERVICE, nbf: now, exp: now + 3600, iss: ISSUER, aud: APP_ID };
  const text = `${part({ alg: 'RS256', kid, typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
}

const id = () => randomBytes(64).toString('base64url');

/**
 * Somebody of a company of their own, who goes on talking in one conversation, as long as anybody asks.
 * @param talking gives one talk after another
 */
export function* person(talking) {
  const tenant = randomUUID();
  const around = {
    ...{ channelId: 'msteams', serviceUrl: SERVICE, recipient: { id: `28:${APP_ID}`, name: 'Certificates' } },
    from: { id: `29:1${id()}`, name: 'Anna Arendt', aadObjectId: randomUUID() },
    conversation: { conversationType: 'personal', tenantId: tenant, id: `a:1${id()}` },
    ...{ locale: 'en-GB', localTimezone: 'Europe/Berlin', channelData: { tenant: { id: tenant } } },
    entities: [{ locale: 'en-GB', country: 'GB', platform: 'Windows', type: 'clientInfo' }],
  };
  const send = (activity) => ({
    ...{ method: 'POST', path: '/api/messages', turn: true },
    body: { ...around, timestamp: new Date().toISOString(), ...activity },
  });
  yield send({ type: 'installationUpdate', id: `f:${randomUUID()}`, action: 'add' });
  for (;;)
    for (const { text, isNew } of talking.next())
      yield {
        ...send({
          ...{ type: 'message', id: String(Math.floor(Math.random() * 1e13)), text, textFormat: 'plain' },
          attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
        }),
        isNew,
      };
}
