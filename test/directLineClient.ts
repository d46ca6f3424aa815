import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';

/** An activity as the service sends it. */
export interface SeenActivity {
  id: string;
  type: string;
  text?: string;
  replyToId?: string;
  from: { id: string; role: string };
  channelData?: { clientActivityID?: string };
}

/** An answer that no retry will change. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`${status} ${body}`);
  }
}

export interface ClientOptions {
  /** The service's origin, asked before each request: it may move. */
  url: () => string;
  /** The page's origin; the service's own where none is given. */
  origin?: string;
  /** Sent when a token is asked for: `{ resume }`. */
  body?: object;
  /** Milliseconds until a single request is given up and tried again. */
  patience?: number;
  /** Milliseconds until everything is given up. */
  deadline?: number;
}

interface Conversation {
  conversationId: string;
  token: string;
  streamUrl?: string;
  resume?: string;
}

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** A customer's plain client: it retries what it doesn't know the fate of, and keeps a ledger of what was acknowledged. */
export class DirectLineClient {
  conversationId = '';
  token = '';
  resume: string | undefined;
  /** The activity's id by the client's own id, for every message that was answered with 2xx. */
  readonly ledger = new Map<string, string>();
  /** Requests that had to be sent again. */
  retries = 0;
  /** Set when nobody waits for it any more: what is still to be retried is given up. */
  abandoned = false;
  /** The statuses of answers that were not 2xx, in order; 0 is a network fault. */
  readonly failures: number[] = [];

  constructor(private readonly options: ClientOptions) {}

  /** Gets a token and starts the conversation. */
  async start(): Promise<this> {
    const { conversationId, token, resume } = await this.ask<Conversation>(
      'POST',
      '/tokens/generate',
      this.options.body ?? {},
    );
    Object.assign(this, { conversationId, token, resume });
    await this.ask('POST', '/conversations', {});
    return this;
  }

  /** Sends a message and retries until it is acknowledged. @returns the activity's id */
  async say(text: string, clientActivityID: string = randomUUID()): Promise<string> {
    return this.send({ type: 'message', text, from: { id: 'customer' } }, clientActivityID);
  }

  /** Sends any activity under the client's own id and retries until it is acknowledged. @throws {Refused} on 4xx but 429 */
  async send(activity: object, clientActivityID: string = randomUUID()): Promise<string> {
    const whole = { ...activity, channelData: { clientActivityID } };
    const { id } = await this.ask<{ id: string }>('POST', `/conversations/${this.conversationId}/activities`, whole);
    this.ledger.set(clientActivityID, id);
    return id;
  }

  /** The whole transcript that the service gives, read to its end. */
  async history(after = '0'): Promise<SeenActivity[]> {
    const all: SeenActivity[] = [];
    for (let watermark = after; ; ) {
      const page = await this.ask<{ activities: SeenActivity[]; watermark: string }>(
        'GET',
        `/conversations/${this.conversationId}/activities?watermark=${watermark}`,
      );
      all.push(...page.activities);
      if (page.activities.length === 0) return all;
      watermark = page.watermark;
    }
  }

  /** The address of a stream from that watermark on. */
  async streamUrl(watermark = '0'): Promise<string> {
    const { streamUrl } = await this.ask<Conversation>(
      'GET',
      `/conversations/${this.conversationId}?watermark=${watermark}`,
    );
    return streamUrl!;
  }

  /** Follows the conversation from that watermark until the stream is closed. */
  follow(watermark = '0', silence = 60_000): Following {
    return new Following(this, watermark, silence);
  }

  get origin(): string {
    return this.options.origin ?? this.options.url();
  }

  /** One request, with retries on network faults, 5xx and 429. */
  async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const giveUp = Date.now() + (this.options.deadline ?? 120_000);
    for (let wait = 25; ; wait = Math.min(wait * 2, 1000)) {
      const failure = await this.once<Answer>(method, path, body);
      if ('answer' in failure) return failure.answer;
      this.failures.push(failure.status);
      if (this.abandoned || Date.now() > giveUp)
        throw new Error(`${method} ${path} was not done in time: ${failure.status} ${failure.body}`);
      if (failure.status >= 400 && failure.status < 500 && failure.status !== 429)
        throw new Refused(failure.status, failure.body);
      this.retries += 1;
      await pause(wait * (0.5 + Math.random()));
    }
  }

  /** One request, once. @returns the answer, or the status (0: a network fault) and what came with it */
  async once<Answer>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ answer: Answer; status: number } | { status: number; body: string }> {
    const url = this.options.url();
    try {
      const response = await fetch(`${url}/v3/directline${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          origin: this.options.origin ?? url,
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(this.options.patience ?? 10_000),
      });
      const text = await response.text();
      if (!response.ok) return { status: response.status, body: text };
      return { answer: (text ? JSON.parse(text) : {}) as Answer, status: response.status };
    } catch (fault) {
      return { status: 0, body: String(fault) };
    }
  }
}

/** A stream that is opened anew from its watermark whenever it breaks. */
export class Following {
  /** Everything that came, in the order in which it came, doubles included. */
  readonly received: SeenActivity[] = [];
  /** The answer after which no further attempt was made. */
  refused: Refused | undefined;
  /** How often the stream was opened. */
  opened = 0;
  private socket: WebSocket | undefined;
  private closed = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly client: DirectLineClient,
    private watermark: string,
    private readonly silence: number,
  ) {
    this.ended = this.run();
  }

  /** Waits until that many activities have come. @throws when they have not within that many milliseconds */
  async until(count: number, within = 60_000): Promise<SeenActivity[]> {
    const giveUp = Date.now() + within;
    while (this.received.length < count) {
      if (Date.now() > giveUp)
        throw new Error(
          `${this.received.length} of ${count} activities came over ${this.opened} streams within ${within} ms${this.refused ? `, then: ${this.refused.message}` : ''}`,
        );
      await pause(20);
    }
    return this.received;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.socket?.terminate();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      try {
        if (this.client.abandoned) return;
        const url = await this.client.streamUrl(this.watermark);
        if (!this.closed) await this.read(url);
      } catch (fault) {
        if (fault instanceof Refused) this.refused = fault;
        if (this.refused) return;
      }
      await pause(100);
    }
  }

  /** Reads one stream until it breaks or stays silent (not even a ping) for too long. */
  private read(url: string): Promise<void> {
    const socket = new WebSocket(url, { origin: this.client.origin, handshakeTimeout: 5000 });
    this.socket = socket;
    return new Promise((broken) => {
      let silent = setTimeout(() => socket.terminate(), this.silence);
      const heard = () => {
        clearTimeout(silent);
        silent = setTimeout(() => socket.terminate(), this.silence);
      };
      socket.on('open', () => {
        this.opened += 1;
      });
      socket.on('ping', heard);
      socket.on('message', (data) => {
        heard();
        const text = String(data);
        if (text === '') return;
        const { activities, watermark } = JSON.parse(text) as { activities: SeenActivity[]; watermark?: string };
        this.received.push(...activities);
        if (watermark) this.watermark = watermark;
      });
      // The close that follows says all that is to be known.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearTimeout(silent);
        broken();
      });
    });
  }
}
