import type { DirectLine, DirectLineRequest } from '../channels/directline/directLine.js';
import { bucketOf } from './clientAddress.js';
import { fileHoldsSecret } from './fileSecrets.js';
import type { Incoming, Route } from './http.js';
import type { RateLimits } from './rateLimits.js';
import { readJson, readUpload } from './requestBody.js';

const JSON_BYTES = 64_000;
const UPLOAD_BYTES = 400_000;
const BASE = '/v3/directline';

/** Direct Line's routes (Bot Framework, Direct Line API 3.0). */
export function directLineRoutes(directLine: DirectLine, limits: RateLimits): Route[] {
  const request = ({ bearer, params, query }: Incoming, body: unknown = null): DirectLineRequest => ({
    bearer,
    params,
    query,
    body,
  });
  const withJson = async (incoming: Incoming) => request(incoming, await readJson(incoming.http, JSON_BYTES));
  /** What a message costs: time by its length, and room on the disk, a day, of its conversation and its address. */
  const countLength = async ({ params, address }: Incoming, activity: unknown) => {
    const bytes = Buffer.byteLength(JSON.stringify(activity) ?? '');
    await limits.count('length', params.id ?? '', bytes);
    await limits.count('dayOfConversation', params.id ?? '', bytes);
    await limits.count('dayOfAddress', bucketOf(address), bytes);
  };
  return [
    {
      ...{ method: 'post', path: `${BASE}/tokens/generate`, cors: true },
      async answer(incoming) {
        await limits.count('generate', bucketOf(incoming.address));
        return directLine.generate(await withJson(incoming));
      },
    },
    {
      method: 'post',
      path: `${BASE}/tokens/refresh`,
      cors: true,
      answer: async (incoming) => directLine.refresh(request(incoming)),
    },
    {
      ...{ method: 'post', path: `${BASE}/tokens/signout`, cors: true },
      async answer(incoming) {
        await limits.count('generate', bucketOf(incoming.address));
        return directLine.signOut(request(incoming));
      },
    },
    {
      method: 'post',
      path: `${BASE}/conversations`,
      cors: true,
      answer: async (incoming) => directLine.start(await withJson(incoming)),
    },
    {
      method: 'get',
      path: `${BASE}/conversations/:id`,
      cors: true,
      answer: async (incoming) => directLine.reconnect(request(incoming)),
    },
    {
      method: 'get',
      path: `${BASE}/conversations/:id/activities`,
      cors: true,
      answer: async (incoming) => directLine.activities(request(incoming)),
    },
    {
      ...{ method: 'post', path: `${BASE}/conversations/:id/activities`, cors: true },
      // The token is looked at before the body: whoever has none is not listened to.
      async answer(incoming) {
        await directLine.admit(request(incoming));
        const read = await withJson(incoming);
        await countLength(incoming, read.body);
        return directLine.send(read);
      },
    },
    {
      ...{ method: 'post', path: `${BASE}/conversations/:id/upload`, cors: true },
      async answer(incoming) {
        await directLine.admit(request(incoming));
        const { activity, files } = await readUpload(incoming.http, { most: UPLOAD_BYTES, mostActivity: JSON_BYTES });
        await countLength(incoming, activity);
        const bytes = files.reduce((sum, { size }) => sum + size, 0);
        await limits.count('files', incoming.params.id ?? '', bytes);
        // Contents are looked at for keys, so that the customer is told, and not kept.
        const secret = files.some(({ content }) => fileHoldsSecret(content));
        return directLine.send({ ...request(incoming, activity), files, secret });
      },
    },
  ];
}
