import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Before any test: the program and its index are built, as `npm test` on a fresh clone finds them missing. */
export default function built(): void {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, '..', 'build.mjs'), '--if-stale'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
}
