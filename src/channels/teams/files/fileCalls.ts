import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { Refused } from '../../../delivery/deliverer.js';
import type { AllowsFile } from './fileHosts.js';
import { type Address, bySystem, publicAddressOf, type Resolve } from './publicAddress.js';

/** What of a file is read at most. */
export const MOST_BYTES = 64 * 1024;
/** For a whole call: looking up, connecting, and the answer's last byte. */
const IN_TIME_MS = 5000;

/** The way to the hosts of files. */
export interface FileWay {
  allowed: AllowsFile;
  resolve?: Resolve;
  /** Stands in the place of the way to an address that was looked at. */
  via?: (to: Address) => Pick<RequestOptions, 'host' | 'port' | 'ca'>;
  inTimeMs?: number;
}

/** What a host answered. */
export interface FileAnswer {
  status: number;
  retryAfter: string | null;
  /** Each byte a sign (Latin-1); empty where something was written. */
  content: string;
}

/** An address that may not be asked, or an answer that is none. */
class NotAsked extends Refused {
  override name = 'NotAsked';
}

/** The file is longer than is read. */
export class TooLong extends Refused {
  override name = 'TooLong';

  /** @param bytes as its host says; null where it doesn't */
  constructor(readonly bytes: number | null) {
    super('the file is too long');
  }
}

class NotInTime extends Error {
  override name = 'NotInTime';
}

/**
 * Reads and writes files at the hosts of a list, and at no other: the name is looked up once, the connection goes to the
 * address that was looked at and shows a certificate of that name, an answer that leads elsewhere is an answer, and
 * nothing is proved to anybody: no call of it carries a token of ours.
 */
export class FileCalls {
  constructor(private readonly way: FileWay) {}

  /** Reads a file. @throws {TooLong} {Refused} for good, anything else for now */
  get(address: string): Promise<FileAnswer> {
    return this.call(address, (answer) => contentOf(answer), { method: 'GET' });
  }

  /** Writes a file whole, in one piece. @throws {Refused} for good, anything else for now */
  put(address: string, bytes: Buffer): Promise<FileAnswer> {
    const range = `bytes 0-${bytes.length - 1}/${bytes.length}`;
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-range': range };
    const nothing = async (answer: IncomingMessage) => {
      answer.destroy();
      return '';
    };
    return this.call(address, nothing, { method: 'PUT', headers, bytes });
  }

  private async call(
    address: string,
    read: (answer: IncomingMessage) => Promise<string>,
    { method, headers = {}, bytes }: { method: string; headers?: Record<string, string>; bytes?: Buffer },
  ): Promise<FileAnswer> {
    const { allowed, resolve = bySystem, via, inTimeMs = IN_TIME_MS } = this.way;
    const url = allowed(address);
    if (url === null) throw new NotAsked('its address is none of those that may be asked');
    const ending = new AbortController();
    const late = new Promise<never>((_, failed) => {
      ending.signal.addEventListener('abort', () => failed(new NotInTime('no answer in time')), { once: true });
    });
    const timer = setTimeout(() => ending.abort(), inTimeMs);
    const asked = async (): Promise<FileAnswer> => {
      const to = await publicAddressOf(url.hostname, resolve);
      ending.signal.throwIfAborted();
      const answer = await answered(
        {
          ...{ host: to.address, port: 443, ...via?.(to), servername: url.hostname, agent: false, method },
          ...{ path: `${url.pathname}${url.search}`, signal: ending.signal, maxHeaderSize: 16_384 },
          headers: {
            ...{ host: url.host, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'certdesk', ...headers },
            ...(bytes && { 'content-length': bytes.length }),
          },
        },
        bytes,
      );
      const { statusCode: status = 0 } = answer;
      const isGiven = status >= 200 && status < 300;
      const content = isGiven ? await read(answer) : '';
      answer.destroy();
      return { status, retryAfter: answer.headers['retry-after'] ?? null, content };
    };
    try {
      return await Promise.race([asked(), late]);
    } finally {
      clearTimeout(timer);
      ending.abort();
    }
  }
}

function answered(options: RequestOptions, bytes: Buffer | undefined): Promise<IncomingMessage> {
  return new Promise((answer, failed) => {
    const call = request(options);
    call.once('response', answer);
    call.on('error', failed);
    call.end(bytes);
  });
}

/** The file's bytes, none beyond those that are read; what is packed for the way could become any number. */
async function contentOf(answer: IncomingMessage): Promise<string> {
  const { 'content-encoding': packed = 'identity', 'content-length': length } = answer.headers;
  if (packed !== 'identity') throw new NotAsked('it is packed');
  const said = length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
  if (said !== null && said > MOST_BYTES) throw new TooLong(said);
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new TooLong(null);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('latin1');
}
