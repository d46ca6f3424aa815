import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Act, type Acted, act, isRefused } from '../../src/cases/acts.js';
import type { Agent } from '../../src/cases/case.js';
import { afterMessage } from '../../src/cases/happenings.js';
import * as wire from '../../src/desk/wire.js';
import { readAssets } from '../../src/server/assets.js';
import { deskPage } from '../../src/server/deskPage.js';
import type { DeskCase } from './deskCase.js';
import { agents, knowledge, roles, suggestions } from './deskKnowledge.js';
import { demoReport } from './deskReport.js';
import { countsFor, detailsOf, lineOf, listed } from './deskViews.js';

/** A desk in memory that obeys the wire's shapes and the cases' rules: the pages are looked at and tried on it. */
export interface DeskFixture {
  url: string;
  cases: Map<string, DeskCase>;
  /** Puts a case there, or in the place of another. */
  add(one: DeskCase): void;
  /** The customer writes. */
  customerSays(id: string, text: string): void;
  /** All sockets are cut; `refusing` keeps new ones and all requests out. */
  cut(refusing?: boolean): void;
  /** Lets everybody in again. */
  heal(): void;
  /** So many of the coming acts are done, and their answers lost on the way. */
  loseAnswers(count: number): void;
  /** Ends an agent's session. */
  endSession(agent: string): void;
  /** What was asked, as `POST cases/C-1/reply`. */
  asked: string[];
  frame: Partial<wire.DeskFrame>;
  suggestions: wire.Suggestion[];
  close(): Promise<void>;
}

interface Seat {
  socket: WebSocket;
  agent: Agent;
  watching: string | null;
  sent: number;
  status: 'available' | 'away';
  typing: string | null;
}

const folder = join(__dirname, '..', '..', 'dist', 'web');

/** @param webFolder the browser's files */
export async function openDeskFixture(first: readonly DeskCase[], webFolder = folder): Promise<DeskFixture> {
  const assets = readAssets(webFolder);
  const cases = new Map(first.map((one) => [one.case.id, one]));
  const seats = new Set<Seat>();
  const done = new Map<string, { status: number; body: unknown }>();
  const ended = new Set<string>();
  const asked: string[] = [];
  let refusing = false;
  let losing = 0;

  const now = () => new Date().toISOString();
  const server = createServer((request, response) => {
    if (refusing) return void request.socket.destroy();
    void answer(request, response).catch((fault: unknown) => {
      process.stderr.write(`${String(fault)}\n`);
      send(response, 500, {}, '{}');
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const agent = agentOf(request);
    if (refusing || agent === null) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (ws) => sit(ws, agent));
  });

  const fixture: DeskFixture = {
    ...{ url: '', cases, asked, frame: {}, suggestions },
    add(one) {
      cases.set(one.case.id, one);
      tellOf(one);
    },
    customerSays(id, text) {
      const one = cases.get(id)!;
      const at = now();
      const [changed] = afterMessage(one.case, one.case, { at, spoke: true }, knowledge);
      one.said.push({
        ...{ seq: nextSeq(one), role: 'user', at, name: null, text, files: [], pressed: false, changed: null },
      });
      if (changed) {
        one.case = changed.case;
        one.history.push(...changed.history);
      }
      changes(one, at);
    },
    cut(refuse = false) {
      refusing = refuse;
      for (const { socket } of seats) socket.terminate();
    },
    heal() {
      refusing = false;
    },
    loseAnswers(count) {
      losing = count;
    },
    endSession(agent) {
      ended.add(agent);
      for (const seat of seats) if (seat.agent.id === agent) seat.socket.close(4401);
    },
    close() {
      for (const { socket } of seats) socket.terminate();
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  fixture.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return fixture;

  /** Who asks: the cookie `agent` of the fixture's own. */
  function agentOf({ headers }: IncomingMessage): Agent | null {
    const id = /agent=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? 'anna';
    return ended.has(id) ? null : (agents.find((agent) => agent.id === id) ?? null);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', fixture.url);
    const say = (status: number, body: unknown) =>
      send(response, status, { 'content-type': 'application/json' }, JSON.stringify(body));
    if (pathname === '/desk') {
      const page = deskPage({
        deskName: knowledge.name,
        language: 'en-GB',
        origin: fixture.url,
        assetName: assets.nameOf,
      });
      send(response, 200, page.headers, page.html);
      return;
    }
    const asset = pathname.startsWith('/assets/') ? assets.find(pathname.slice('/assets/'.length)) : undefined;
    if (asset) return send(response, 200, { 'content-type': asset.contentType }, asset.body);
    if (!pathname.startsWith('/desk/api/')) return say(404, refusal('NotFound', 'There is nothing here.'));
    const agent = agentOf(request);
    if (agent === null) return say(401, refusal('SignInNeeded', 'Please sign in.'));
    const path = pathname.slice('/desk/api/'.length);
    asked.push(`${request.method} ${path}`);
    if (request.method === 'GET') return say(...fetched(path, searchParams, agent));
    const key = `${agent.id} ${request.headers['idempotency-key'] ?? ''}`;
    const body = JSON.parse(await textOf(request)) as Record<string, string>;
    const said = done.get(key) ?? acts(path, body, agent);
    done.set(key, said);
    if (losing > 0) {
      losing -= 1;
      return void request.socket.destroy();
    }
    say(said.status, said.body);
  }

  function fetched(path: string, query: URLSearchParams, agent: Agent): [number, unknown] {
    if (path === 'frame')
      return [
        200,
        wire.deskFrame.parse({
          ...{ me: { ...agent, roles: roles[agent.id] }, name: knowledge.name, timeZone: knowledge.timeZone, agents },
          ...{
            groups: knowledge.groups,
            outcomes: knowledge.outcomes,
            facts: knowledge.facts,
            canned: knowledge.canned,
          },
          ...fixture.frame,
        }),
      ];
    if (path === 'cases') return [200, listed(cases, query, agent)];
    if (path === 'reports') return [200, wire.report.parse(demoReport(query.get('from') ?? '', query.get('to') ?? ''))];
    const [, id = '', rest] = path.split('/').map(decodeURIComponent);
    const one = cases.get(id);
    if (!one) return [404, refusal('NotFound', 'There is no such case.')];
    return [200, rest === 'suggestions' ? { suggestions: fixture.suggestions } : detailsOf(cases, one)];
  }

  function acts(path: string, body: Record<string, string>, agent: Agent): { status: number; body: unknown } {
    if (path === 'sign-out' || path === 'presence') return { status: 200, body: {} };
    const [, id = '', name = ''] = path.split('/').map(decodeURIComponent);
    const one = cases.get(id);
    if (!one || !(name in wire.actBodies)) return { status: 404, body: refusal('NotFound', 'There is no such case.') };
    const parsed = wire.actBodies[name as keyof typeof wire.actBodies].safeParse(body);
    if (!parsed.success) return { status: 400, body: refusal('BadRequest', parsed.error.issues[0]?.message ?? '') };
    const at = now();
    const to = agents.find((other) => other.id === body.to);
    const wanted = name === 'transfer' ? { to: to ? { agent: to } : { group: body.to } } : parsed.data;
    const supervises = roles[agent.id]!.includes('supervisor');
    const acted = act(one.case, { do: name, ...wanted } as Act, { by: agent, supervises, at }, knowledge);
    if (isRefused(acted)) {
      const message = `This can’t be done: ${acted.code}.`;
      return {
        status: acted.code === 'taken' ? 409 : 422,
        body: { error: { code: acted.code, message, agent: acted.agent } },
      };
    }
    take(one, acted, agent, at);
    return { status: 200, body: lineOf(one) };
  }

  function take(one: DeskCase, acted: Acted, agent: Agent, at: string): void {
    one.case = acted.case;
    one.history.push(...acted.history);
    const line = { seq: 0, at, name: null, files: [], pressed: false, changed: null };
    for (const { key, with: filled } of acted.tells) {
      const text = (knowledge.says[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '');
      one.said.push({ ...line, seq: nextSeq(one), role: 'system', text });
    }
    if (acted.says !== null)
      one.said.push({ ...line, seq: nextSeq(one), role: 'agent', name: agent.name, text: acted.says });
    if (acted.bot?.do === 'ask')
      one.said.push({ ...line, seq: nextSeq(one), role: 'bot', text: 'On which day was it lost?' });
    changes(one, at);
  }

  function changes(one: DeskCase, at: string): void {
    one.version += 1;
    one.changedAt = at;
    tellOf(one);
  }

  function tellOf(one: DeskCase): void {
    for (const seat of seats) {
      tell(seat, { type: 'case', case: lineOf(one) });
      tell(seat, { type: 'counts', counts: countsFor(cases, seat.agent) });
      if (seat.watching === one.case.id) sayTo(seat, one);
    }
  }

  function sayTo(seat: Seat, one: DeskCase): void {
    const fresh = one.said.filter(({ seq }) => seq > seat.sent);
    if (fresh.length === 0) return;
    seat.sent = fresh.at(-1)!.seq;
    tell(seat, { type: 'said', case: one.case.id, said: fresh });
  }

  function sit(socket: WebSocket, agent: Agent): void {
    const seat: Seat = { socket, agent, watching: null, sent: 0, status: 'available', typing: null };
    seats.add(seat);
    tell(seat, { type: 'hello', me: agent });
    tell(seat, { type: 'counts', counts: countsFor(cases, agent) });
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as wire.ToStream;
      if (message.type === 'watch') {
        Object.assign(seat, { watching: message.case, sent: message.after });
        const one = message.case === null ? undefined : cases.get(message.case);
        if (one) sayTo(seat, one);
      }
      if (message.type === 'presence') seat.status = message.status;
      if (message.type === 'typing') seat.typing = message.case;
      tellPresence();
    });
    socket.on('close', () => {
      seats.delete(seat);
      tellPresence();
    });
    tellPresence();
  }

  function tellPresence(): void {
    const there = [...seats].map(({ agent, status, watching, typing }) => ({
      ...{ ...agent, status, looking: watching, typing: typing !== null && typing === watching },
    }));
    for (const seat of seats) tell(seat, { type: 'presence', agents: there });
  }
}

const nextSeq = ({ said }: DeskCase): number => (said.at(-1)?.seq ?? 0) + 1;
const tell = ({ socket }: Seat, message: wire.FromStream) => socket.send(JSON.stringify(message));
const refusal = (code: string, message: string) => ({ error: { code, message } });

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

/** In two calls: restify, where the same process has it loaded, makes the first give nothing back. */
function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer): void {
  response.writeHead(status, headers);
  response.end(body);
}
