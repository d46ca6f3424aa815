import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

export const project = join(__dirname, '..', '..');
const main = join(project, 'dist', 'main.js');

export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

export function start(words: string[], folder = project): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...words], { cwd: folder, env: { ...process.env, NO_COLOR: '1' } });
}

/** Runs the program to its end, from that folder. */
export function run(words: string[], input: string | Buffer = '', folder = project): Promise<Ended> {
  return finish(start(words, folder), input);
}

/** Runs the program through its npm script, as the README tells people to. */
export function runByNpm(words: string[], input = '', folder = project): Promise<Ended> {
  return finish(
    spawn('npm', ['--prefix', project, 'run', '--silent', 'certdesk', '--', ...words], { cwd: folder }),
    input,
  );
}

function finish(child: ChildProcessWithoutNullStreams, input: string | Buffer): Promise<Ended> {
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return ended(child);
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data.toString();
  });
  return new Promise((done) => child.on('close', (status, signal) => done({ status, signal, out, err })));
}

/** One JSON answer for each line given. */
export async function lines(words: string[], ...given: (object | string)[]): Promise<Record<string, unknown>[]> {
  const { out, status, err } = await run(
    words,
    given.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
  expect([status, err]).toEqual([0, '']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
