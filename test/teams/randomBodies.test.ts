import * as fc from 'fast-check';
import { endServices, type Service, startService } from '../service.js';
import { around, message } from './activities.js';
import { APP_ID, type FakeMicrosoft, fakeMicrosoft, SERVICE, TENANT } from './microsoft.js';

const BODIES = process.env.CERTDESK_LONG ? 100_000 : 5000;
const AT_ONCE = 20;

let service: Service;
let microsoft: FakeMicrosoft;
beforeAll(async () => {
  microsoft = await fakeMicrosoft();
  const own = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'x', BotOpenIdMetadata: microsoft.metadata };
  service = await startService({ env: { ...own, CERTDESK_TEAMS_TENANTS: TENANT } });
}, 120_000);
afterAll(async () => {
  await endServices();
  await microsoft.stop();
});

const odd = fc.oneof(
  ...[fc.jsonValue(), fc.constant(undefined), fc.constant('__proto__'), fc.constant({ ['__proto__']: { x: 1 } })],
  ...[fc.string({ unit: 'binary', maxLength: 200 }), fc.integer(), fc.constant(null), fc.array(fc.jsonValue())],
);
const TYPES = [
  ...['message', 'invoke', 'messageUpdate', 'messageDelete', 'messageReaction', 'conversationUpdate', 'typing'],
  ...['installationUpdate', 'event', 'endOfConversation', 'constructor'],
];
const template = {
  ...message('hello'),
  value: { action: { data: {} } },
  action: 'add',
  replyToId: '1',
  name: 'adaptiveCard/action',
};
const names = [...Object.keys(template), 'membersAdded', 'membersRemoved', 'reactionsAdded', 'news'];
/** A right activity with a few fields of other making, its address kept right so that it comes past the door. */
const nearly = fc
  .tuple(
    fc.constantFrom(...TYPES),
    fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom('conversation', 'from', 'recipient', 'channelData', 'entities', 'attachments'), odd, {
      maxKeys: 1,
    }),
    fc.string({ maxLength: 20 }),
    fc.boolean(),
  )
  .map(([type, fields, parts, id, addressed]) => {
    const kept = addressed ? { channelId: 'msteams', serviceUrl: SERVICE, channelData: around().channelData } : {};
    return JSON.stringify({ ...template, type, id, ...fields, ...parts, ...kept });
  });
const bodies = fc.oneof(
  { weight: 6, arbitrary: nearly },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
  { weight: 1, arbitrary: nearly.map((written) => written.slice(0, written.length / 2)) },
);

test(`${BODIES} random bodies, signed and not: the same process answers all of them, and none with 5xx`, async () => {
  const token = await microsoft.token();
  const counts: Record<string, number> = {};
  const all = fc.sample(fc.tuple(bodies, fc.integer({ min: 0, max: 9 })), { numRuns: BODIES, seed: 20_260_520 });
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) {
      const [body, kind] = all[at]!;
      const authorization = kind === 0 ? {} : { authorization: `Bearer ${kind === 1 ? `${token}x` : token}` };
      const response = await fetch(`${service.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization },
        body,
      });
      const text = await response.text();
      counts[response.status] = (counts[response.status] ?? 0) + 1;
      if (response.status >= 500 && response.status !== 501) throw new Error(`${response.status} to ${body}`);
      if (response.status >= 400 && text !== '') throw new Error(`${response.status} said ${text}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(() => process.kill(service.pid, 0)).not.toThrow();
  expect(service.logs()).not.toContain('a fault that nobody handled');
  // Each way out was taken.
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(['200', '400', '401', '403']));
}, 1_500_000);
