import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';

/** Far more than any of its answers; a roster's member is the longest. */
const MOST_BYTES = 256 * 1024;

/** A call of the Connector. */
export interface ConnectorCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  address: URL;
  /** Null: nothing is proved, which only a Connector on this machine accepts. */
  bearer: string | null;
  body?: object;
}

/** What it was answered with. */
export interface ConnectorAnswer {
  status: number;
  retryAfter: string | null;
  /** Read as JSON; `undefined` where it is none. */
  body: unknown;
}

/** Calls Connectors over connections that are kept. */
export class ConnectorCalls {
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 100, timeout: 60_000 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 100, timeout: 60_000 }),
  };

  /** @param inTimeMs for a whole call, its answer's last byte included */
  constructor(private readonly inTimeMs: number) {}

  /**
   * Makes one call. Redirects are not followed: an answer is an answer. @throws what the connection says, or that there
   * was none in time
   */
  async call({ method, address, bearer, body }: ConnectorCall): Promise<ConnectorAnswer> {
    const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const secure = address.protocol === 'https:';
    const ending = new AbortController();
    const tooLate = setTimeout(() => ending.abort(new NotInTime('no answer in time')), this.inTimeMs);
    try {
      const request = (secure ? overHttps : overHttp)(address, {
        ...{ method, signal: ending.signal, agent: this.agents[secure ? 'https:' : 'http:'] },
        headers: {
          ...{ accept: 'application/json', 'user-agent': 'certdesk' },
          ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
          ...(payload && { 'content-type': 'application/json; charset=utf-8', 'content-length': payload.length }),
        },
      });
      const answer = await answered(request, payload);
      const retryAfter = answer.headers['retry-after'] ?? null;
      return { status: answer.statusCode ?? 0, retryAfter, body: await jsonOf(answer) };
    } catch (fault) {
      throw ending.signal.aborted ? ending.signal.reason : fault;
    } finally {
      clearTimeout(tooLate);
    }
  }

  /** Closes what is kept open. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}

/** No answer, or not the whole of it, within the time that a call may take: whether it had an effect is not known. */
class NotInTime extends Error {
  override name = 'NotInTime';
}

class TooLong extends Error {
  override name = 'TooLong';
}

function answered(request: ClientRequest, payload: Buffer | null): Promise<IncomingMessage> {
  return new Promise((answer, failed) => {
    request.once('response', answer);
    request.on('error', failed);
    request.end(payload ?? undefined);
  });
}

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new TooLong('the answer is too long');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    // Proxies answer with pages of their own; the status says what counts.
    return undefined;
  }
}
