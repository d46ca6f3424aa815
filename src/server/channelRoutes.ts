import type { CallBody, ChannelRoute } from '../channels/channel.js';
import { bucketOf, isLocal } from './clientAddress.js';
import type { Incoming, Route } from './http.js';
import { readJson, readUpload } from './requestBody.js';

/** A channel's routes as rows of the server's table: the body is read here, after the call was admitted. */
export function channelRoutes(rows: readonly ChannelRoute[]): Route[] {
  return rows.map(({ takes, admit, answer, ...row }) => ({
    ...row,
    async answer(incoming) {
      const { params, query, bearer, http } = incoming;
      const call = {
        ...{ params, query, bearer, address: bucketOf(incoming.address) },
        ...{ origin: http.headers.origin ?? null, isLocal: isLocal(http) },
      };
      await admit?.(call);
      return answer(call, takes ? await bodyOf(incoming, takes) : { json: null, files: [] });
    },
  }));
}

async function bodyOf({ http }: Incoming, takes: NonNullable<ChannelRoute['takes']>): Promise<CallBody> {
  if (takes.kind === 'json') return { json: await readJson(http, takes.most), files: [] };
  const { activity, files } = await readUpload(http, takes);
  return { json: activity, files };
}
