import { APP_ID, SERVICE, TENANT } from './microsoft.js';

let count = 0;

export const BOT = { id: `28:${APP_ID}`, name: 'Certificates' };
export const ANNA = {
  ...{ id: '29:1VjXyZ-anna', name: 'Anna Arendt' },
  aadObjectId: 'c0ffee00-1111-4222-8333-444455556666',
};

/** What every activity of a personal chat with the bot has around it, as Teams sends it. */
export function around(conversation = 'a:1-personal') {
  return {
    ...{ channelId: 'msteams', serviceUrl: SERVICE, from: ANNA, recipient: BOT },
    conversation: { conversationType: 'personal', tenantId: TENANT, id: conversation },
    timestamp: '2026-05-20T11:00:00.123Z',
    localTimestamp: '2026-05-20T13:00:00.123+02:00',
    localTimezone: 'Europe/Berlin',
    locale: 'en-GB',
    channelData: { tenant: { id: TENANT } } as Record<string, unknown>,
    entities: [{ locale: 'en-GB', country: 'GB', platform: 'Windows', type: 'clientInfo' }] as object[],
  };
}

/** A message in a personal chat. */
export function message(text: string, conversation?: string) {
  count += 1;
  const attachments = [{ contentType: 'text/html', content: `<p>${text}</p>` }];
  return {
    ...around(conversation),
    type: 'message',
    id: `16${String(count).padStart(11, '0')}`,
    text,
    textFormat: 'plain',
    attachments,
  };
}

/** An installation in a personal chat. */
export function installed(action: string, conversation?: string) {
  count += 1;
  return { ...around(conversation), type: 'installationUpdate', id: `f:${count}`, action };
}

/** A message to everybody in a group chat, or with a mention to the bot as well. */
export function inGroup(text: string, { mentions = false, kind = 'groupChat' } = {}) {
  const id = kind === 'channel' ? '19:channel@thread.tacv2;messageid=1600000000001' : '19:group@thread.v2';
  const entity = { type: 'mention', text: '<at>Certificates</at>', mentioned: BOT };
  const sent = message(mentions ? `<at>Certificates</at>&nbsp;${text}` : text, id);
  return {
    ...sent,
    conversation: { ...sent.conversation, conversationType: kind, isGroup: true },
    entities: mentions ? [...sent.entities, entity] : sent.entities,
  };
}
