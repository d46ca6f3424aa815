import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Refusal } from '../refusal.js';
import { bucketOf, clientAddress } from './clientAddress.js';
import { letGo } from './letGo.js';
import { Places } from './places.js';
import { hostIsOurs } from './publicName.js';
import type { Ending, RequestRecord } from './requestRecord.js';

/** Streams of one address, for each unit of the rate factor. */
const MOST_OF_ADDRESS = 60;
/** Whoever is not let in by then is sent away: the database may be slow, and the client holds a descriptor. */
const ADMISSION_MS = 5000;

/** What a stream is asked for with. */
export interface AskedStream {
  /** What the path's groups found. */
  groups: readonly string[];
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** What shares a rate limit with the caller. */
  address: string;
}

/** One kind of stream: where it is opened, and who may. */
export interface StreamKind {
  path: RegExp;
  /** How the log and the metrics call it. */
  route: string;
  /** @returns what serves the socket, once it is open @throws {Refusal} */
  admit(asked: AskedStream): Promise<(socket: WebSocket) => void>;
}

interface Parts {
  kinds: readonly StreamKind[];
  publicName: () => string;
  proxies: number;
  rateFactor: number;
  count(address: string): Promise<void>;
  /** Whether the service is being stopped. */
  draining(): boolean;
  onFault(fault: unknown): void;
  record: RequestRecord;
  /** Milliseconds until a client that has not been let in is refused. */
  admissionMs?: number;
}

/** Takes requests for a WebSocket: each path has its kind of stream, which says who is let in. */
export function upgrades(parts: Parts): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  // Clients send little or nothing. Compression would cost each socket a quarter of a megabyte.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const places = new Places(MOST_OF_ADDRESS * Math.max(1, parts.rateFactor));
  const noted = new WeakMap<Duplex, string>();

  async function admitted({ headers }: IncomingMessage, asked: Asked | null, address: string) {
    await parts.count(address);
    if (parts.draining()) throw new Refusal(503, 'ServiceUnavailable', 'The service is being restarted.', 1);
    if (!hostIsOurs(headers.host, parts.publicName()))
      throw new Refusal(421, 'MisdirectedRequest', 'This service goes by another name (Host).');
    if (asked === null) throw new Refusal(404, 'NotFound', 'There is no stream here.');
    const { kind, groups, query } = asked;
    return kind.admit({ groups, query, headers, address });
  }

  const end = (socket: Duplex, refusal: Refusal) => {
    note(socket, socket.destroyed ? 'aborted' : refusal.status);
    letGo(socket, refusedUpgrade(refusal));
  };
  const note = (socket: Duplex, status: Ending) =>
    parts.record.note({ route: noted.get(socket), method: 'get', status });
  sockets.on('wsClientError', (_, socket) => end(socket, new Refusal(400, 'BadRequest', '')));

  return (request, socket, head) => {
    const address = bucketOf(clientAddress(request, parts.proxies));
    const asked = askedFor(request.url ?? '', parts.kinds);
    if (asked) noted.set(socket, asked.kind.route);
    socket.on('error', () => socket.destroy());
    // Taken before anything is waited for: many that ask at once are counted all the same.
    const leave = places.take(address);
    if (!leave) return end(socket, new Refusal(429, 'TooManyRequests', '', 10));
    socket.once('close', leave);
    inTime(admitted(request, asked, address), parts.admissionMs ?? ADMISSION_MS).then(
      (serve) => {
        if (socket.destroyed) return note(socket, 'aborted');
        sockets.handleUpgrade(request, socket, head, (stream) => {
          note(socket, 101);
          serve(stream);
        });
      },
      (fault: unknown) => {
        if (!(fault instanceof Refusal)) parts.onFault(fault);
        end(socket, fault instanceof Refusal ? fault : new Refusal(503, '', '', 2));
      },
    );
  };
}

interface Asked extends Pick<AskedStream, 'groups' | 'query'> {
  kind: StreamKind;
}

function askedFor(address: string, kinds: readonly StreamKind[]): Asked | null {
  const whole = `http://localhost${address}`;
  if (!address.startsWith('/') || !URL.canParse(whole)) return null;
  const { pathname, searchParams: query } = new URL(whole);
  for (const kind of kinds) {
    const found = kind.path.exec(pathname);
    if (found) return { kind, groups: found.slice(1), query };
  }
  return null;
}

function refusedUpgrade({ status, retryAfter }: Refusal): string {
  const again = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
  return `HTTP/1.1 ${status} Refused\r\n${again}Connection: close\r\nContent-Length: 0\r\n\r\n`;
}

function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Refusal(503, 'ServiceUnavailable', 'The stream took too long.', 2)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
