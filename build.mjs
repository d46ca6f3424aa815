// Makes dist/: the compiled program, the browser's files, the encoder's kernel and weights, and the index of
// knowledge/. `--if-stale` returns at once when nothing changed since. Everything it has to say goes to standard
// error: standard output belongs to the verb that runs next.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const at = (...path) => join(root, ...path);
const stampFile = at('dist', '.built');
const lockFile = at('dist', '.building');

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
  const { status, signal, stdout, stderr, error } = spawnSync(process.execPath, [command, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return;
  if (signal) process.exit(128 + constants.signals[signal]);
  process.stderr.write(`${what} failed.\n${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}\n`);
  process.exit(1);
}

/**
 * One build at a time: who comes second waits, and finds everything made. A lock whose holder is gone counts for
 * nothing.
 */
function lock() {
  mkdirSync(at('dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      process.on('exit', () => rmSync(lockFile, { force: true }));
      for (const [signal, status] of [
        ['SIGINT', 130],
        ['SIGTERM', 143],
      ])
        process.on(signal, () => process.exit(status));
      return;
    } catch (fault) {
      if (fault.code !== 'EEXIST') throw fault;
      if (!holderLives()) rmSync(lockFile, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function holderLives() {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    const age = Date.now() - statSync(lockFile).mtimeMs;
    // Between making the lock and writing its holder the file is empty for a moment; and process numbers are used
    // again.
    if (holder === 0) return age < 5000;
    if (holder === process.pid || age > 600_000) return false;
    process.kill(holder, 0);
    return true;
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}

/** Files of a folder, as paths from it. */
function filesOf(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}

/** Each file is put in place whole, so a program that starts meanwhile finds either the old one or the new one. */
function putInPlace() {
  const made = filesOf(at('dist', '.new'));
  for (const file of made) {
    mkdirSync(dirname(at('dist', file)), { recursive: true });
    renameSync(at('dist', '.new', file), at('dist', file));
  }
  const kept = new Set(made);
  const left = filesOf(at('dist')).filter(
    (file) => !kept.has(file) && !file.startsWith(`index${sep}`) && !file.startsWith('.'),
  );
  for (const file of left) rmSync(at('dist', file), { force: true });
  rmSync(at('dist', '.new'), { recursive: true, force: true });
}

/**
 * The code that reads knowledge/ and learns it, the encoder included, as one number: an index holds what that code
 * made of it.
 */
function codeHash(rooms, files = []) {
  const hash = createHash('sha256');
  const all = rooms.flatMap((room) => filesOf(at('src', room)).map((file) => join(room, file)));
  for (const file of [...all, ...files].sort()) hash.update(`${file}\n`).update(readFileSync(at('src', file)));
  return hash.digest('hex');
}

async function bundleForBrowsers() {
  if (process.stderr.isTTY) process.stderr.write('Bundling for browsers …\n');
  // Only here: without its dependencies the script must still be able to say so.
  const { bundleWeb } = await import('./src/web/bundle.mjs');
  await bundleWeb(at('dist', '.new', 'web'), at('dist', 'web')).catch((fault) => {
    process.stderr.write(`Bundling for browsers failed.\n${fault.message}\n`);
    process.exit(1);
  });
}

/** Microsoft's own schemas of a Teams app, by which `manifest` checks what it makes. */
function copyTeamsSchemas() {
  const from = at('node_modules', '@microsoft', 'app-manifest', 'build', 'json-schemas', 'teams', 'v1.25');
  const to = at('dist', '.new', 'channels', 'teams', 'app');
  for (const name of ['MicrosoftTeams.schema.json', 'MicrosoftTeams.Localization.schema.json'])
    copyFileSync(join(from, name), join(to, name));
}

const isCurrent = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();

/**
 * In production the compilers are not there: what was built runs, if it was built from the sources beside it (a copy
 * has other times, so contents are compared). Knowledge may differ: the program learns it anew by itself.
 */
function runWithoutCompilers() {
  const built = existsSync(at('dist', 'sources.hash')) && existsSync(at('node_modules', 'kysely'));
  const same =
    built && (!existsSync(at('src')) || readFileSync(at('dist', 'sources.hash'), 'utf8') === codeHash(['.']));
  if (same && ifStale) process.exit(0);
  process.stderr.write(
    built
      ? 'dist/ must be built anew, and that needs the development dependencies. Run `npm ci` and `npm run build`.\n'
      : 'The dependencies are not installed. Run `npm ci` first.\n',
  );
  process.exit(1);
}

/** A package takes the index of this build along and no other: npm reads this file when it packs. */
function listForPackage() {
  const folder = at('dist', 'index');
  const used = (name) => statSync(join(folder, name)).mtimeMs;
  const [current] = readdirSync(folder)
    .filter((name) => name.endsWith('.index'))
    .sort((a, b) => used(b) - used(a));
  writeFileSync(join(folder, '.npmignore'), `*\n!${current}\n`);
}

const ifStale = process.argv.includes('--if-stale');
if (!existsSync(at('node_modules', 'typescript'))) runWithoutCompilers();
if (ifStale && isCurrent()) process.exit(0);
lock();
if (ifStale && isCurrent()) process.exit(0);

const now = stamp();
const encoder = at('dist', '.new', 'matching', 'encoder');
rmSync(at('dist', '.new'), { recursive: true, force: true });
run('Compiling', at('node_modules', 'typescript', 'bin', 'tsc'), [
  '-p',
  at('tsconfig.json'),
  '--outDir',
  at('dist', '.new'),
]);
mkdirSync(encoder, { recursive: true });
run('Compiling the kernel', at('node_modules', 'assemblyscript', 'bin', 'asc.js'), [
  at('src', 'matching', 'encoder', 'kernel', 'product.ts'),
  '-O3',
  ...['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert'],
  ...['-o', join(encoder, 'product.wasm')],
]);
await bundleForBrowsers();
copyFileSync(at('src', 'matching', 'encoder', 'encoder.bin'), join(encoder, 'encoder.bin'));
copyTeamsSchemas();
// What learns from texts looks at these words of the language, and at no others.
const words = ['markWords', 'courtesy', 'questions', 'contractions', 'dates/dateMasks', 'dates/longDate'].map((name) =>
  join('languages', 'en', `${name}.ts`),
);
writeFileSync(at('dist', '.new', 'sources.hash'), codeHash(['.']));
writeFileSync(at('dist', '.new', 'readers.hash'), codeHash(['knowledge', 'matching', 'text', 'languages']));
writeFileSync(at('dist', '.new', 'learners.hash'), codeHash(['matching', 'text'], words));
putInPlace();

// The index has its own progress line. With `--if-stale` a verb follows, which says itself what is wrong with the
// knowledge it needs.
const knowledge = (what, stderr) =>
  spawnSync(process.execPath, [at('dist', 'main.js'), 'knowledge', what], {
    cwd: root,
    stdio: ['ignore', 'ignore', stderr],
  });
if (!ifStale || knowledge('check', 'ignore').status === 0) {
  const { status, signal } = knowledge('build', 'inherit');
  if (status !== 0) process.exit(signal ? 128 + constants.signals[signal] : 1);
  listForPackage();
}
writeFileSync(stampFile, now);
