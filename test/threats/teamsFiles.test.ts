import { type AddressInfo, createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { FileCalls } from '../../src/channels/teams/files/fileCalls.js';
import { amongFileHosts, MICROSOFT_FILE_HOSTS } from '../../src/channels/teams/files/fileHosts.js';
import { isPublic } from '../../src/channels/teams/files/publicAddress.js';
import { around, message } from '../teams/activities.js';
import { FileHost } from '../teams/fileHost.js';
import { HeardConnector } from '../teams/heardConnector.js';
import { type OpenedTeams, openedTeams } from '../teams/openedTeams.js';
import { toVerdict } from '../teams/toVerdict.js';

const allowed = amongFileHosts(MICROSOFT_FILE_HOSTS);

/** Where a file is said to be, in ways that lead elsewhere; PORT is the canary's. */
const addresses: string[] = [
  // This machine, by number and by name.
  'http://127.0.0.1:PORT/',
  'https://127.0.0.1:PORT/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.1:PORT/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0/',
  'https://0.0.0.0:PORT/',
  'https://127.0.0.1.:PORT/',
  'https://１２７.０.０.１/',
  'https://①②⑦.⓪.⓪.①/',
  'https://[::1]:PORT/',
  'https://[::]:PORT/',
  'https://[::ffff:127.0.0.1]:PORT/',
  'https://[::ffff:7f00:1]/',
  'https://[0:0:0:0:0:ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fe80::1%25lo]/',
  'https://localhost:PORT/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://localhost.localdomain/',
  // The platform that the machine runs on.
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/metadata/instance',
  'https://[::ffff:169.254.169.254]/',
  'https://[fd00:ec2::254]/latest/meta-data/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://168.63.129.16/machine',
  // Neighbours.
  'https://10.0.0.1/',
  'https://192.168.0.1/',
  'https://172.16.0.1/',
  'https://100.64.0.1/',
  // Names that only look like those of the list.
  'https://sharepoint.com/',
  'https://evilsharepoint.com/',
  'https://contoso.sharepoint.com.evil.example/',
  'https://contoso.sharepoint.com@127.0.0.1:PORT/',
  'https://contoso.sharepoint.com:443@127.0.0.1/',
  'https://user:secret@contoso.sharepoint.com/',
  'https://127.0.0.1:PORT#.sharepoint.com/',
  'https://127.0.0.1:PORT\\.sharepoint.com/',
  'https://127.0.0.1:PORT/.sharepoint.com',
  'https://127.0.0.1:PORT?.sharepoint.com/',
  'https://127.0.0.1%2f.sharepoint.com/',
  'https://127.0.0.1%00.sharepoint.com/',
  'https://contoso.sharepoint.com\t.evil.example/',
  'https://contoso.sharepoint.com\n/x',
  'https:\\\\127.0.0.1:PORT\\',
  'https:/contoso.sharepoint.com/',
  'https:contoso.sharepoint.com',
  '//contoso.sharepoint.com/x',
  ' https://contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com./x',
  'https://.sharepoint.com/x',
  'https://-.sharepoint.com/x',
  'https://contoso。sharepoint。com/x',
  'https://ｃｏｎｔｏｓｏ.sharepoint.com/x',
  'https://contoso.sharepoint.com:PORT/x',
  'https://contoso.sharepoint.com:8443/x',
  'http://contoso.sharepoint.com/x',
  'ftp://contoso.sharepoint.com/x',
  'file:///etc/passwd',
  'data:text/plain,secret',
  'gopher://127.0.0.1:PORT/_x',
  'https://smba.trafficmanager.net/emea/v3/attachments/1/views/original',
  `https://contoso.sharepoint.com/${'x'.repeat(4000)}`,
];

/** Names of the list, and where each leads: what nobody but who looks them up can know. */
const leading: [name: string, addresses: string[]][] = [
  ['one.sharepoint.com', ['127.0.0.1']],
  ['two.sharepoint.com', ['::1']],
  ['three.sharepoint.com', ['::ffff:127.0.0.1']],
  ['four.sharepoint.com', ['169.254.169.254']],
  ['five.sharepoint.com', ['10.1.2.3']],
  ['six.sharepoint.com', ['192.168.1.1']],
  ['seven.sharepoint.com', ['172.31.255.255']],
  ['eight.sharepoint.com', ['100.100.100.200']],
  ['nine.sharepoint.com', ['0.0.0.0']],
  ['ten.sharepoint.com', ['fd00:ec2::254']],
  ['eleven.sharepoint.com', ['fe80::1']],
  ['twelve.sharepoint.com', ['64:ff9b::a9fe:a9fe']],
  ['thirteen.sharepoint.com', ['2002:7f00:1::']],
  ['fourteen.sharepoint.com', ['::127.0.0.1']],
  ['fifteen.sharepoint.com', ['168.63.129.16']],
  ['sixteen.sharepoint.com', ['13.107.136.10', '127.0.0.1']],
  ['seventeen.sharepoint.com', ['255.255.255.255']],
  ['eighteen.sharepoint.com', ['224.0.0.1']],
  ['nineteen.sharepoint.com', ['192.0.0.192']],
  ['twenty.sharepoint.com', []],
];

describe('where a file is said to be', () => {
  let canary: Server;
  let hits = 0;
  let teams: OpenedTeams;
  const connector = new HeardConnector();
  const led: string[] = [];
  beforeAll(async () => {
    canary = createServer((socket) => {
      hits += 1;
      socket.destroy();
    });
    await new Promise<void>((listening) => canary.listen(0, '::', listening));
    const { port } = canary.address() as AddressInfo;
    teams = await openedTeams('embedded', {}, connector, {
      resolve: async (name) => {
        led.push(name);
        const all = new Map(leading).get(name) ?? ['127.0.0.1'];
        return all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
      // Wherever a call would go, the canary hears of it.
      via: () => ({ host: '127.0.0.1', port }),
    });
  }, 180_000);
  afterAll(async () => {
    await teams.stop();
    await new Promise((closed) => canary.close(closed));
  });
  const port = () => String((canary.address() as AddressInfo).port);
  const done = async () => {
    for (let tries = 0; tries < 600; tries += 1) {
      const left = await teams.service.database.read
        .selectFrom('teams_files')
        .select('id')
        .where('due_at', 'is not', null)
        .execute();
      if (left.length === 0) return;
      // Those of one host wait for each other.
      teams.service.clock.now = new Date(teams.service.clock.now.getTime() + 1000);
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error('not in time');
  };
  const all = () =>
    [...addresses, ...leading.map(([name]) => `https://${name}/x`)].map((at) => at.replace('PORT', port()));
  const rowsOfFiles = () => teams.service.database.read.selectFrom('teams_files').select(['body', 'error']).execute();

  test('of sixty forms and more that lead elsewhere none is called, and each message is answered', async () => {
    expect(all().length).toBeGreaterThanOrEqual(60);
    for (const downloadUrl of all()) {
      const file = {
        ...{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'notes.txt' },
        ...{ contentUrl: downloadUrl, content: { downloadUrl, uniqueId: '1', fileType: 'txt' } },
      };
      const { status } = await teams.post({ ...message('', 'a:forms'), attachments: [file] });
      expect(status).toBe(200);
    }
    await done();
    expect(hits).toBe(0);
    expect(new Set(led)).toEqual(new Set(leading.map(([name]) => name)));
    const rows = await rowsOfFiles();
    // An address that is no text of a bearable length isn't even noted.
    expect(rows.length).toBeGreaterThanOrEqual(all().length - 1);
    expect(rows.filter(({ body }) => body !== null)).toEqual([]);
    expect(new Set(rows.map(({ error }) => error))).toEqual(new Set(['NotAsked', 'NotPublic']));
  }, 120_000);

  test('neither is any where a copy is put, nor is a link shown that leads there', async () => {
    const conversation = 'a:uploads';
    connector.threads.set(conversation, new Map());
    for (const text of toVerdict) await teams.post(message(text, conversation));
    const verdict = await teams.service.database.read
      .selectFrom('activities')
      .select('seq')
      .where('activity', 'like', '%"card":"verdict"%')
      .executeTakeFirst();
    expect(verdict).toBeDefined();
    const accepts = (index: number, uploadUrl: string, contentUrl: string) => ({
      ...{ ...around(conversation), type: 'invoke', id: `f:u${index}`, name: 'fileConsent/invoke', replyToId: '1' },
      value: {
        ...{ type: 'fileUpload', action: 'accept' },
        context: { certdesk: { copy: verdict!.seq, offer: `o-${index}` } },
        uploadInfo: { uploadUrl, contentUrl, name: 'x.txt', uniqueId: '1', fileType: 'txt' },
      },
    });
    for (const [index, address] of all().entries()) {
      expect((await teams.post(accepts(index * 2, address, 'https://one.sharepoint.com/x'))).status).toBeLessThan(502);
      if (allowed(address) === null)
        await teams.post(accepts(index * 2 + 1, `https://number${index}.sharepoint.com/x`, address));
    }
    await done();
    expect(hits).toBe(0);
    const posted = [...(connector.threads.get(conversation)?.values() ?? [])];
    expect(posted.flatMap(({ attachments }) => attachments ?? []).filter(({ contentUrl }) => contentUrl)).toEqual([]);
    expect(posted.filter(({ text }) => /could not be put/.test(text ?? '')).length).toBeGreaterThanOrEqual(60);
  }, 120_000);
});

describe('a call of a file', () => {
  let host: FileHost;
  beforeAll(async () => {
    host = await new FileHost().open();
  });
  afterAll(() => host.close());
  const calls = (more = {}) => new FileCalls({ allowed, ...host.way, ...more });
  const at = (path: string) => `https://contoso.sharepoint.com${path}`;

  test('looks the name up once and connects to what was looked at, whatever the name leads to next', async () => {
    host.files.set('/rebound', { status: 200, body: 'text' });
    const answers = ['13.107.136.10', '127.0.0.1', '169.254.169.254'];
    const [asked, reached]: [string[], string[]] = [[], []];
    const { via } = host.way;
    const { content } = await calls({
      resolve: async (name: string) => {
        asked.push(name);
        return [{ address: answers[asked.length - 1], family: 4 }];
      },
      via: (to: { address: string; family: number }) => {
        reached.push(to.address);
        return via!(to);
      },
    }).get(at('/rebound'));
    expect([content, asked, reached]).toEqual(['text', ['contoso.sharepoint.com'], ['13.107.136.10']]);
  });

  test.each([301, 302, 303, 307, 308])('an answer %i that leads elsewhere is not followed', async (status) => {
    host.files.set('/away', { status, headers: { location: at('/there') } });
    host.files.set('/there', { status: 200, body: 'there' });
    host.came.length = 0;
    expect(await calls().get(at('/away'))).toMatchObject({ status, content: '' });
    expect(host.came.map(({ path }) => path)).toEqual(['/away']);
  });

  test('proves nothing of ours to anybody', async () => {
    host.files.set('/plain', { status: 200, body: 'text' });
    host.came.length = 0;
    await calls().get(at('/plain'));
    expect(Object.keys(host.came[0]!.headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  test.each([
    ['as its host says', { status: 200, body: 'x', headers: { 'content-length': '70000' } }, 70_000],
    ['as it turns out', { status: 200, body: Buffer.alloc(65_537), headers: { 'transfer-encoding': 'chunked' } }, null],
  ])('of a file that is longer than 64 kB, %s, nothing is taken', async (_, answer, bytes) => {
    host.files.set('/long', answer);
    await expect(calls().get(at('/long'))).rejects.toMatchObject({ name: 'TooLong', bytes });
  });

  test('a file of 64 kB is read whole, each byte', async () => {
    const body = Buffer.from(Array.from({ length: 65_536 }, (_, n) => n % 256));
    host.files.set('/full', { status: 200, body });
    expect((await calls().get(at('/full'))).content).toBe(body.toString('latin1'));
  });

  test('what is packed is not unpacked', async () => {
    host.files.set('/packed', { status: 200, body: 'x', headers: { 'content-encoding': 'gzip' } });
    await expect(calls().get(at('/packed'))).rejects.toMatchObject({ name: 'NotAsked' });
  });

  test.each([
    ['its name is looked up', { resolve: () => new Promise(() => undefined) }],
    ['it is answered', {}],
  ])('takes no longer than it may until %s', async (_, more) => {
    host.files.set('/never', { status: 200, hang: true });
    const began = performance.now();
    await expect(calls({ ...more, inTimeMs: 200 }).get(at('/never'))).rejects.toMatchObject({ name: 'NotInTime' });
    expect(performance.now() - began).toBeLessThan(1500);
  });

  test("a host that can't show a certificate of the name is none", async () => {
    await expect(calls().get('https://other.sharepoint.com/plain')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });
});

test.each(['13.107.136.10', '1.1.1.1', '2603:1030::1', '2a01:111::1'])('%s is of the internet', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ...leading.flatMap(([, all]) => all.filter((address) => address !== '13.107.136.10')),
  ...['fe80::1%lo', '::', '::2', '192.88.99.1', '198.18.0.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '2001::1'],
  ...['127.1', '2130706433', '0x7f.1', '0177.0.0.1', '', 'localhost', '1.2.3.4.5'],
])('%s is not', (address) => {
  expect(isPublic(address)).toBe(false);
});

test('an address that is let in is read the same by everybody, and is of the list', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'https://',
      'http://',
      'contoso.sharepoint.com',
      '127.0.0.1',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '.',
      '%',
    ),
    fc.string({ maxLength: 5, unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const address = parts.join('');
      const url = allowed(address);
      if (url === null) return;
      const [, name] = /^https:\/\/([^/]*)(?:\/|$)/i.exec(address)!;
      expect(url.host).toBe(name!.toLowerCase());
      expect(url.origin).toMatch(/^https:\/\/[a-z\d.-]+\.sharepoint\.(?:com|us|cn)$/);
    }),
    { numRuns: 5000 },
  );
});
