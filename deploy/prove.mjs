// Proves the container's steps where no container engine is: carries out deploy/Containerfile in bare Debian roots and runs what comes out
// as an engine would run it. As root, on Linux with debootstrap: `node deploy/prove.mjs [FOLDER]`. It takes a few minutes and a gigabyte; a
// root made before (FOLDER/base) is used again; `--built` behind it takes the build's stage as done, with this
// checkout's dist/. Each line printed is a thing that held; the first that doesn't ends it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, contained } from './containerfile.mjs';

const project = join(import.meta.dirname, '..');
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'certdesk-prove-'));
const base = join(folder, 'base');
const PORT = '4178';
const DRAIN_MS = 20_000;
const npm = (...words) => execFileSync('npm', words, { encoding: 'utf8', cwd: project }).trim();

function holds(what, truth) {
  if (!truth) throw new Error(`does not hold: ${what}`);
  process.stdout.write(`holds: ${what}\n`);
}

/** A bare Debian with Node.js and nothing else, as the image `node:20-bookworm-slim` is. */
function makeBase() {
  if (!existsSync(join(base, 'etc', 'debian_version'))) {
    const [mirror] = execFileSync('apt-get', ['indextargets', '--format', '$(SITE)'], { encoding: 'utf8' }).split('\n');
    execFileSync('debootstrap', ['--variant=minbase', 'bookworm', base, mirror], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const lib = join(base, 'usr', 'local', 'lib', 'node_modules', 'npm');
  if (existsSync(lib)) return;
  cpSync(realpathSync(process.execPath), join(base, 'usr', 'local', 'bin', 'node'));
  cpSync(dirname(dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim()))), lib, {
    recursive: true,
  });
  writeFileSync(
    join(base, 'usr', 'local', 'bin', 'npm'),
    '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n',
    { mode: 0o755 },
  );
  cpSync('/etc/resolv.conf', join(base, 'etc', 'resolv.conf'));
  mkdirSync(join(base, 'etc', 'ssl', 'certs'), { recursive: true });
  if (existsSync('/etc/ssl/certs/ca-certificates.crt'))
    cpSync('/etc/ssl/certs/ca-certificates.crt', join(base, 'etc/ssl/certs/ca-certificates.crt'));
}

const key = randomBytes(36).toString('base64');
const settings = { PORT, CERTDESK_PUBLIC_URL: 'https://chat.example.com', CERTDESK_SIGNING_KEY: key };
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Starts the stage as an engine does. @returns the process, its number in the machine's own count, and what it said */
async function start(stage, data, own = {}) {
  const child = spawn('unshare', contained(stage, data, { ...settings, ...own }, [...stage.entry, ...stage.words]), {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', log: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.log += text));
  const ended = new Promise((done) => child.once('close', (status, signal) => done(status ?? signal)));
  const within = () => {
    const children = `/proc/${child.pid}/task/${child.pid}/children`;
    return existsSync(children) ? Number(readFileSync(children, 'utf8').trim().split(' ')[0]) : 0;
  };
  return { child, said, ended, pid: within };
}

async function ready(container) {
  const since = Date.now();
  while (!container.said.out.includes('ready')) {
    if (Date.now() - since > 30_000 || container.child.exitCode !== null)
      throw new Error(`it did not start: ${container.said.log}`);
    await pause(20);
  }
  return Date.now() - since;
}

/** Runs a command in the container's own view, as its user. */
const inside = (pid, ...command) =>
  spawnSync(
    'nsenter',
    ['-t', String(pid), '-m', '-p', '-r', '-w', '-S', '1000', '-G', '1000', 'env', `PORT=${PORT}`, ...command],
    { encoding: 'utf8' },
  );

const api = async (path, token, body) => {
  const answer = await fetch(`http://127.0.0.1:${PORT}/v3/directline${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return answer.json();
};

makeBase();
process.stdout.write('deploy/Containerfile, step by step:\n');
for (const name of ['build', 'dependencies', 'last']) rmSync(join(folder, name), { recursive: true, force: true });
const told = {
  NPM_CONFIG_REGISTRY: npm('config', 'get', 'registry'),
  NPM_CONFIG_CAFILE: '/etc/ssl/certs/ca-certificates.crt',
  NPM_CONFIG_AUDIT: 'false',
};
const made = process.argv[3] === '--built' ? { build: join(project, 'dist') } : {};
const context = join(folder, 'context');
rmSync(context, { recursive: true, force: true });
mkdirSync(context);
execFileSync('sh', ['-c', `git -C '${project}' archive HEAD | tar -x -C '${context}'`]);
const stage = build({ file: join(context, 'deploy', 'Containerfile'), base, context, into: folder, told, made });
const size = execFileSync('du', ['-sm', join(stage.root, 'app')], { encoding: 'utf8' }).split('\t')[0];
holds(`the steps end; /app is ${size} MB`, true);
holds('no development dependency is in it', !existsSync(join(stage.root, 'app', 'node_modules', 'typescript')));

const data = join(folder, 'data');
rmSync(data, { recursive: true, force: true });
mkdirSync(data);
chownSync(data, 1000, 1000);

const container = await start(stage, data);
holds(`it is ready in ${await ready(container)} ms, and learned nothing`, !container.said.log.includes('Learning'));
const pid = container.pid();
const status = readFileSync(`/proc/${pid}/status`, 'utf8');
holds('it is process 1 of its own', /^NSpid:\t\d+\t1$/m.test(status));
holds('it is user 1000', /^Uid:\t1000\t1000\t1000\t1000$/m.test(status));
holds(
  'it has no capability and can gain none',
  /^CapEff:\t0+$/m.test(status) && /^CapBnd:\t0+$/m.test(status) && /^NoNewPrivs:\t1$/m.test(status),
);
holds(
  'its root is read-only',
  inside(pid, 'touch', '/app/x').status !== 0 && inside(pid, 'touch', '/tmp/x').status === 0,
);
holds('the health check finds it well', inside(pid, ...stage.health).status === 0);

const { token, conversationId } = await api('/tokens/generate', null, {});
await api('/conversations', token, {});
await api(`/conversations/${conversationId}/activities`, token, {
  type: 'message',
  text: 'what is the fax number?',
  from: { id: 'a' },
});
const { activities } = await api(`/conversations/${conversationId}/activities`, token);
holds(
  'a question is answered',
  activities.some(({ text }) => text?.includes('0870 6083838')),
);

const since = Date.now();
process.kill(pid, 'SIGTERM');
const last = await container.ended;
holds(`SIGTERM ends it with status 0 in ${Date.now() - since} ms`, last === 0 && Date.now() - since < DRAIN_MS);

const again = await start(stage, data);
await ready(again);
const kept = await api(`/conversations/${conversationId}/activities`, token);
holds('a new container on the same data has the conversation', kept.activities.length === activities.length);
process.kill(again.pid(), 'SIGTERM');
await again.ended;

const early = await start(stage, data);
const from = Date.now();
// Until Node.js has loaded the program nobody hears a signal (compose's `init` closes that gap): it is sent again.
const sending = setInterval(() => early.pid() && process.kill(early.pid(), 'SIGTERM'), 100);
await early.ended;
clearInterval(sending);
holds(`SIGTERM while it starts ends it, ${Date.now() - from} ms after its start`, !early.said.out.includes('ready'));

const bare = spawnSync(
  'unshare',
  contained(stage, data, { CERTDESK_SIGNING_KEY: '' }, [...stage.entry, ...stage.words]),
  { encoding: 'utf8' },
);
holds(
  'without a public address and a key it does not start, and says why',
  bare.status === 1 && bare.stderr.includes('CERTDESK_PUBLIC_URL'),
);
const asked = spawnSync('unshare', contained(stage, data, {}, [...stage.entry, 'ask', 'what is the fax number?']), {
  encoding: 'utf8',
});
holds('the other verbs run as well', asked.status === 0 && asked.stdout.includes('0870 6083838'));
if (!process.argv[2]) rmSync(folder, { recursive: true, force: true });
