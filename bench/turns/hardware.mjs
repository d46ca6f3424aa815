import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** What the run ran on, in a line. */
export function hardware() {
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(', ');
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Linux ${release()}, Node.js ${process.version}; load when it began ${load}`;
}
