// Microsoft as a bot sees it, in a process of its own: whose keys sign what comes in, where the bot's token is got, and the Connector that
// takes its replies, or hangs, as its parent says. Asked, it tells how many replies have arrived. `KEYS` in the environment is the key set.
import { createServer } from 'node:http';

const LOGIN = 'https://login.microsoftonline.com';
let replies = 0;
let last = 0;
/** Whether replies are taken and never answered. */
let hangs = false;

/** By how an address ends. */
const answers = [
  [
    /\/v1\/\.well-known\/openidconfiguration$/,
    (base) => ({ issuer: 'https://api.botframework.com', jwks_uri: `${base}/keys` }),
  ],
  [/\/keys$/, () => JSON.parse(process.env.KEYS)],
  [
    /\/\.well-known\/openid-configuration$/,
    () => ({
      ...{ issuer: `${LOGIN}/tenant/v2.0`, authorization_endpoint: `${LOGIN}/tenant/oauth2/v2.0/authorize` },
      ...{ token_endpoint: `${LOGIN}/tenant/oauth2/v2.0/token`, jwks_uri: `${LOGIN}/tenant/keys` },
    }),
  ],
  [
    /\/discovery\/instance$/,
    () => ({
      tenant_discovery_endpoint: `${LOGIN}/tenant/v2.0/.well-known/openid-configuration`,
      metadata: [
        {
          ...{ preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net' },
          aliases: ['login.microsoftonline.com', 'login.windows.net'],
        },
      ],
    }),
  ],
  [/\/token$/, () => ({ token_type: 'Bearer', expires_in: 86_399, ext_expires_in: 86_399, access_token: 'a-token' })],
  [
    /\/activities(?:\/[^/]+)?$/,
    () => {
      replies += 1;
      last = performance.now();
      return { id: `1${String(replies).padStart(12, '0')}` };
    },
  ],
];

const server = createServer((request, response) => {
  const [path] = request.url.split('?');
  const found = answers.find(([ending]) => ending.test(path));
  request.resume().on('end', () => {
    if (hangs && path.includes('/activities')) return;
    const body = JSON.stringify(found ? found[1](`http://127.0.0.1:${server.address().port}`) : { error: path });
    const length = Buffer.byteLength(body);
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json', 'content-length': length });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready: http://127.0.0.1:${server.address().port}/\n`));
process.on('message', (asked) => {
  if (typeof asked?.hangs === 'boolean') hangs = asked.hangs;
  process.send({ replies, quietMs: performance.now() - last });
});
process.channel?.unref();
