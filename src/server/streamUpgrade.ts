import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { StreamDoor } from '../channels/directline/streamDoor.js';
import { Refusal } from '../refusal.js';
import { bucketOf, clientAddress } from './clientAddress.js';
import { letGo } from './letGo.js';
import type { Origins } from './origins.js';
import { Places } from './places.js';
import { hostIsOurs } from './publicName.js';
import type { Ending, RequestRecord } from './requestRecord.js';

const PATH = /^\/v3\/directline\/conversations\/([\w-]{1,200})\/stream$/;
const ROUTE = '/v3/directline/conversations/:id/stream';
/** Streams of one address, for each unit of the rate factor. */
const MOST_OF_ADDRESS = 60;
/** Whoever is not let in by then is sent away: the database may be slow, and the client holds a descriptor. */
const ADMISSION_MS = 5000;

interface Parts {
  door: StreamDoor;
  origins: () => Origins;
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

/**
 * The stream's door: a browser's page of an allowed origin, with an address that we gave out a moment ago and that
 * nobody has used.
 */
export function streamUpgrade(parts: Parts): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  // Clients send empty frames only. Compression would cost each socket a quarter of a megabyte.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const places = new Places(MOST_OF_ADDRESS * Math.max(1, parts.rateFactor));

  async function admitted(request: IncomingMessage, address: string) {
    await parts.count(address);
    if (parts.draining()) throw new Refusal(503, 'ServiceUnavailable', 'The service is being restarted.', 1);
    if (!hostIsOurs(request.headers.host, parts.publicName()))
      throw new Refusal(421, 'MisdirectedRequest', 'This service goes by another name (Host).');
    const asked = request.url ?? '';
    const url =
      asked.startsWith('/') && URL.canParse(`http://localhost${asked}`) ? new URL(`http://localhost${asked}`) : null;
    const [, id] = PATH.exec(url?.pathname ?? '') ?? [];
    if (url === null || id === undefined) throw new Refusal(404, 'NotFound', 'There is no stream here.');
    if (!parts.origins().allows(request.headers.origin))
      throw new Refusal(403, 'Forbidden', 'This page may not open the stream.');
    return parts.door.admit(id, url.searchParams.get('t') ?? '', url.searchParams.get('watermark') ?? undefined);
  }

  const end = (socket: Duplex, refusal: Refusal) => {
    note(socket.destroyed ? 'aborted' : refusal.status);
    letGo(socket, refusedUpgrade(refusal));
  };
  const note = (status: Ending) => parts.record.note({ route: ROUTE, method: 'get', status });
  sockets.on('wsClientError', (_, socket) => end(socket, new Refusal(400, 'BadRequest', '')));

  return (request, socket, head) => {
    const address = bucketOf(clientAddress(request, parts.proxies));
    socket.on('error', () => socket.destroy());
    // Taken before anything is waited for: many that ask at once are counted all the same.
    const leave = places.take(address);
    if (!leave) return end(socket, new Refusal(429, 'TooManyRequests', '', 10));
    socket.once('close', leave);
    inTime(admitted(request, address), parts.admissionMs ?? ADMISSION_MS).then(
      (admission) => {
        if (socket.destroyed) return note('aborted');
        sockets.handleUpgrade(request, socket, head, (stream) => {
          note(101);
          parts.door.enter(stream, admission);
        });
      },
      (fault: unknown) => {
        if (!(fault instanceof Refusal)) parts.onFault(fault);
        end(socket, fault instanceof Refusal ? fault : new Refusal(503, '', '', 2));
      },
    );
  };
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
