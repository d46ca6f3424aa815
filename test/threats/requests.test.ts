import { connect } from 'node:net';
import * as fc from 'fast-check';
import WebSocket from 'ws';
import { tries } from '../longForm.js';
import { type OpenedService, openedService } from '../openedService.js';
import { endServices, type Service, startService } from '../service.js';

const message = (text: string) => ({ type: 'message', text });

describe('odd requests', () => {
  let service: OpenedService;
  beforeAll(async () => {
    service = await openedService('embedded');
  }, 180_000);
  afterAll(() => service.stop());

  const rows = async () =>
    Promise.all(
      (['conversations', 'activities', 'inbox', 'customers', 'used_once'] as const).map(async (table) => {
        const { count } = await service.database.write
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return [table, Number(count)] as const;
      }),
    ).then((counts) => Object.fromEntries(counts));

  test.each([
    ['unreadable JSON', { raw: '{"type":', headers: { 'content-type': 'application/json' } }, 400],
    ['a word', { raw: '"message"', headers: { 'content-type': 'application/json' } }, 400],
    ['a list', { body: [] }, 400],
    ['nothing', { raw: '' }, 400],
    ['a type that is a number', { body: { type: 5 } }, 400],
    ['no type', { body: { text: 'hello' } }, 400],
    ['an unknown type', { body: { type: 'invoke', name: 'x' } }, 400],
    ['a type of the language', { body: { type: '__proto__', text: 'hello' } }, 400],
    ["a bot's own type", { body: { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] } }, 400],
    ['text that is an object', { body: { type: 'message', text: { a: 1 } } }, 400],
    ['a message without words', { body: { type: 'message' } }, 400],
    ['a text of 40,000 signs', { body: message('x'.repeat(40_000)) }, 400],
    ['a body of a megabyte', { body: message('x'.repeat(1_000_000)) }, 413],
    [
      'the wrong content type',
      { raw: 'text=hello', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
    ],
    ['XML', { raw: '<a/>', headers: { 'content-type': 'text/xml' } }, 415],
    [
      'a compressed body',
      { raw: 'xxxx', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      415,
    ],
    ['a reaction to nothing', { body: { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] } }, 400],
    [
      'a card alone',
      {
        body: {
          type: 'message',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
        },
      },
      400,
    ],
  ])('%s is refused in words, and nothing of it is stored', async (_, sent, status) => {
    const { path, token } = await service.customer();
    const before = await rows();
    const answer = await service.ask('POST', `${path}/activities`, { token, ...sent });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      error: { code: expect.any(String), message: expect.stringMatching(/\S/), request: expect.any(String) },
    });
    expect(answer.text).not.toMatch(/\bat \S+:\d+|node_modules|\.js\b|Error:|zod|SQL/i);
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['GET', '/v3/directline/nothing', 404],
    ['DELETE', '/v3/directline/conversations', 405],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/%00', 404],
    ['GET', '/%E0%A4%A', 404],
    ['GET', '/v3/directline/conversations/%ff/activities', 404],
    ['POST', '/live', 405],
    ['HEAD', '/nothing', 404],
  ])('%s %s is answered %i without internals', async (method, path, status) => {
    const answer = await service.ask(method, path);
    expect([400, status]).toContain(answer.status);
    expect(answer.text).not.toMatch(/\bat \S+:\d+|node_modules|restify|ENOENT|Error:/);
  });

  test('the address alone leads to the page, and HEAD is answered as GET is, without the body', async () => {
    const home = await fetch(service.address, { redirect: 'manual' });
    expect([home.status, new URL(home.headers.get('location')!, service.address).pathname]).toEqual([302, '/chat']);
    const head = await service.ask('HEAD', '/chat');
    expect([head.status, head.text, head.headers.get('content-type')]).toEqual([200, '', 'text/html; charset=utf-8']);
  });

  test('uploads: too many, too large, unreadable and foreign forms are refused; nothing of a file is kept', async () => {
    const { path, token } = await service.customer();
    const upload = async (parts: [string, string | Blob, string?][], type?: string) => {
      const form = new FormData();
      for (const [name, value, file] of parts)
        value instanceof Blob ? form.append(name, value, file) : form.append(name, value);
      const whole = new Response(form);
      const headers = { 'content-type': type ?? whole.headers.get('content-type')! };
      return service.ask('POST', `${path}/upload?userId=victim`, {
        token,
        raw: Buffer.from(await whole.arrayBuffer()),
        headers,
      });
    };
    const activity: [string, Blob, string] = [
      'activity',
      new Blob([JSON.stringify(message('see the file'))], { type: 'application/vnd.microsoft.activity' }),
      'blob',
    ];
    const file = (bytes: number, name = 'cert.pem'): [string, Blob, string] => [
      'file',
      new Blob(['x'.repeat(bytes)], { type: 'application/x-pem-file' }),
      name,
    ];
    const before = await rows();
    expect((await upload([activity, file(100_000)])).status).toBe(413);
    expect(
      (await upload([activity, ...Array.from({ length: 7 }, (): [string, Blob, string] => file(10))])).status,
    ).toBe(413);
    expect(
      (
        await upload([
          activity,
          ...Array.from({ length: 5 }, (): [string, Blob, string] => file(60_000)),
          file(60_000),
          file(60_000),
        ])
      ).status,
    ).toBe(413);
    expect((await upload([activity])).status).toBe(400);
    expect((await upload([activity, file(10)], 'multipart/form-data; boundary=other')).status).toBe(400);
    expect((await upload([activity, file(10)], 'application/json')).status).toBe(415);
    expect((await upload([['activity', '{"type":'], file(10)])).status).toBe(400);
    expect(await rows()).toEqual(before);

    const names = 'evil"\r\nSet-Cookie: a=b\u202e.pem';
    const answer = await upload([activity, file(10, '../../etc/passwd'), file(10, names)]);
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()]).not.toContain('set-cookie');
    const { activities } = (await service.ask('GET', `${path}/activities`, { token })).body;
    const mine = activities.findLast(({ from }: { from: { role: string } }) => from.role === 'user');
    expect(mine.attachments).toEqual([
      { contentType: 'application/x-pem-file', name: 'passwd' },
      { contentType: 'application/x-pem-file', name: expect.stringMatching(/^[^\p{Cc}\p{Cf}"/\\]+$/u) },
    ]);
    expect(activities[activities.indexOf(mine) + 1].text).toContain(
      'By its name, that file may well hold a private key',
    );
  });

  test('cards: what a customer sends of them is inert; their words count', async () => {
    const { path, token } = await service.customer();
    const card = {
      contentType: 'application/vnd.microsoft.card.hero',
      content: {
        buttons: [{ type: 'openUrl', value: 'javascript:alert(1)' }],
        items: [{ content: { url: 'data:text/html,x' } }],
      },
    };
    const sent = {
      ...message('what is the fax number?'),
      attachments: [card],
      suggestedActions: { actions: [{ type: 'openUrl', value: 'javascript:alert(2)' }] },
      entities: [{ type: 'x', url: 'javascript:alert(3)' }],
      speak: '<x/>',
      value: { url: 'javascript:alert(4)' },
    };
    expect((await service.ask('POST', `${path}/activities`, { token, body: sent })).status).toBe(200);
    const { text, body } = await service.ask('GET', `${path}/activities`, { token });
    expect(text).not.toMatch(/javascript:|data:text|hero/);
    expect(body.activities.at(-1).text).toContain('0870');
  });

  test('prototype pollution: special names are of no effect anywhere', async () => {
    const { path, token } = await service.customer();
    const odd = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const bodies = [
      `{"type":"message","text":"hello","value":${odd},"channelData":${odd}}`,
      `{"type":"message","text":"hello","__proto__":{"polluted":1,"type":"x"},"from":${odd},"entities":[${odd}]}`,
      `{"type":"message","value":{"certdesk":{"press":"p","says":"hello","__proto__":{"polluted":1},"at":${odd}}}}`,
      `{"type":"message","text":"__proto__"}`,
    ];
    for (const raw of bodies)
      await service.ask('POST', `${path}/activities`, { token, raw, headers: { 'content-type': 'application/json' } });
    await service.ask('GET', `${path}/activities?__proto__[polluted]=1&constructor.prototype.polluted=1`, { token });
    await service.ask('POST', '/v3/directline/tokens/generate', {
      raw: odd,
      headers: { 'content-type': 'application/json' },
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('pages of other origins: exact origins may read, lookalikes may not', async () => {
    const listed = await openedService('embedded', {
      environment: { CERTDESK_ORIGINS: 'https://www.example.com, https://shop.example.com:8443' },
    });
    try {
      const asked = async (origin: string) => {
        const preflight = await listed.ask('OPTIONS', '/v3/directline/tokens/generate', {
          headers: { origin, 'access-control-request-method': 'POST' },
        });
        const real = await listed.ask('POST', '/v3/directline/tokens/generate', { body: {}, headers: { origin } });
        expect(real.headers.get('vary')).toContain('Origin');
        expect(real.headers.get('access-control-allow-credentials')).toBeNull();
        return [
          preflight.status,
          preflight.headers.get('access-control-allow-origin'),
          real.headers.get('access-control-allow-origin'),
        ];
      };
      for (const origin of ['https://www.example.com', 'https://shop.example.com:8443', listed.address])
        expect(await asked(origin)).toEqual([204, origin, origin]);
      for (const origin of [
        'https://www.example.com.evil.org',
        'https://evilwww.example.com',
        'http://www.example.com',
        'https://www.example.com:444',
        'https://shop.example.com',
        'https://WWW.example.com.',
        'null',
        'https://www.example.com@evil.org',
      ])
        expect(await asked(origin)).toEqual([403, null, null]);
    } finally {
      await listed.stop();
    }
  });

  test('floods: who asks too much is told when to come again, and the others are served', async () => {
    const calm = await openedService('embedded', { environment: { CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' } });
    try {
      const from = (address: string) => ({ 'x-forwarded-for': address });
      const start = async (address: string) => {
        const { body } = await calm.ask('POST', '/v3/directline/tokens/generate', { body: {}, headers: from(address) });
        return { token: body.token as string, path: `/v3/directline/conversations/${body.conversationId}` };
      };
      const [loud, quiet] = [await start('192.0.2.1'), await start('192.0.2.2')];
      const said = await Promise.all(
        Array.from({ length: 60 }, () =>
          calm.ask('POST', `${loud.path}/activities`, {
            token: loud.token,
            body: message('hi'),
            headers: from('192.0.2.1'),
          }),
        ),
      );
      const refused = said.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(20);
      expect(refused.map(({ headers }) => Number(headers.get('retry-after')))).not.toContain(0);
      expect(
        (
          await calm.ask('POST', `${quiet.path}/activities`, {
            token: quiet.token,
            body: message('hi'),
            headers: from('192.0.2.2'),
          })
        ).status,
      ).toBe(200);
      const generated = await Promise.all(
        Array.from({ length: 80 }, () =>
          calm.ask('POST', '/v3/directline/tokens/generate', { body: {}, headers: from('192.0.2.1') }),
        ),
      );
      expect(generated.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
      // Forged entries further left change nothing: the trusted proxy wrote the last one.
      const forged = await calm.ask('POST', '/v3/directline/tokens/generate', {
        body: {},
        headers: from('203.0.113.9, 192.0.2.1'),
      });
      expect(forged.status).toBe(429);
      expect(
        (
          await calm.ask('POST', '/v3/directline/tokens/generate', {
            body: {},
            headers: from('203.0.113.9, 192.0.2.7'),
          })
        ).status,
      ).toBe(200);
    } finally {
      await calm.stop();
    }
  });

  test('floods: probes are answered all the same, and metrics too', async () => {
    const calm = await openedService('embedded', { environment: { CERTDESK_RATE_FACTOR: '0.02' } });
    try {
      const statuses = [];
      for (let n = 0; n < 40; n++) statuses.push((await calm.ask('GET', '/chat')).status);
      expect(statuses).toContain(429);
      for (const path of ['/live', '/ready']) expect((await calm.ask('GET', path)).status).toBe(200);
    } finally {
      await calm.stop();
    }
  });

  test('long messages: a page of the transcript is bounded, and the next goes on where it ended', async () => {
    const { path, token } = await service.customer();
    for (let n = 0; n < 24; n++)
      await service.ask('POST', `${path}/activities`, { token, body: message(`${n} ${'word '.repeat(6000)}`) });
    const seen: string[] = [];
    for (let watermark = '0'; ; ) {
      const page = await service.ask('GET', `${path}/activities?watermark=${watermark}`, { token });
      expect(page.text.length).toBeLessThan(600_000);
      if (page.body.activities.length === 0) break;
      seen.push(...page.body.activities.map(({ id }: { id: string }) => id));
      watermark = page.body.watermark;
    }
    const { last_seq } = await service.database.read
      .selectFrom('conversations')
      .select('last_seq')
      .where('key', '=', `directline/${path.split('/').at(-1)}`)
      .executeTakeFirstOrThrow();
    expect(seen).toHaveLength(last_seq);
    expect([...seen].sort()).toEqual(seen);
  });

  test('proxy spoof: without a trusted proxy X-Forwarded-For is ignored', async () => {
    const direct = await openedService('embedded', { environment: { CERTDESK_RATE_FACTOR: '1' } });
    try {
      const answers = await Promise.all(
        Array.from({ length: 80 }, (_, n) =>
          direct.ask('POST', '/v3/directline/tokens/generate', {
            body: {},
            headers: { 'x-forwarded-for': `203.0.113.${n}` },
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    } finally {
      await direct.stop();
    }
  });

  test('one customer cannot hold all streams', async () => {
    const { path, token } = await service.customer();
    const opened = await Promise.all(
      Array.from({ length: 14 }, async () => {
        const { streamUrl } = (await service.ask('GET', path, { token })).body;
        return new Promise<{ status: number; socket: WebSocket }>((done) => {
          const socket = new WebSocket(streamUrl, { origin: service.address });
          socket.on('open', () => done({ status: 101, socket }));
          socket.on('unexpected-response', (_, response) => done({ status: response.statusCode ?? 0, socket }));
          socket.on('error', () => undefined);
        });
      }),
    );
    for (const { socket } of opened) socket.terminate();
    expect(opened.filter(({ status }) => status === 101)).toHaveLength(10);
    expect(opened.filter(({ status }) => status === 429)).toHaveLength(4);
  });
});

describe('the process', () => {
  let child: Service;
  beforeAll(async () => {
    child = await startService({ env: { CERTDESK_LOG: 'silent', CERTDESK_RATE_FACTOR: '100000' } });
  }, 60_000);
  afterAll(endServices);

  test('survives random bodies: the same process still answers', async () => {
    const post = (path: string, token: string, body: string | Uint8Array, type = 'application/json') =>
      fetch(`${child.url}/v3/directline${path}`, {
        method: 'POST',
        headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: body as string,
      });
    const { token, conversationId } = (await (await post('/tokens/generate', '', '{}')).json()) as {
      token: string;
      conversationId: string;
    };
    const keys = fc.constantFrom(
      'type',
      'text',
      'value',
      'from',
      'channelData',
      'attachments',
      'certdesk',
      'press',
      'says',
      '__proto__',
      'membersAdded',
      'reactionsAdded',
      'replyToId',
      'x',
    );
    const types = fc.constantFrom(
      'message',
      'messageReaction',
      'endOfConversation ',
      'typing',
      'event',
      'invoke',
      'trace',
      'delay',
      'handoff',
      5,
      null,
    );
    const activity = fc.record({
      type: types,
      text: fc.anything({ maxDepth: 1 }),
      rest: fc.dictionary(keys, fc.anything({ key: keys, maxDepth: 3 })),
    });
    const body = fc.oneof(
      activity.map(({ type, text, rest }) => JSON.stringify({ type, text, ...rest }) ?? '{}'),
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom('activities', 'upload', 'activities?watermark=x'),
        async (bytes, where) => {
          const type = where === 'upload' ? 'multipart/form-data; boundary=x' : 'application/json';
          const { status } = await post(`/conversations/${conversationId}/${where}`, token, bytes, type);
          if (![200, 400, 413, 415, 429].includes(status)) throw new Error(`answered ${status}`);
        },
      ),
      { numRuns: tries(700, 100_000) },
    );
    expect((await fetch(`${child.url}/live`)).status).toBe(200);
    expect(() => process.kill(child.pid, 0)).not.toThrow();
  }, 1_200_000);

  test('survives what is no HTTP at all, half requests and half-open sockets', async () => {
    const raw = (bytes: string, end = true) =>
      new Promise<string>((done) => {
        const socket = connect(child.port, '127.0.0.1');
        let got = '';
        socket.on('data', (data) => {
          got += data;
        });
        socket.on('error', () => undefined);
        socket.on('close', () => done(got));
        socket.write(bytes);
        if (end) setTimeout(() => socket.end(), 50);
      });
    for (const bytes of [
      '\0\0\0',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(3000)}\r\n`,
      'POST /v3/directline/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab',
    ])
      await raw(bytes);
    const upgrade =
      'GET /v3/directline/conversations/x/stream?t=y HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n';
    expect(await raw(`${upgrade}\r\n`)).toMatch(/^HTTP\/1\.1 403/);
    expect(await raw(`${upgrade}Origin: ${child.url}\r\nSec-WebSocket-Version: 13\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403/);
    for (const odd of ['//', '/v3/directline/conversations/%zz/stream', '/v3/directline/conversations/a/../b/stream'])
      expect(
        await raw(
          `GET ${odd} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n`,
        ),
      ).toMatch(/^HTTP\/1\.1 40[034]/);
    // A request that never ends is closed by the server, and others are served meanwhile.
    const slow = raw(
      'POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      false,
    );
    expect((await fetch(`${child.url}/ready`)).status).toBe(200);
    expect(await slow).toMatch(/408|^$/);
    expect((await fetch(`${child.url}/live`)).status).toBe(200);
  }, 40_000);
});
