import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { createServer, type Request, type Response, type Server } from 'restify';
import { Refusal } from '../refusal.js';
import { type Answer, answerToFault, notForUs, nothingHere, send } from './answer.js';
import { bucketOf, clientAddress } from './clientAddress.js';
import { capConnections } from './connectionCaps.js';
import { letGo } from './letGo.js';
import { httpServerOf } from './listen.js';
import { loggedId } from './logs.js';
import type { Metrics } from './metrics.js';
import type { Origins } from './origins.js';
import { Places } from './places.js';
import { hostIsOurs } from './publicName.js';
import type { RequestRecord } from './requestRecord.js';

/** What a route is given. */
export interface Incoming {
  http: IncomingMessage;
  params: Record<string, string>;
  query: Record<string, string>;
  bearer: string | null;
  /** The client's address, as far as it can be believed. */
  address: string;
}

/** One row of the table of routes. */
export interface Route {
  /** `get` answers HEAD as well, without the body (RFC 9110, section 9.3.2). */
  method: 'get' | 'post';
  path: string;
  /** Whether listed pages of other origins may call it. */
  cors?: boolean;
  /** Whether it is answered however often it is asked for: probes share an address with customers. */
  unlimited?: boolean;
  /** Whether a few addresses call it for many people: they are limited by a measure of their own. */
  shared?: boolean;
  /** Whether a refusal says nothing but its status. */
  silent?: boolean;
  answer(incoming: Incoming): Promise<Answer>;
}

interface Parts {
  log: Logger;
  metrics: Metrics;
  record: RequestRecord;
  origins: () => Origins;
  /** The host name under which browsers reach us. */
  publicName: () => string;
  proxies: number;
  rateFactor: number;
  /** Connections at a time, in all. */
  connections: number;
  /** Whether browsers reach us by https. */
  secure: boolean;
  /** Counted before anything else of a request is looked at. @throws {Refusal} */
  count(address: string, shared: boolean): Promise<void>;
}

const CORS_HEADERS = 'authorization, content-type, x-ms-bot-agent, x-requested-with';
const everywhere: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

/** What is answered to bytes that are no request, by Node's code. */
const unreadable: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

const STALLED_MS = 20_000;
/** How long a refusal for too many requests waits: each connection of a flood is refused so often and no oftener. */
const REFUSED_AFTER_MS = 500;
/** Requests of one address that are being answered, for each unit of the rate factor: browsers have six at a time. */
const AT_ONCE = 120;

/** The web server: every route from one table, with the same limits, headers, logs and error bodies around each. */
export function openHttpServer(routes: Route[], parts: Parts): Server {
  const server = createServer({ name: '', ignoreTrailingSlash: true } as Parameters<typeof createServer>[0]);
  const http = httpServerOf(server);
  // A request that isn't complete after ten seconds is closed; Node looks every thirty by default.
  Object.assign(http, {
    headersTimeout: 10_000,
    requestTimeout: 10_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 2000,
    maxHeadersCount: 100,
  });
  const { record, rateFactor, proxies } = parts;
  const turnedAway = () => parts.metrics.turnedAway.inc();
  capConnections(http, { most: parts.connections, rateFactor, proxies, turnedAway });
  const atOnce = new Places(AT_ONCE * Math.max(1, parts.rateFactor));
  // Whoever takes nothing of an answer for so long is gone: what waits for them is memory.
  http.setTimeout(STALLED_MS, (socket) => socket.destroy());

  server.pre((request: Request, response: Response, next) => {
    response.removeHeader('Server');
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
    if (parts.secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    const here = routes.filter(({ path }) => matches(path, request.getPath()));
    const asked = request.method === 'HEAD' ? 'get' : request.method?.toLowerCase();
    const route = here.find(({ method }) => method === asked) ?? here[0];
    const origin = request.headers.origin;
    if (route?.cors) {
      response.setHeader('Vary', 'Origin');
      if (parts.origins().allows(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
    }
    if (!route?.unlimited && !hostIsOurs(request.headers.host, parts.publicName())) {
      if (!request.complete) response.setHeader('Connection', 'close');
      send(response, notForUs());
      record.note({ method: request.method, status: response.statusCode });
      return next(false);
    }
    if (request.method !== 'OPTIONS') {
      if (route?.method === asked) return next();
      const status = route ? 405 : 404;
      if (!request.complete) response.setHeader('Connection', 'close');
      send(response, said(route, nothingHere(status)));
      record.note({ route: route?.path, method: request.method, status });
      return next(false);
    }
    const known = route?.cors && parts.origins().allows(origin);
    if (known) {
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
      response.setHeader('Access-Control-Allow-Headers', CORS_HEADERS);
      response.setHeader('Access-Control-Max-Age', '600');
    }
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(known ? 204 : 403);
    response.end();
    record.note({ route: route?.path, method: request.method, status: response.statusCode });
    return next(false);
  });
  for (const route of routes) {
    const handle = async (request: Request, response: Response) =>
      serve(route, request, response, { ...parts, atOnce });
    server[route.method]({ path: route.path, name: `${route.method} ${route.path}` }, handle);
    if (route.method === 'get') server.head({ path: route.path, name: `head ${route.path}` }, handle);
  }
  // What restify itself refuses, addresses that can't be decoded: it sends the fault's own words, so they are ours.
  server.on(
    'restifyError',
    (request: Request, _response: Response, fault: { statusCode?: number }, done: () => void) => {
      const { status, body } = nothingHere(fault.statusCode && fault.statusCode < 500 ? fault.statusCode : 500);
      Object.assign(fault, { toJSON: () => body, toString: () => JSON.stringify(body) });
      record.note({ method: request.method, status });
      done();
    },
  );
  http.on('clientError', (fault: NodeJS.ErrnoException, socket) => {
    // A client that hung up has asked nothing, or somebody is at work on it and notes it.
    if (fault.code === 'ECONNRESET' || fault.code === 'EPIPE') return letGo(socket);
    const status = unreadable[fault.code ?? ''] ?? '400 Bad Request';
    record.unreadable(socket, Number.parseInt(status, 10));
    letGo(socket, `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

async function serve(
  route: Route,
  request: Request,
  response: Response,
  parts: Parts & { atOnce: Places },
): Promise<void> {
  const id = randomUUID();
  const began = performance.now();
  const end = parts.record.begin(request.socket);
  response.setHeader('X-Request-Id', id);
  let answer: Answer;
  try {
    const address = clientAddress(request, parts.proxies);
    if (!route.unlimited) {
      const leave = parts.atOnce.take(bucketOf(address));
      if (!leave) throw new Refusal(429, 'TooManyRequests', 'Too many requests at once. Wait, then try again.', 1);
      response.once('close', leave);
      await parts.count(address, route.shared ?? false);
    }
    const query = Object.fromEntries(new URLSearchParams(request.getQuery() as string));
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
    answer = await route.answer({
      http: request,
      params: request.params as Record<string, string>,
      query,
      bearer,
      address,
    });
  } catch (fault) {
    // Whoever is gone broke off its own body: that is no fault of ours.
    answer = request.socket.destroyed ? nothingHere(400) : answerToFault(fault, id, parts.log);
  }
  // Whoever asks again at once, and with them a flood, waits for the refusal; it costs a timer.
  if (answer.status === 429) await new Promise((later) => setTimeout(later, REFUSED_AFTER_MS));
  // What a refused request still has to send is not waited for.
  if (!request.complete) response.setHeader('Connection', 'close');
  const status = end(answer.status);
  send(response, said(route, answer));
  const ms = Math.round((performance.now() - began) * 10) / 10;
  const { id: about } = request.params as { id?: string };
  parts.record.note({
    ...{ request: id, route: route.path, method: route.method, status, ms },
    ...(about === undefined ? {} : { conversation: loggedId(about) }),
  });
}

/** An answer as the route gives it: some refuse without a word. */
function said(route: Route | undefined, answer: Answer): Answer {
  return route?.silent && answer.status >= 400 ? { ...answer, body: '' } : answer;
}

function matches(path: string, asked: string): boolean {
  const parts = path.split('/');
  const given = (asked.replace(/\/$/, '') || '/').split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith(':') || part === given[index]);
}
