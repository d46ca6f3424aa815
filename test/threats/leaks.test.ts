import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, type Dialect, type Driver } from 'kysely';
import { describeFault } from '../../src/server/logs.js';
import { type OpenedService, openedService, SIGN_IN_KEY, SIGNING_KEY } from '../openedService.js';
import { endServices, startService } from '../service.js';

const CANARY = 'canary-7f3a9';

/** Bytes of every file below a folder. */
function bytesOf(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(entries.map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name))));
}

test('secrets and words: a canary is in no log, metric or error; a pasted key is in no file either', async () => {
  const data = mkdtempSync(join(tmpdir(), 'certdesk-leaks-'));
  const service = await startService({
    data,
    env: { CERTDESK_LOG: 'debug', CERTDESK_SIGNING_KEY: SIGNING_KEY, CERTDESK_SIGN_IN_KEY: SIGN_IN_KEY },
  });
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const answers: string[] = [];
  const ask = async (path: string, body?: unknown, headers: Record<string, string> = {}, raw?: BodyInit) => {
    const response = await fetch(`${service.url}${path}`, {
      method: body === undefined && raw === undefined ? 'GET' : 'POST',
      headers: { ...(raw ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(raw ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text };
  };
  try {
    const { conversationId, token } = JSON.parse((await ask('/v3/directline/tokens/generate', {})).text) as {
      conversationId: string;
      token: string;
    };
    const auth = {
      authorization: `Bearer ${token}`,
      'user-agent': CANARY,
      'x-request-id': CANARY,
      cookie: `a=${CANARY}`,
    };
    const path = `/v3/directline/conversations/${conversationId}`;
    for (const text of [
      `${CANARY} lost my key`,
      `the name is ${CANARY}.example.com`,
      'hello\n{"level":60,"msg":"forged"}\r\nforged line',
    ])
      expect(
        (
          await ask(
            `${path}/activities`,
            { type: 'message', text, channelData: { clientActivityID: `${CANARY}-${text.length}` } },
            auth,
          )
        ).status,
      ).toBe(200);
    for (const body of [{ type: CANARY }, { type: 'message', text: { [CANARY]: 1 } }, { type: 'message', [CANARY]: 1 }])
      answers.push((await ask(`${path}/activities`, body, auth)).text);
    answers.push(
      (await ask(`/v3/directline/${CANARY}`, undefined, auth)).text,
      (
        await ask(`${path}/activities?watermark=${CANARY}${'x'.repeat(10)}`, undefined, {
          authorization: `Bearer ${CANARY}`,
        })
      ).text,
    );
    await ask(`${path}/activities`, { type: 'message', text: `here it is:\n${privateKey}\nok?` }, auth);
    const form = new FormData();
    form.append('activity', JSON.stringify({ type: 'message', text: 'my file' }));
    form.append('file', new Blob([privateKey as string]), 'key.pem');
    await ask(`${path}/upload`, undefined, auth, form);
    const history = await ask(`${path}/activities`, undefined, auth);
    expect(history.text.match(/looks like a private key/g)).toHaveLength(2);
    answers.push((await ask('/metrics')).text);
    await service.stop();
    const logged = service.logs();
    const lines = logged.trim().split('\n');
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    for (const where of [logged, answers.join('\n')]) {
      expect(where).not.toContain(CANARY);
      expect(where).not.toContain('forged');
      expect(where).not.toContain(token);
      expect(where).not.toContain(conversationId);
    }
    const kept = bytesOf(data).toString('latin1');
    expect(kept).toContain(CANARY);
    const body = (privateKey as string).split('\n').slice(1, -2);
    for (const secret of [...body, SIGNING_KEY, SIGN_IN_KEY])
      for (const where of [kept, logged, history.text, ...answers]) expect(where.includes(secret)).toBe(false);
  } finally {
    await endServices();
    rmSync(data, { recursive: true, force: true });
  }
}, 60_000);

test('secret exposure: neither key is in the page, in the widget, or in any file of theirs', async () => {
  const service = await openedService('embedded');
  try {
    const page = await service.ask('GET', '/chat');
    const files = Object.values(
      JSON.parse(readFileSync(join(__dirname, '..', '..', 'dist', 'web', 'files.json'), 'utf8')) as Record<
        string,
        string
      >,
    );
    const all = [
      page,
      await service.ask('GET', '/widget.js'),
      ...(await Promise.all(files.map((name) => service.ask('GET', `/assets/${name}`)))),
    ];
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    for (const { text, headers } of all)
      for (const secret of [SIGNING_KEY, SIGN_IN_KEY])
        expect(`${text}${JSON.stringify([...headers])}`.includes(secret)).toBe(false);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe-(?:inline|eval)/);
    for (const name of ['../main.js', '..%2fmain.js', '%2e%2e/main.js', 'files.json', '__proto__', ''])
      expect((await service.ask('GET', `/assets/${name}`)).status).toBe(404);
  } finally {
    await service.stop();
  }
}, 60_000);

test('a log line tells what kind of fault and where, not what it said', () => {
  const described = JSON.stringify(
    describeFault(Object.assign(new TypeError(`${CANARY} is not a function`), { code: 'ECANARY' })),
  );
  expect(described).not.toContain(CANARY);
  expect(described).toContain('TypeError');
  expect(described).toContain('leaks.test');
});

describe('errors', () => {
  /** Makes statements of turns fail while `failing` is set. */
  const failing = { now: false };
  const wrap = (dialect: Dialect): Dialect => ({
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver();
      return new Proxy(driver, {
        get: (target, name: keyof Driver) => {
          if (name === 'beginTransaction' && failing.now)
            return async (connection: Parameters<Driver['beginTransaction']>[0]) =>
              void (await connection.executeQuery(
                CompiledQuery.raw(`select ${CANARY.replace('-', '_')} from /secret/path`),
              ));
          const value = target[name];
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    },
  });
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService('embedded', { wrap });
  }, 180_000);
  afterAll(() => service.stop());
  afterEach(() => {
    failing.now = false;
  });

  test('error leakage: a fault of the database is a 503 with words, an id and no internals; it works again afterwards', async () => {
    const { path, token } = await service.customer();
    failing.now = true;
    const body = { type: 'message', text: 'hello', channelData: { clientActivityID: 'a' } };
    const answer = await service.ask('POST', `${path}/activities`, { token, body });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/canary|secret|select|sqlite|syntax|\bat \S+:\d+/i);
    expect(service.logs()).toContain(answer.body.error.request);
    expect(service.logs()).not.toContain('/secret/path');
    failing.now = false;
    expect((await service.ask('POST', `${path}/activities`, { token, body })).status).toBe(200);
  });
});
