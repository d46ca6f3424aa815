import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TeamsManifestV1D25 } from '@microsoft/app-manifest';
import { PNG } from 'pngjs';
import { type Entry, fromBuffer } from 'yauzl';
import { readAppOptions } from '../../src/commandLine/appOptions.js';
import { UsageError } from '../../src/failure.js';
import { lines, project, run } from './program.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-manifest-'));
const ID = '2f1a0c6e-3b7d-4c58-9f00-6d2f4f8b1a23';
const required = ['--domain', 'chat.example.com', '--app-id', ID];
/** With a publisher nothing is read from the knowledge. */
const needed = [...required, '--developer', 'Example Ltd'];

jest.setTimeout(60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface App {
  bytes: Buffer;
  entries: Entry[];
  files: Record<string, Buffer>;
  manifest: TeamsManifestV1D25.TeamsManifestV1D25;
  texts: Record<string, string>;
}

async function unzipped(bytes: Buffer): Promise<Pick<App, 'entries' | 'files'>> {
  const zip = await new Promise<import('yauzl').ZipFile>((opened, failed) =>
    fromBuffer(bytes, { lazyEntries: true }, (fault, file) => (fault ? failed(fault) : opened(file))),
  );
  const entries: Entry[] = [];
  const files: Record<string, Buffer> = {};
  await new Promise<void>((done, failed) => {
    zip.on('error', failed).on('end', done);
    zip.on('entry', (entry: Entry) =>
      zip.openReadStream(entry, (fault, stream) => {
        if (fault) return failed(fault);
        buffer(stream).then((content) => {
          entries.push(entry);
          files[entry.fileName] = content;
          zip.readEntry();
        }, failed);
      }),
    );
    zip.readEntry();
  });
  return { entries, files };
}

let made = 0;
async function make(...words: string[]): Promise<App> {
  const out = join(folder, `${++made}.zip`);
  const { status, err } = await run(['manifest', ...needed, '--out', out, ...words]);
  expect([status, err.replace(/^Teams shows links .*\n/, '')]).toEqual([0, '']);
  const bytes = readFileSync(out);
  const { entries, files } = await unzipped(bytes);
  const [manifest, texts] = [files['manifest.json'], files['en.json']].map((file) => JSON.parse(String(file)));
  return { bytes, entries, files, manifest, texts };
}

let app: App;
beforeAll(async () => {
  app = await make();
});

describe('the package', () => {
  test('has the same bytes for the same input, in another time zone and folder too', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Apia';
    try {
      expect((await make('--domain', 'CHAT.example.com', '--app-id', ID.toUpperCase())).bytes).toEqual(app.bytes);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('has four files at its top, and no others', () => {
    expect(app.entries.map(({ fileName }) => fileName)).toEqual([
      'manifest.json',
      'en.json',
      'color.png',
      'outline.png',
    ]);
  });

  test.each([
    ['the desk', []],
    ["a customer's company", ['--customers']],
    ['another name', ['--name', 'Zertifikate & Schlüssel']],
  ])("is sound by Microsoft's own package, for %s", async (_, words) => {
    const { manifest } = await make(...words);
    expect(officialFaults(manifest)).toEqual([]);
  });

  test('leaves no placeholder unfilled', () => expect(JSON.stringify([app.manifest, app.texts])).not.toMatch(/\{\{/));

  test('says in the localisation file what the manifest says, place by place', () => {
    const { $schema, ...texts } = app.texts;
    expect($schema).toContain('/v1.25/MicrosoftTeams.Localization.schema.json');
    expect(Object.keys(texts).length).toBeGreaterThan(20);
    for (const [place, text] of Object.entries(texts))
      expect(`${place}: ${place.split(/[.[\]]+/).reduce<unknown>(within, app.manifest)}`).toBe(`${place}: ${text}`);
  });

  test('is for that bot, domain and version', async () => {
    const { manifest } = await make('--version', '2.10.0', '--privacy', 'https://e.example/p');
    expect(manifest).toMatchObject({
      ...{ manifestVersion: '1.25', version: '2.10.0', id: ID, validDomains: ['chat.example.com'] },
      webApplicationInfo: { id: ID },
      developer: { name: 'Example Ltd', privacyUrl: 'https://e.example/p' },
      bots: [{ botId: ID, scopes: ['personal', 'team', 'groupChat'], supportsFiles: true }],
      composeExtensions: [{ botId: ID, commands: [{ id: 'answers' }, { id: 'cases' }] }],
    });
  });

  test('asks for one permission', () => {
    expect(app.manifest.authorization?.permissions?.resourceSpecific).toEqual([
      { name: 'ChannelMessage.Read.Group', type: 'Application' },
    ]);
  });

  test("of a customer's company has nothing that is for agents", async () => {
    const { manifest, texts } = await make('--customers');
    expect(JSON.stringify([manifest, texts])).not.toMatch(/composeExtensions|ChannelMessage|webApplicationInfo/);
    expect(manifest.bots).toEqual(app.manifest.bots);
  });

  test('is named as asked', async () => {
    const { manifest, texts } = await make('--name', 'Acme certificates');
    expect([manifest.name.short, texts['name.short']]).toEqual(['Acme certificates', 'Acme certificates']);
  });
});

/** What Microsoft's package finds wrong. It holds modules that jest can't load, so Node.js does. */
function officialFaults(manifest: object): string[] {
  const check = `require('@microsoft/app-manifest').AppManifestUtils
    .validateAgainstSchema(JSON.parse(require('node:fs').readFileSync(0, 'utf8')))
    .then((faults) => console.log(JSON.stringify(faults)))`;
  const input = JSON.stringify(manifest);
  return JSON.parse(execFileSync(process.execPath, ['-e', check], { cwd: project, input, encoding: 'utf8' }));
}

test("Microsoft's package does find what is wrong", () => {
  const name = { ...app.manifest.name, short: 'n'.repeat(31) };
  expect(officialFaults({ ...app.manifest, name })).toEqual([expect.stringContaining('/name/short')]);
});

const within = (part: unknown, key: string) => (part as Record<string, unknown> | undefined)?.[key];

describe('the icons', () => {
  const pixels = (file: string) => {
    const { width, height, data } = PNG.sync.read(app.files[file]!);
    const each = Array.from({ length: width * height }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)] as const);
    return { size: [width, height], each };
  };

  test('in colour: 192 x 192, nothing see-through, the sign inside the middle 120', () => {
    const { size, each } = pixels('color.png');
    expect(size).toEqual([192, 192]);
    expect(each.every(([, , , alpha]) => alpha === 255)).toBe(true);
    const ground = each[0]!.join();
    const sign = each
      .flatMap((pixel, at) => (pixel.join() === ground ? [] : [[at % 192, Math.floor(at / 192)]]))
      .flat();
    expect([Math.min(...sign) >= 36, Math.max(...sign) < 156, sign.length > 4000]).toEqual([true, true, true]);
  });

  test('in outline: 32 x 32, white alone, on nothing', () => {
    const { size, each } = pixels('outline.png');
    expect(size).toEqual([32, 32]);
    const seen = each.filter(([, , , alpha]) => alpha > 0);
    expect(new Set(seen.map(([red, green, blue]) => [red, green, blue].join()))).toEqual(new Set(['255,255,255']));
    expect([each[0]![3], seen.length > 100, seen.length < 512]).toEqual([0, true, true]);
  });
});

describe('each command, sent as text,', () => {
  const understood: [string, RegExp][] = [
    ['Ask a question', /^Ask me about/],
    ['Replace a certificate', /^There are four steps/],
    ['My case', /^There's no case of yours open/],
    ['Talk to a person', /^I've handed this over/],
    ['Help', /^Ask me about/],
  ];
  const titles = () => app.manifest.bots![0]!.commandLists![0]!.commands.map(({ title }) => title);

  test('is one of these', () => expect(titles()).toEqual(understood.map(([title]) => title)));

  test('is understood at the beginning', async () => {
    const answers = await lines(['chat', '--json'], ...titles().map((text) => ({ conversation: { id: text }, text })));
    for (const [at, [, expected]] of understood.entries()) expect(firstOf(answers[at]!)).toMatch(expected);
  });

  test('is understood while a question is open', async () => {
    const asked = titles().flatMap((text) => [
      { conversation: { id: text }, text: 'I lost the private key of www.example.com' },
      { conversation: { id: text }, text },
    ]);
    const answers = (await lines(['chat', '--json'], ...asked)).filter((_, at) => at % 2 === 1).map(firstOf);
    expect(answers).toHaveLength(5);
    for (const answer of answers) expect(answer).not.toMatch(/didn't get that|I don't know that one/);
  });

  const firstOf = (answer: Record<string, unknown>) => (answer.replies as { text: string }[])[0]!.text;
});

describe('bad usage', () => {
  const domain = (given: string, message: RegExp): [string, string[], RegExp] => [
    `the domain "${given}"`,
    ['--domain', given],
    message,
  ];
  test.each<[string, string[], RegExp]>([
    domain('https://chat.example.com', /has a scheme/),
    domain('chat.example.com:8443', /has a port/),
    domain('chat.example.com/chat', /has a path/),
    domain('me@example.com', /e-mail/),
    domain('*.example.com', /wildcard/),
    domain('bücher.example.com', /write xn--bcher-kva\.example\.com\./),
    domain('192.0.2.7', /is an address/),
    domain('192.0.2.7:443', /is an address/),
    domain('3221225991', /is an address/),
    domain('[2001:db8::1]', /is an address/),
    domain('2001:db8::1', /is an address/),
    domain('localhost', /this machine or network/),
    domain('chat', /this machine or network/),
    domain('co.uk', /an ending that many share/),
    domain('chat.example.com.', /ends in a dot/),
    domain('chat_1.example.com', /is no host name/),
    domain('chat..example.com', /is no host name/),
    domain(`${'a'.repeat(64)}.example.com`, /is no host name/),
    domain(' chat.example.com', /is no host name/),
    domain('', /is empty/),
    ['an app id that is no GUID', ['--app-id', 'certdesk'], /--app-id takes .* GUID .*, not "certdesk"/],
    ['an app id in braces', ['--app-id', `{${ID}}`], /--app-id takes/],
    ['the app id that is nobody', ['--app-id', '00000000-0000-0000-0000-000000000000'], /--app-id takes/],
    ['a version of two numbers', ['--version', '1.0'], /--version takes three numbers/],
    ['a version with a leading zero', ['--version', '1.02.3'], /--version takes three numbers/],
    ['a name that is too long', ['--name', 'n'.repeat(31)], /--name takes a line of at most 30/],
    ['a name of two lines', ['--name', 'a\nb'], /--name takes a line/],
    ['a developer that is too long', ['--developer', 'n'.repeat(33)], /--developer takes a line of at most 32/],
    ['a page that isn’t https', ['--privacy', 'http://example.com/p'], /--privacy takes an https address/],
    ['a page that is none', ['--terms', 'https://'], /--terms takes an https address/],
    ['no file', ['--out', ''], /--out takes the file/],
    ['words', ['now'], /manifest takes flags only/],
    ['an unknown flag', ['--host', 'x'], /manifest has no flag --host/],
    ['a flag without its value', ['--version'], /a flag lacks its value/],
  ])('%s is said in a line', (_, words, message) => {
    const said = refused([...needed, ...words]);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\p{Cc}/u);
  });

  test.each([['--domain'], ['--app-id']])('%s is needed', (flag) => {
    expect(refused(needed.toSpliced(needed.indexOf(flag), 2))).toContain(`manifest needs ${flag}`);
  });

  test('ends with status 2, and writes nothing', async () => {
    const out = join(folder, 'never.zip');
    const {
      status,
      out: said,
      err,
    } = await run(['manifest', '--domain', 'https://a.example', '--app-id', ID, '--out', out]);
    expect([status, said, existsSync(out)]).toEqual([2, '', false]);
    expect(err).toMatch(/^--domain takes a host name alone.*\n$/);
  });

  test('a desk whose name is too long for Teams is asked for a publisher', async () => {
    const knowledge = join(folder, 'knowledge');
    cpSync(join(project, 'knowledge'), knowledge, { recursive: true });
    const desk = readFileSync(join(knowledge, 'desk.yaml'), 'utf8');
    writeFileSync(join(knowledge, 'desk.yaml'), desk.replace(/^name: .*$/m, `name: "${'n'.repeat(33)}"`));
    const { status, err } = await run([
      '--knowledge',
      knowledge,
      'manifest',
      ...required,
      '--out',
      join(folder, 'x.zip'),
    ]);
    expect([status, err]).toEqual([2, expect.stringContaining('Give --developer')]);
  });

  function refused(words: string[]): string {
    try {
      readAppOptions(words);
    } catch (fault) {
      expect(fault).toBeInstanceOf(UsageError);
      return (fault as Error).message;
    }
    return 'nothing';
  }
});

describe('a file that can’t be written', () => {
  const beside = join(folder, 'a-file');
  writeFileSync(beside, '');
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0o500);
  test.each([
    ['in no folder', join(folder, 'nowhere', 'app.zip'), /there is no such folder/],
    ['beneath a file', join(beside, 'app.zip'), /should be its folder is a file/],
    ['that is a folder', folder, /it is a folder/],
    // Root may write anywhere.
    ...(process.getuid?.() === 0
      ? []
      : [['of somebody else', join(folder, 'closed', 'app.zip'), /may not write there/] as const]),
  ])('%s: status 1, and what to do', async (_, out, message) => {
    const { status, err } = await run(['manifest', ...needed, '--out', out]);
    expect([status, err]).toEqual([1, expect.stringMatching(message)]);
    expect(err).toContain('--out');
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test('the publisher is the desk, unless another is given', async () => {
  const out = join(folder, 'desk.zip');
  expect((await run(['manifest', ...required, '--out', out])).status).toBe(0);
  const { files } = await unzipped(readFileSync(out));
  expect(JSON.parse(String(files['manifest.json'])).developer.name).toBe('BT Trustwise certificate support');
});

test('--json says what was written', async () => {
  const out = join(folder, 'told.zip');
  const { out: said } = await run(['manifest', ...needed, '--out', out, '--json']);
  expect(JSON.parse(said)).toEqual({
    ...{ file: out, domain: 'chat.example.com', appId: ID, version: '0.1.0' },
    ...{ bytes: app.bytes.length, sha256: expect.stringMatching(/^[\da-f]{64}$/) },
  });
});
