// Runs the build and the tests with each Node that is supported. The binaries come through npm into a temporary folder: nothing is installed
// here. `node test/nodes.mjs [MAJOR …] [-- JEST'S OWN WORDS]`
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const dashes = words.indexOf('--');
const majors = dashes < 0 ? words : words.slice(0, dashes);
const jestWords = dashes < 0 ? [] : words.slice(dashes + 1);
const folder = mkdtempSync(join(tmpdir(), 'nodes-'));

function run(command, args, env = process.env) {
  return (
    spawnSync(command, args, {
      cwd: root,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    }).status === 0
  );
}

/** The binary of that major version, and the folder it lies in. */
function install(major) {
  const prefix = join(folder, major);
  if (!run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', `node@${major}`]))
    return null;
  const bin = join(prefix, 'node_modules', 'node', 'bin');
  const node = join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(node) ? { bin, node } : null;
}

function passes(major) {
  const found = install(major);
  if (!found) {
    process.stderr.write(`Node ${major} could not be installed.\n`);
    return false;
  }
  // Programs that the tests start by the name "node" must be this one too.
  const env = { ...process.env, PATH: `${found.bin}${delimiter}${process.env.PATH}` };
  run(found.node, ['--version'], env);
  return (
    run(found.node, ['build.mjs'], env) &&
    run(found.node, [join('node_modules', 'jest', 'bin', 'jest.js'), ...jestWords], env)
  );
}

try {
  const failed = (majors.length > 0 ? majors : ['20', '22', '24']).filter((major) => !passes(major));
  process.stderr.write(failed.length > 0 ? `Failed with Node ${failed.join(', ')}.\n` : 'All passed.\n');
  process.exitCode = failed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
