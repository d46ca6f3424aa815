import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import { seeded } from '../seeded.js';

/** What can go wrong on the way into Teams. */
export type Fault = '412' | '429' | '502' | '504' | 'reset' | 'reset after' | 'hang' | 'hang after';

/** A message as it stands in a thread. */
export interface Arrived {
  /** The Connector's own id of it. */
  messageId: string;
  activity: Partial<Activity>;
  /** How often it was posted under its activity id. */
  times: number;
}

/** A call as it came in. */
export interface Came {
  method: string;
  path: string;
  conversation: string;
  bearer: string | null;
  body: Partial<Activity> | undefined;
  at: number;
}

interface Options {
  seed?: number;
  /** Of a hundred calls so many go wrong. */
  faults?: Partial<Record<Fault, number>>;
  hangMs?: number;
  /** Seconds that a 429 asks for. */
  retryAfter?: () => string;
}

/** Teams' budgets of a thread, and of an app in a tenant. */
const THREAD = [
  [7, 1000],
  [8, 2000],
  [60, 30_000],
  [1800, 3600_000],
] as const;
const TENANT = [50, 1000] as const;

/**
 * Teams' Connector as a web server on this machine: budgets are judged by its own clock and to the call, whatever becomes
 * of the call.
 */
export class FakeConnector {
  readonly came: Came[] = [];
  /** Threads by the conversation's id, each message once, in the order in which it first arrived. */
  readonly threads = new Map<string, Map<string, Arrived>>();
  /** Calls that broke a budget: whose, and which. */
  readonly over: string[] = [];
  /** What a conversation answers everything with: `[403, 'BotNotInConversationRoster']`. */
  readonly closed = new Map<string, readonly [status: number, code: string]>();
  /** Who is in the roster of every conversation; null: anybody who is asked for. */
  members: Map<string, { name: string; aadObjectId: string; userRole?: string }> | null = null;
  /** Bearers that are not accepted. */
  readonly stale = new Set<string>();
  readonly hadFaults = new Map<Fault, number>();
  private readonly server: Server;
  private readonly calls = new Map<string, number[]>();
  private readonly random: () => number;
  private messages = 1_700_000_000_000;

  constructor(private options: Options = {}) {
    this.random = seeded(options.seed ?? 1);
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.destroy());
    });
  }

  async open(): Promise<this> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return this;
  }

  /** Where it is for a tenant, as Teams' own addresses end with it. */
  serviceUrl(tenant = 'emea'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${tenant}/`;
  }

  /** From now on this goes wrong. */
  goesWrong(faults: Options['faults']): void {
    this.options = { ...this.options, faults: faults ?? {} };
  }

  /** The activity ids of a conversation, in the order of arrival. */
  arrivedIn(conversation: string): string[] {
    return [...(this.threads.get(conversation)?.keys() ?? [])];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const parts = url.split('/').map(decodeURIComponent);
    const [, tenant = '', , , conversation = '', kind = '', id = ''] = parts;
    const text = (await request.setEncoding('utf8').toArray()).join('');
    const body = text === '' ? undefined : (JSON.parse(text) as Partial<Activity>);
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
    this.came.push({ method, path: url, conversation, bearer, body, at: performance.now() });
    this.judge(conversation, tenant);
    const say = (status: number, said: object = {}, more: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(JSON.stringify(said));
    };
    const fails = (status: number, code: string, more = {}) => say(status, { error: { code, message: code } }, more);
    if (bearer !== null && this.stale.has(bearer)) return fails(401, 'Unauthorized');
    const channel = (body?.channelData as { channel?: { id?: string } } | undefined)?.channel?.id;
    const closed = this.closed.get(conversation || (channel ?? ''));
    if (closed) return fails(...closed);
    const fault = this.fault();
    if (fault === 'hang') return this.hang(response);
    if (fault === 'reset') return void response.destroy();
    if (fault !== null && !fault.endsWith('after'))
      return fails(
        Number(fault),
        'Fault',
        fault === '429' ? { 'retry-after': this.options.retryAfter?.() ?? '1' } : {},
      );
    const said = this.done(method, { conversation, kind, id, body });
    if (fault === 'hang after') return this.hang(response);
    if (fault === 'reset after') return void response.destroy();
    return say(said.status, said.body);
  }

  private done(
    method: string,
    { conversation, kind, id, body }: { conversation: string; kind: string; id: string; body: Came['body'] },
  ): { status: number; body?: object } {
    if (method === 'GET' && kind === 'members') {
      const member = this.members === null ? { name: 'Cara', aadObjectId: 'aad-1' } : this.members.get(id);
      return member ? { status: 200, body: { id, ...member } } : { status: 404, body: { error: { code: 'NotFound' } } };
    }
    if (method === 'POST' && conversation === '') return this.begun(body);
    // Nothing of it stands in the chat.
    if (method === 'POST' && body?.type === 'typing') return { status: 201, body: {} };
    const thread = this.threads.get(conversation) ?? new Map<string, Arrived>();
    this.threads.set(conversation, thread);
    if (method === 'POST') {
      const key = body?.id ?? '';
      const there = thread.get(key);
      if (there) there.times += 1;
      else thread.set(key, { messageId: this.nextId(), activity: body ?? {}, times: 1 });
      return { status: 201, body: { id: thread.get(key)!.messageId } };
    }
    const entry = [...thread].find(([, { messageId }]) => messageId === id);
    if (!entry) return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } };
    if (method === 'PUT') thread.set(entry[0], { ...entry[1], activity: body ?? {} });
    else thread.delete(entry[0]);
    return { status: 200, body: { id } };
  }

  /** A thread with the message that begins it: its id is what the thread is named by. */
  private begun(body: Came['body']): { status: number; body: object } {
    const { activity = {}, channelData } = (body ?? {}) as {
      activity?: Partial<Activity>;
      channelData?: { channel?: { id?: string } };
    };
    const messageId = this.nextId();
    const id = `${channelData?.channel?.id ?? '19:new@thread.tacv2'};messageid=${messageId}`;
    this.threads.set(id, new Map([[activity.id ?? messageId, { messageId, activity, times: 1 }]]));
    return { status: 201, body: { id, activityId: messageId } };
  }

  private nextId(): string {
    this.messages += 1;
    return String(this.messages);
  }

  private hang(response: ServerResponse): void {
    setTimeout(() => response.destroy(), this.options.hangMs ?? 30_000).unref();
  }

  private fault(): Fault | null {
    let share = this.random() * 100;
    for (const [fault, percent] of Object.entries(this.options.faults ?? {}) as [Fault, number][]) {
      share -= percent;
      if (share >= 0) continue;
      this.hadFaults.set(fault, (this.hadFaults.get(fault) ?? 0) + 1);
      return fault;
    }
    return null;
  }

  private judge(conversation: string, tenant: string): void {
    const now = performance.now();
    const count = (key: string, limits: readonly (readonly [number, number])[]) => {
      const calls = this.calls.get(key) ?? [];
      calls.push(now);
      this.calls.set(key, calls);
      for (const [most, within] of limits) {
        const ahead = calls[calls.length - 1 - most];
        if (ahead !== undefined && ahead > now - within) this.over.push(`${key}: more than ${most} in ${within} ms`);
      }
    };
    if (conversation !== '') count(conversation, THREAD);
    count(`tenant ${tenant}`, [TENANT]);
  }
}
