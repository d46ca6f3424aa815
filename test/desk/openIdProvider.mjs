// An OpenID Connect provider, as a process of its own. Standard input: lines of JSON, the account that signs in from
// then on. Standard output: its address, then a line for each account that it took.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const [redirectUri, authMethod = 'client_secret_basic', inToken = '', refresh = ''] = process.argv.slice(2);
const refreshes = { always: () => true, never: () => false };
let account = null;

const server = createServer((request, response) => void answer(request, response));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'certdesk',
      client_secret: 'a-secret-that-only-the-desk-knows',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: authMethod,
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  clientAuthMethods: [authMethod],
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], roles: ['roles', 'realm_access'] },
  conformIdTokenClaims: inToken !== 'in-token',
  features: { devInteractions: { enabled: false } },
  ...(refreshes[refresh] && { issueRefreshToken: refreshes[refresh] }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => (account === null ? undefined : { accountId: sub, claims: () => ({ ...account, sub }) }),
  cookies: { keys: ['a key of the provider for its cookies'] },
});
const callback = provider.callback();

async function answer(request, response) {
  if (!request.url.startsWith('/interaction/')) return callback(request, response);
  if (account === null)
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description: '<b>no</b>' });
  const { params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: account.sub } });
  const grant = new provider.Grant({ accountId: account.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId } });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  account = JSON.parse(line);
  process.stdout.write('taken\n');
});
process.stdin.on('end', () => process.exit(0));
process.stdout.write(`${issuer}\n`);
