import type { DeskDoor } from '../desk/door.js';
import type { DeskRoute } from '../desk/route.js';
import { bucketOf } from './clientAddress.js';
import type { Incoming, Route } from './http.js';
import { readJson } from './requestBody.js';

/** No act says more than an answer to a customer. */
const MOST_BYTES = 64_000;

/** The desk's routes as rows of the server's table: each call goes through the desk's one door. */
export function deskRoutes(rows: readonly DeskRoute[], door: DeskDoor): Route[] {
  return rows.map((row) => ({
    method: row.method,
    path: row.path,
    answer: ({ http, params, query, bearer, address }: Incoming) => {
      const header = (name: string) => http.headers[name]?.toString();
      return door.answer(row, {
        ...{ method: http.method ?? '', params, query, url: http.url ?? '', bearer, address: bucketOf(address) },
        ...{ cookies: http.headers.cookie, origin: http.headers.origin, site: header('sec-fetch-site') },
        ...{ idempotencyKey: header('idempotency-key'), accept: http.headers.accept },
        body: () => readJson(http, MOST_BYTES),
      });
    },
  }));
}
