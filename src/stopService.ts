import type { Server as HttpServer } from 'node:http';
import type { StreamEnds } from './channels/directline/streamEnds.js';
import type { StreamHub } from './channels/directline/streamHub.js';
import type { Outbox } from './delivery/outbox.js';
import type { DeskStreamHub } from './desk/streamHub.js';
import type { DeskWork } from './deskWork.js';
import type { OpenEditions } from './openEditions.js';
import type { Database } from './storage/database.js';
import type { Forgetting } from './storage/forgetting.js';
import type { Replicas } from './storage/replicas.js';
import type { Turns } from './turn/turns.js';

/** What a service is stopped with. */
interface Running {
  http: HttpServer;
  /** The port that metrics have of their own, or null. */
  metrics: HttpServer | null;
  ends: StreamEnds;
  hub: StreamHub;
  deskHub: DeskStreamHub;
  work: DeskWork;
  turns: Turns;
  outbox: Outbox;
  /** Null where Teams isn't served. */
  teams: { stop(): Promise<void> } | null;
  forgetting: Forgetting;
  replicas: Replicas;
  editions: OpenEditions;
  database: Database;
}

const DRAIN_MS = 20_000;
/** What answers need to reach whoever waits for them, once all turns are done. */
const ANSWERED_MS = 1000;

/** Takes nothing more in, lets what runs end (at most 20 s), and closes everything in the order in which it is needed. */
export async function stopService(running: Running): Promise<void> {
  const { http, metrics, ends, hub, deskHub, work, teams, turns, outbox } = running;
  const { forgetting, replicas, editions, database } = running;
  ends.stop();
  const closed = new Promise<void>((done) => http.close(() => done()));
  hub.close();
  deskHub.close();
  http.closeIdleConnections();
  const deadline = passed(DRAIN_MS);
  await Promise.race([turns.idle(), deadline]);
  await Promise.race([closed, passed(ANSWERED_MS), deadline]);
  http.closeAllConnections();
  // A client that is gone without a word doesn't answer the close.
  hub.terminate();
  await deskHub.terminate();
  metrics?.close();
  metrics?.closeAllConnections();
  await work.stop();
  await outbox.stop();
  await teams?.stop();
  await forgetting.stop();
  await replicas.stop();
  await editions.close();
  await database.close();
}

const passed = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref());
