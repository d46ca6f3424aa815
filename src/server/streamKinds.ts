import type { StreamDoor } from '../channels/directline/streamDoor.js';
import type { Desk } from '../desk/desk.js';
import { streamMay } from '../desk/openStreams.js';
import { Refusal } from '../refusal.js';
import type { Origins } from './origins.js';
import type { StreamKind } from './upgrades.js';

/**
 * A customer's stream: for a browser's page of an allowed origin, with an address that we gave out a moment ago and
 * that nobody has used.
 */
export function customerStreams(door: StreamDoor, origins: () => Origins): StreamKind {
  return {
    path: /^\/v3\/directline\/conversations\/([\w-]{1,200})\/stream$/,
    route: '/v3/directline/conversations/:id/stream',
    async admit({ groups: [id = ''], query, headers }) {
      if (!origins().allows(headers.origin)) throw new Refusal(403, 'Forbidden', 'This page may not open the stream.');
      const admission = await door.admit(id, query.get('t') ?? '', query.get('watermark') ?? undefined);
      return (socket) => door.enter(socket, admission);
    },
  };
}

/** An agent's stream: for our own page with a session, or a program with a token. */
export function deskStreams({ door, hub }: Desk): StreamKind {
  return {
    path: /^\/desk\/api\/stream$/,
    route: '/desk/api/stream',
    async admit({ headers, address }) {
      const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
      const site = headers['sec-fetch-site']?.toString();
      const shown = { bearer, cookies: headers.cookie, address, origin: headers.origin, site };
      const caller = await door.streamer(shown, streamMay);
      hub.admit(caller);
      return (socket) => hub.add(socket, caller);
    },
  };
}
