import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Activity } from 'botbuilder';
import { WebSocket } from 'ws';
import type { FromStream, ToStream } from '../../src/desk/wire.js';
import type { Asked, OpenedService } from '../openedService.js';

/** Somebody at the desk: an agent with a session, or a program with a token. */
export interface AtDesk {
  id: string;
  name: string;
  /** The session's cookie, or the token, as headers. */
  headers: Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Asked>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Asked>;
}

const SESSION = 'certdesk_desk';

/** The session's cookie in an answer, as it is sent back. */
export function sessionIn({ headers }: Pick<Asked, 'headers'>): string {
  const set = headers.getSetCookie().find((one) => one.startsWith(`${SESSION}=`) && !one.startsWith(`${SESSION}=;`));
  if (set === undefined) throw new Error('no session was begun');
  return set.split(';')[0]!;
}

/** Signs a local agent in by a link of its own. */
export async function agent(service: OpenedService): Promise<AtDesk> {
  const link = new URL((await service.deskLink()) ?? '');
  const cookie = sessionIn(await service.ask('GET', `${link.pathname}${link.search}`));
  return named(service, { cookie });
}

/** A program with that token. */
export const program = (service: OpenedService, token: string): Promise<AtDesk> =>
  named(service, { authorization: `Bearer ${token}` });

/** Whoever these headers let in. */
export async function named(service: OpenedService, headers: Record<string, string>): Promise<AtDesk> {
  const { body } = await service.ask('GET', '/desk/api/frame', { headers });
  const { id = '', name = '' } = body?.me ?? {};
  return { id, name, headers, ...calls(service, headers) };
}

function calls(service: OpenedService, own: Record<string, string>): Pick<AtDesk, 'get' | 'post'> {
  const path = (rest: string) => `/desk/api/${rest}`;
  return {
    get: (rest, headers = {}) => service.ask('GET', path(rest), { headers: { ...own, ...headers } }),
    post: (rest, body = {}, headers = {}) =>
      service.ask('POST', path(rest), { body, headers: { 'idempotency-key': randomUUID(), ...own, ...headers } }),
  };
}

/** A customer of a conversation of their own. */
export interface Customer {
  conversation: string;
  say(text: string): Promise<void>;
  /** Sends the sign that they are typing. */
  types(): Promise<void>;
  /** All that was said, oldest first: who it was, and their words. */
  heard(): Promise<{ role: string; text: string }[]>;
}

export async function customer(service: OpenedService): Promise<Customer> {
  const { path, token, conversationId } = await service.customer();
  const sends = async (body: object) => {
    const { status } = await service.ask('POST', `${path}/activities`, { token, body });
    if (status !== 200) throw new Error(`the activity was answered ${status}`);
  };
  return {
    conversation: `directline/${conversationId}`,
    say: (text) => sends({ type: 'message', text }),
    types: () => sends({ type: 'typing' }),
    heard: async () => {
      const { body } = await service.ask('GET', `${path}/activities`, { token });
      return (body.activities as Partial<Activity>[]).map(({ from, text = '', channelData }) => ({
        // Direct Line has bots and users: an agent is a bot with a name.
        role: channelData?.certdesk?.agent === undefined ? (from?.role ?? '') : 'agent',
        text,
      }));
    },
  };
}

/** A customer who asked for a person, and the number of their case. */
export async function waiting(service: OpenedService, words: string[] = []): Promise<Customer & { case: string }> {
  const asking = await customer(service);
  for (const text of [...words, 'talk to a person']) await asking.say(text);
  const said = (await asking.heard()).map(({ text }) => text).join('\n');
  return { ...asking, case: /C-\w{6}/.exec(said)?.[0] ?? '' };
}

/** An agent's stream, and all that it has said. */
export interface Listening {
  socket: WebSocket;
  said: FromStream[];
  tell(message: ToStream): void;
  /** Waits for what fits. */
  until<Found extends FromStream>(fits: (said: FromStream) => said is Found, within?: number): Promise<Found>;
  until(fits: (said: FromStream) => boolean, within?: number): Promise<FromStream>;
  closed: Promise<number>;
}

export const streamAddress = (service: OpenedService) => `${service.address.replace(/^http/, 'ws')}/desk/api/stream`;

/** Opens an agent's stream. @returns once it has said hello */
export async function listen(service: OpenedService, { headers }: Pick<AtDesk, 'headers'>): Promise<Listening> {
  const socket = new WebSocket(streamAddress(service), { headers: { origin: service.address, ...headers } });
  const said: FromStream[] = [];
  socket.on('message', (data) => void said.push(JSON.parse(String(data)) as FromStream));
  const closed = new Promise<number>((done) => void socket.once('close', (code) => done(code)));
  await once(socket, 'open');
  const until = async (fits: (one: FromStream) => boolean, within = 5000): Promise<FromStream> => {
    for (const giveUp = Date.now() + within; Date.now() < giveUp; await new Promise((later) => setTimeout(later, 10))) {
      const found = said.find(fits);
      if (found) return found;
    }
    throw new Error(`it was not said within ${within} ms; but ${JSON.stringify(said).slice(0, 2000)}`);
  };
  await until(({ type }) => type === 'hello');
  return { socket, said, closed, until: until as Listening['until'], tell: (one) => socket.send(JSON.stringify(one)) };
}

/** The status that an upgrade without success is answered with. */
export async function refusedStream(service: OpenedService, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(streamAddress(service), { headers });
  return new Promise((done, failed) => {
    socket.on('unexpected-response', (_, { statusCode = 0 }) => {
      socket.terminate();
      done(statusCode);
    });
    socket.on('open', () => {
      socket.terminate();
      failed(new Error('it was opened'));
    });
    socket.on('error', () => undefined);
  });
}
