import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { exportJWK, type JWK, SignJWT } from 'jose';

export const APP_ID = '5f3c1d80-6f2e-4c55-9c1e-0a4f7a5d2b11';
export const TENANT = '9b2a7c44-1f0e-4d0b-8f63-2f6f0f9d7e21';
export const SERVICE = 'https://smba.trafficmanager.net/emea/';
export const ISSUER = 'https://api.botframework.com';

/** How the metadata server answers: `hangs` accepts and says nothing. */
type Mood = 'answers' | 'fails' | 'hangs' | 'talks nonsense' | 'pours';

interface Key {
  kid: string;
  privateKey: KeyObject;
  /** As the set has it. */
  jwk: JWK & { endorsements?: string[] };
}

/** What a token says; `undefined` takes a claim out. */
export interface TokenOptions {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: Pick<Key, 'kid' | 'privateKey'>;
  /** Seconds since 1970 of when it is signed. */
  at?: number;
}

/** Microsoft as far as a bot sees it come in: the metadata server with its keys, and who signs with them. */
export interface FakeMicrosoft {
  /** What `BotOpenIdMetadata` is to name. */
  metadata: string;
  /** Where the bot's own tokens are got (OAuth 2.0, client credentials): `…/TENANT/oauth2/v2.0/token`. */
  login: string;
  /** What was asked of the token endpoint, in order. */
  tokensAsked: URLSearchParams[];
  /** How often the key set was fetched. */
  fetches(): number;
  mood: Mood;
  keys: Key[];
  /** Makes a key; it is in the set once it is in `keys`. */
  makeKey(options?: { endorsements?: string[] | undefined; bits?: number }): Promise<Key>;
  /** Puts another key in the place of all others. */
  rotate(): Promise<Key>;
  /** A token as the Connector sends it, changed as asked. */
  token(options?: TokenOptions): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it on loopback. @param now the clock by which it signs @param named what it calls itself by, if not where it is */
export async function fakeMicrosoft(now: () => Date = () => new Date(), named?: string): Promise<FakeMicrosoft> {
  let fetches = 0;
  const held = new Set<ServerResponse>();
  const moods: Record<Exclude<Mood, 'answers'>, (response: ServerResponse) => void> = {
    fails: (response) => {
      response.statusCode = 500;
      response.end('broken');
    },
    hangs: (response) => void held.add(response),
    'talks nonsense': (response) => void response.end('{"keys":'),
    pours: (response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    },
  };
  const server = createServer((request, response) => {
    const json = (body: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (request.method === 'POST' && /\/oauth2\/v2\.0\/token(?:\?|$)/.test(request.url ?? '')) {
      let form = '';
      request.on('data', (part: Buffer) => {
        form += part;
      });
      request.on('end', () => {
        microsoft.tokensAsked.push(new URLSearchParams(form));
        json({ token_type: 'Bearer', expires_in: 3600, access_token: `bearer-${microsoft.tokensAsked.length}` });
      });
      return;
    }
    const isKeys = request.url === '/keys';
    if (isKeys || microsoft.mood !== 'answers') fetches += 1;
    if (microsoft.mood !== 'answers') return moods[microsoft.mood](response);
    json(
      isKeys ? { keys: microsoft.keys.map(({ jwk }) => jwk) } : { issuer: ISSUER, jwks_uri: `${named ?? base}/keys` },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const makeKey: FakeMicrosoft['makeKey'] = async ({ endorsements = ['msteams', 'webchat'], bits = 2048 } = {}) => {
    const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: bits });
    const kid = randomUUID();
    const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements };
    return { kid, privateKey, jwk };
  };
  const microsoft: FakeMicrosoft = {
    metadata: `${base}/.well-known/openidconfiguration`,
    login: base,
    tokensAsked: [],
    fetches: () => fetches,
    mood: 'answers',
    keys: [await makeKey()],
    makeKey,
    rotate: async () => {
      microsoft.keys = [await makeKey()];
      return microsoft.keys[0]!;
    },
    token: async ({ claims = {}, header = {}, key = microsoft.keys[0]!, at } = {}) => {
      const seconds = at ?? Math.floor(now().getTime() / 1000);
      const all = { iss: ISSUER, aud: APP_ID, nbf: seconds, exp: seconds + 3600, serviceurl: SERVICE, ...claims };
      return new SignJWT(all)
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header })
        .sign(key.privateKey);
    },
    stop: async () => {
      for (const response of held) response.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return microsoft;
}
