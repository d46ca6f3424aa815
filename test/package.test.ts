import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endServices, startService } from './service.js';

const project = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'certdesk-package-'));
const MOST_BYTES = 25_000_000;
const longForm = process.env.CERTDESK_LONG ? test : test.skip;
// What npm tells its scripts must not reach the npm that is started here: the test itself may run under one.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)));

jest.setTimeout(60_000);
afterAll(async () => {
  await endServices();
  rmSync(folder, { recursive: true, force: true });
});

function npm(words: string[], cwd: string): string {
  return execFileSync('npm', words, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

/** Some versions of npm list the packages, others give them by name. */
const pack = (): Packed =>
  Object.values<Packed>(JSON.parse(npm(['pack', '--json', '--pack-destination', folder], project)))[0]!;

let packed: Packed;
beforeAll(() => {
  packed = pack();
});

test('the package stays small', () => expect(packed.size).toBeLessThan(MOST_BYTES));

test.each<[string, RegExp, number]>([
  ['the program', /^dist\/main\.js$/, 1],
  ["the encoder's weights", /^dist\/matching\/encoder\/encoder\.bin$/, 1],
  ['one learned index, no others', /\.(index|encodings)$/, 1],
  ['the page', /^dist\/web\/chat\.[0-9a-f]+\.js$/, 1],
  ['the knowledge', /^knowledge\/desk\.yaml$/, 1],
  ['the Teams app: texts and icons', /^manifest\/[a-z]+\.(json|png)$/, 4],
  ["Teams' schemas", /^dist\/channels\/teams\/app\/MicrosoftTeams\.\S*schema\.json$/, 2],
  ['the settings, explained', /^\.env\.example$/, 1],
  ['no sources', /^(src|test|bench)\/|\.ts$/, 0],
  ['no data of a service', /\.certdesk|\.db$|\.key$/, 0],
])('it holds %s', (_, pattern, count) =>
  expect(packed.files.filter(({ path }) => pattern.test(path)).map(({ path }) => path)).toHaveLength(count),
);

/** A service's words and its first answers, from a folder that somebody installed it in. */
async function serves(installed: string): Promise<void> {
  const learned = () => readdirSync(join(installed, 'dist', 'index')).sort();
  const before = learned();
  const service = await startService({
    program: [join(installed, 'dist', 'main.js'), 'serve'],
    env: { NODE_PATH: '' },
  });
  const page = await fetch(`${service.url}/chat`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
  expect((await fetch(`${service.url}/ready`)).status).toBe(200);
  expect(await service.stop()).toBe(0);
  expect(learned()).toEqual(before);
}

const verbs: [string, string[], string, RegExp][] = [
  ['ask', ['ask', '--json'], '{"text":"what is the fax number?"}\n', /"entry":"replace\.fax"/],
  ['read', ['read', 'date', '--json'], '{"text":"3 May 2026","today":"2026-05-20"}\n', /"value":"2026-05-03"/],
  ['decide', ['decide', '--json'], '{"loss":"private-key","hasBackup":true}\n', /"outcome":"restore-from-backup"/],
  ['chat', ['chat', '--json'], '{"conversation":{"id":"a"},"text":"what is the fax number?"}\n', /0870 6083838/],
  ['knowledge', ['knowledge', 'check'], '', /nothing wrong/],
  ['outbox', ['outbox', 'list'], '', /delivered/],
  ['manifest', ['manifest', '--domain', 'chat.example.com', '--app-id', randomUUID(), '--json'], '', /"sha256"/],
];

function answersEveryVerb(command: string, words: string[], cwd: string): void {
  const data = join(cwd, 'data');
  for (const [, verb, input, expected] of verbs) {
    const answer = execFileSync(command, [...words, ...verb], {
      ...{ cwd, input, encoding: 'utf8', timeout: 20_000 },
      env: { ...env, CERTDESK_DATA: data },
    });
    expect(answer).toMatch(expected);
  }
}

longForm(
  'packed and installed in an empty folder, every verb works at once, and the page is served',
  async () => {
    const home = join(folder, 'installed');
    mkdirSync(home);
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, packed.filename)], home);
    answersEveryVerb(join(home, 'node_modules', '.bin', 'certdesk'), [], home);
    await serves(join(home, 'node_modules', 'certdesk'));
  },
  600_000,
);

longForm(
  'a copy with what was built and without development dependencies runs every verb, by npm as well',
  async () => {
    const home = join(folder, 'production');
    mkdirSync(home);
    for (const name of [
      'package.json',
      'package-lock.json',
      '.npmrc',
      'run.mjs',
      'build.mjs',
      'src',
      'dist',
      'knowledge',
      'manifest',
    ])
      cpSync(join(project, name), join(home, name), { recursive: true });
    npm(['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], home);
    const { devDependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const there = Object.keys(devDependencies).filter((name) => readdirSync(join(home, 'node_modules')).includes(name));
    expect(there).toEqual([]);
    answersEveryVerb('npm', ['run', '--silent', 'certdesk', '--'], home);
    await serves(home);
  },
  600_000,
);
