// Builds if something changed, then runs certdesk with the words given, in this very process: a signal that stops `npm start` reaches the service.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const { status, signal } = spawnSync(process.execPath, [join(root, 'build.mjs'), '--if-stale'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (status !== 0) process.exit(signal ? 128 + constants.signals[signal] : (status ?? 1));
process.argv[1] = join(root, 'dist', 'main.js');
createRequire(import.meta.url)(process.argv[1]);
