import type { Database } from '../storage/database.js';
import { reachable } from '../storage/reachable.js';
import type { Answer, Route } from './http.js';

const PATIENCE_MS = 2000;
/** Asked more often, it is answered with what was found a moment ago. */
const FRESH_MS = 500;

/** `/live`: the process answers. `/ready`: it can take messages in, so a load balancer may send it some. */
export function healthRoutes(database: Database, draining: () => boolean): Route[] {
  let asked = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve(false) };
  const ready = async (): Promise<Answer> => {
    if (draining()) return { status: 503, body: { ready: false, why: 'stopping' } };
    if (performance.now() - asked.at > FRESH_MS)
      asked = { at: performance.now(), answer: reachable(database, PATIENCE_MS) };
    return (await asked.answer)
      ? { status: 200, body: { ready: true } }
      : { status: 503, body: { ready: false, why: 'the database does not answer' } };
  };
  return [
    { method: 'get', path: '/live', unlimited: true, answer: async () => ({ status: 200, body: { live: true } }) },
    { method: 'get', path: '/ready', unlimited: true, answer: ready },
  ];
}
