import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Refusal } from '../refusal.js';
import type { Edition } from '../turn/editions.js';
import type { Answer } from './answer.js';
import { type Asset, readAssets } from './assets.js';
import { chatPage } from './chatPage.js';
import type { Incoming, Route } from './http.js';
import type { Origins } from './origins.js';

/** Seen from src/server and from dist/server alike. */
const folder = join(__dirname, '..', '..', 'dist', 'web');

interface Parts {
  desk(): Pick<Edition, 'botName' | 'opening'>;
  origins(): Origins;
}

/** The customer's page, the widget's script and the files they are made of. */
export function pageRoutes({ desk, origins }: Parts): Route[] {
  const assets = readAssets(folder);
  const file = ({ http }: Incoming, hashed: string, cacheControl: string): Answer => {
    const asset = assets.find(hashed, String(http.headers['accept-encoding'] ?? ''));
    if (!asset) throw new Refusal(404, 'NotFound', 'There is no such file.');
    return sent(asset, cacheControl);
  };
  return [
    { method: 'get', path: '/', answer: async () => ({ status: 302, headers: { Location: 'chat' } }) },
    {
      method: 'get',
      path: '/chat',
      answer: async () => {
        const { own, listed } = origins();
        const { botName, opening } = desk();
        const nonce = randomBytes(16).toString('base64');
        const { html, headers } = chatPage({
          deskName: botName,
          opening,
          language: 'en-GB',
          nonce,
          origin: own,
          framers: listed,
          assetName: assets.nameOf,
        });
        return { status: 200, body: html, headers };
      },
    },
    // Sites name it by this address, so it is asked for again after a while; what it loads is named by its content.
    // As a module, or with `crossorigin`, a browser runs it only where any site may read it.
    {
      method: 'get',
      path: '/widget.js',
      answer: async (incoming) => {
        const script = file(incoming, assets.nameOf('widget.js'), 'public, max-age=300');
        return { ...script, headers: { ...script.headers, 'Access-Control-Allow-Origin': '*' } };
      },
    },
    {
      method: 'get',
      path: '/assets/:name',
      answer: async (incoming) => file(incoming, incoming.params.name ?? '', 'public, max-age=31536000, immutable'),
    },
  ];
}

function sent({ body, contentType, encoding }: Asset, cacheControl: string): Answer {
  const coding: Record<string, string> = encoding ? { 'Content-Encoding': encoding } : {};
  return {
    status: 200,
    body,
    headers: {
      'Content-Type': contentType,
      'Cache-Control': cacheControl,
      Vary: 'Accept-Encoding',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ...coding,
    },
  };
}
