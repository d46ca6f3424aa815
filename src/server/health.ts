import type { Database } from '../storage/database.js';
import { keepsNotes } from '../storage/keepsNotes.js';
import type { Answer } from './answer.js';
import type { Route } from './http.js';

const PATIENCE_MS = 2000;
/** Asked more often, it is answered with what was found a moment ago. */
const FRESH_MS = 500;

/**
 * `/live`: the process answers. `/ready`: it can take messages in, so a load balancer may send it some. Whether it can
 * is found out by writing: a database on a full or read-only disk answers all that is asked, and keeps nothing.
 * @param warnings what whoever runs it should see to in time; it is ready all the same
 */
export function healthRoutes(
  database: Database,
  draining: () => boolean,
  now: () => Date,
  warnings: () => readonly string[] = () => [],
): Route[] {
  let asked = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve(false) };
  const ready = async (): Promise<Answer> => {
    if (draining()) return { status: 503, body: { ready: false, why: 'stopping' } };
    if (performance.now() - asked.at > FRESH_MS)
      asked = { at: performance.now(), answer: keepsNotes(database, now().getTime(), PATIENCE_MS) };
    const warned = warnings();
    return (await asked.answer)
      ? { status: 200, body: { ready: true, ...(warned.length > 0 && { warnings: warned }) } }
      : { status: 503, body: { ready: false, why: 'the database keeps nothing' } };
  };
  return [
    { method: 'get', path: '/live', unlimited: true, answer: async () => ({ status: 200, body: { live: true } }) },
    { method: 'get', path: '/ready', unlimited: true, answer: ready },
  ];
}
