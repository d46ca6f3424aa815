import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from 'kysely';
import pino from 'pino';
import { Tokens } from '../src/channels/directline/tokens.js';
import type { Connector } from '../src/channels/teams/connector.js';
import type { FileWay } from '../src/channels/teams/files/fileCalls.js';
import { OpenEditions } from '../src/openEditions.js';
import { openService, type Service } from '../src/service.js';
import { readSettings } from '../src/settings.js';
import { freshDatabase } from './postgres.js';

export const SIGNING_KEY = 'tests-sign-their-tokens-with-this-one';
export const SIGN_IN_KEY = 'a-page-s-server-signs-in-with-this-one';

/** Both databases, for tests that hold on each: `describe.each(databases)`. */
export const databases = ['embedded', 'postgres'] as const;

/** A service in this process, with a clock that the test sets. */
export interface OpenedService extends Service {
  /** What the service takes for now; a test may change it. */
  clock: { now: Date };
  /** Issues tokens as the service does. */
  tokens: Tokens;
  /** Everything that was logged, as text. */
  logs(): string;
  /** A request with JSON; the answer's status, headers and body, read as JSON where it is. */
  ask(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; raw?: string | Buffer; headers?: Record<string, string> },
  ): Promise<Asked>;
  /** A customer with a started conversation. */
  customer(): Promise<{ conversationId: string; token: string; resume: string; path: string }>;
}

export interface Asked {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked into by the tests
  body: any;
  text: string;
}

/** Ids of cases in the shape of real ones, counted up: C-222222, C-222223, … */
function caseIds(): () => string {
  let cases = 222_221;
  return () => {
    cases += 1;
    return `C-${cases}`;
  };
}

/** Opens a service on a database of its own. @param environment settings beside those of every test */
export async function openedService(
  kind: (typeof databases)[number],
  {
    environment = {},
    knowledgeFolder = join(__dirname, '..', 'knowledge'),
    wrap,
    connector,
    fileWay,
  }: {
    environment?: Record<string, string>;
    knowledgeFolder?: string;
    wrap?: (dialect: Dialect) => Dialect;
    connector?: Connector;
    fileWay?: Omit<FileWay, 'allowed'>;
  } = {},
): Promise<OpenedService> {
  const folder = mkdtempSync(join(tmpdir(), 'certdesk-test-'));
  const postgres = kind === 'postgres' ? await freshDatabase() : null;
  const clock = { now: new Date('2026-05-20T11:00:00Z') };
  const lines: string[] = [];
  const settings = readSettings({
    ...{
      PORT: '0',
      CERTDESK_DATA: folder,
      CERTDESK_RATE_FACTOR: '1000',
      CERTDESK_SIGNING_KEY: SIGNING_KEY,
      CERTDESK_SIGN_IN_KEY: SIGN_IN_KEY,
    },
    ...(postgres ? { DATABASE_URL: postgres.url } : {}),
    ...environment,
  });
  const service = await openService(settings, {
    editions: OpenEditions.open({
      ...{ knowledgeFolder, threads: null, keepIn: join(folder, 'index') },
      ...{ onLoss: () => undefined, onConsole: () => undefined },
    }),
    log: pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) }),
    now: () => clock.now,
    newCaseId: caseIds(),
    ...(wrap ? { wrap } : {}),
    ...(connector ? { connector } : {}),
    ...(fileWay ? { fileWay } : {}),
  });
  const ask: OpenedService['ask'] = async (method, path, { token, body, raw, headers = {} } = {}) => {
    const response = await fetch(`${service.address}${path}`, {
      method,
      headers: {
        ...(raw === undefined ? { 'content-type': 'application/json' } : {}),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(raw === undefined
        ? body === undefined
          ? {}
          : { body: JSON.stringify(body) }
        : { body: new Uint8Array(Buffer.from(raw)) }),
    });
    const text = await response.text();
    let read: unknown;
    try {
      read = JSON.parse(text);
    } catch {
      read = undefined;
    }
    return { status: response.status, headers: response.headers, body: read, text };
  };
  return {
    ...service,
    clock,
    tokens: new Tokens({ ours: [SIGNING_KEY], signIn: SIGN_IN_KEY }, () => clock.now),
    logs: () => lines.join(''),
    ask,
    customer: async () => {
      const { body } = await ask('POST', '/v3/directline/tokens/generate', { body: {} });
      await ask('POST', '/v3/directline/conversations', { token: body.token, body: {} });
      return { ...body, path: `/v3/directline/conversations/${body.conversationId}` };
    },
    stop: async () => {
      await service.stop();
      await postgres?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
