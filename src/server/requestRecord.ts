import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.js';

/** How a request ended: with that status, or its client was gone before it could be answered. */
export type Ending = number | 'aborted';

/** What is known of a request when it has ended. */
export interface Ended {
  status: Ending;
  /** The route's path; none where no route was meant. */
  route?: string;
  method?: string;
  ms?: number;
  /** The request's id, as its answer has it. */
  request?: string;
  /** The conversation that it was about, as the log may have it. */
  conversation?: string;
}

const METHODS = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options']);

/** Every request once, in the log and in the metrics, as what it was: answered, refused, unreadable, aborted. */
export class RequestRecord {
  /** Connections on which a route is at work: it notes what becomes of the request. */
  private readonly atWork = new Set<Duplex>();
  private readonly told = new WeakMap<Duplex, number>();

  constructor(private readonly parts: { log: Logger; metrics: Metrics }) {}

  note({ status, route = 'none', method = '', ms, ...about }: Ended): void {
    const { log, metrics } = this.parts;
    const asked = METHODS.has(method.toLowerCase()) ? method.toLowerCase() : 'other';
    metrics.requests.inc({ route, method: asked, status: String(status) });
    if (ms !== undefined) metrics.durations.observe({ route }, ms / 1000);
    const how = status === 'aborted' ? 'aborted' : status < 400 ? 'answered' : 'refused';
    log.info({ ...about, route, method: asked, status, ...(ms === undefined ? {} : { ms }) }, how);
  }

  /** A route begins to work on a request. @returns what tells, when it is done, how the request ended */
  begin(socket: Socket): (status: number) => Ending {
    this.atWork.add(socket);
    return (status) => {
      this.atWork.delete(socket);
      return this.told.get(socket) ?? (socket.destroyed || !socket.writable ? 'aborted' : status);
    };
  }

  /** Bytes that are no request, or a request that was never complete: its client was told this status. */
  unreadable(socket: Duplex, status: number): void {
    // What the parser says of the same connection's end is no second request.
    if (this.told.has(socket)) return;
    this.told.set(socket, status);
    if (!this.atWork.has(socket)) this.note({ status });
  }
}
