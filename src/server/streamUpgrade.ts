import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { StreamDoor } from '../channels/directline/streamDoor.js';
import { Refusal } from '../refusal.js';
import { bucketOf, clientAddress } from './clientAddress.js';
import type { Origins } from './origins.js';

const PATH = /^\/v3\/directline\/conversations\/([\w-]{1,200})\/stream$/;
/** Streams of one address, for each unit of the rate factor. */
const MOST_OF_ADDRESS = 60;

interface Parts {
  door: StreamDoor;
  origins: () => Origins;
  proxies: number;
  rateFactor: number;
  count(address: string): Promise<void>;
  /** Whether the service is being stopped. */
  draining(): boolean;
  onFault(fault: unknown): void;
}

/**
 * The stream's door: a browser's page of an allowed origin, with an address that we gave out a moment ago and that
 * nobody has used.
 */
export function streamUpgrade(parts: Parts): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  // Clients send empty frames only. Compression would cost each socket a quarter of a megabyte.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const open = new Map<string, number>();

  async function admitted(request: IncomingMessage, address: string) {
    await parts.count(address);
    if (parts.draining()) throw new Refusal(503, 'ServiceUnavailable', 'The service is being restarted.', 1);
    const asked = request.url ?? '';
    const url =
      asked.startsWith('/') && URL.canParse(`http://localhost${asked}`) ? new URL(`http://localhost${asked}`) : null;
    const [, id] = PATH.exec(url?.pathname ?? '') ?? [];
    if (url === null || id === undefined) throw new Refusal(404, 'NotFound', 'There is no stream here.');
    if (!parts.origins().allows(request.headers.origin))
      throw new Refusal(403, 'Forbidden', 'This page may not open the stream.');
    if ((open.get(address) ?? 0) >= MOST_OF_ADDRESS * Math.max(1, parts.rateFactor))
      throw new Refusal(429, 'TooManyRequests', 'Too many streams are open.', 10);
    return parts.door.admit(id, url.searchParams.get('t') ?? '', url.searchParams.get('watermark') ?? undefined);
  }

  return (request, socket, head) => {
    const address = bucketOf(clientAddress(request, parts.proxies));
    socket.on('error', () => socket.destroy());
    admitted(request, address).then(
      ({ conversation, after }) =>
        sockets.handleUpgrade(request, socket, head, (stream) => {
          open.set(address, (open.get(address) ?? 0) + 1);
          stream.on('close', () => {
            const left = (open.get(address) ?? 1) - 1;
            if (left > 0) open.set(address, left);
            else open.delete(address);
          });
          parts.door.enter(stream, conversation, after);
        }),
      (fault: unknown) => {
        if (!(fault instanceof Refusal)) parts.onFault(fault);
        const { status, retryAfter } = fault instanceof Refusal ? fault : new Refusal(503, '', '', 2);
        const again = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`;
        socket.end(`HTTP/1.1 ${status} Refused\r\n${again}Connection: close\r\nContent-Length: 0\r\n\r\n`);
      },
    );
  };
}
