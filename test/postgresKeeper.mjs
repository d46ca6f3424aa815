// Keeps the PostgreSQL servers that tests ask for, so that every worker of a run shares one and none outlives the run: it ends when its
// standard input does, which is when whoever started it is gone, in whatever way. Prints its address, then answers
// POST /<name>/start -> the server's URL (made on first use, the same folder and port afterwards) and POST /<name>/stop.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, launch, makeDatabase, makePrograms } from './postgresServer.mjs';

const home = mkdtempSync(join(tmpdir(), 'certdesk-postgres-'));
const servers = new Map();
let programs;

async function make(name) {
  programs ??= makePrograms(home);
  const folder = join(home, name);
  makeDatabase(await programs, folder);
  return { folder, port: await freePort(), child: undefined };
}

/** The processes of a test are killed, the machine never is, so nothing need be flushed to the disk. */
async function start(server) {
  const { folder, port } = server;
  const { child, ready } = launch(await programs, {
    folder,
    home,
    port,
    settings: { fsync: 'off', max_connections: '200' },
  });
  server.child = child;
  child.once('close', () => {
    if (server.child === child) server.child = undefined;
  });
  await ready;
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
    if (!server.made.child) await start(server.made);
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
