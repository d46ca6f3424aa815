// Makes dist/: the compiled program, the encoder's kernel and weights, and the index of knowledge/. `--if-stale` returns at once when
// nothing changed since. Everything it has to say goes to standard error: standard output belongs to the verb that runs next.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const at = (...path) => join(root, ...path);
const stampFile = at('dist', '.built');

/** Names, sizes and times of everything that goes in: cheap, and it changes whenever the content does. */
function stamp() {
  const hash = createHash('sha256').update(process.version);
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of ['src', 'knowledge']) {
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile()) add(join(entry.parentPath ?? entry.path, entry.name));
  }
  for (const file of ['package-lock.json', 'tsconfig.json', 'build.mjs']) add(at(file));
  return hash.digest('hex');
}

function run(what, command, args) {
  if (process.stderr.isTTY) process.stderr.write(`${what} …\n`);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [command, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (status === 0) return;
  process.stderr.write(`${what} failed.\n${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}\n`);
  process.exit(1);
}

const now = stamp();
if (process.argv.includes('--if-stale') && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) process.exit(0);
if (!existsSync(at('node_modules', 'typescript'))) {
  process.stderr.write('The dependencies are not installed. Run `npm ci` first.\n');
  process.exit(1);
}

for (const folder of existsSync(at('dist')) ? readdirSync(at('dist')) : [])
  if (folder !== 'index') rmSync(at('dist', folder), { recursive: true, force: true });
run('Compiling', at('node_modules', 'typescript', 'bin', 'tsc'), ['-p', at('tsconfig.json')]);
mkdirSync(at('dist', 'matching', 'encoder'), { recursive: true });
run('Compiling the kernel', at('node_modules', 'assemblyscript', 'bin', 'asc.js'), [
  at('src', 'matching', 'encoder', 'kernel', 'product.ts'),
  '-O3',
  ...['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert'],
  ...['-o', at('dist', 'matching', 'encoder', 'product.wasm')],
]);
copyFileSync(at('src', 'matching', 'encoder', 'encoder.bin'), at('dist', 'matching', 'encoder', 'encoder.bin'));

// The index has its own progress line; broken knowledge is listed by the verb that needs it.
const { status } = spawnSync(process.execPath, [at('dist', 'main.js'), 'knowledge', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);
writeFileSync(stampFile, now);
