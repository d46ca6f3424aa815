import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.js';

const project = join(__dirname, '..');

export interface ServiceOptions {
  /** Added to the environment; `undefined` takes a name out of it. */
  env?: Record<string, string | undefined>;
  /** The data folder, kept by whoever gives it; without one the service has a folder of its own, removed when it ends. */
  data?: string;
  /** 0 is any free port. */
  port?: number;
  /** What to run in place of `dist/main.js serve`: a script and its words. */
  program?: string[];
  /** Milliseconds until it must have said that it is ready. */
  within?: number;
  /** How many files the process may have open (ulimit -n). */
  descriptors?: number;
}

/** The service as a process of its own. */
export interface Service {
  /** Where it listens, without a slash at the end; what it calls its public URL may be another. */
  url: string;
  port: number;
  pid: number;
  /** Sends SIGTERM and waits until the process is gone; killed when that takes over 30 s. Gives its exit status, null after a signal. */
  stop(): Promise<number | null>;
  /** Kills it with -9 and waits until it is gone. */
  kill(): Promise<void>;
  /** Sends it a signal: SIGSTOP and SIGCONT freeze and thaw it. */
  signal(name: NodeJS.Signals): void;
  /** What it has written to standard error so far (the newest megabyte). */
  logs(): string;
  /** Resolves when the process is gone, whoever ended it. */
  gone: Promise<void>;
}

const running = new Set<ChildProcess>();

// A worker of jest that is ended between tests must leave no service behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Ends all services that this suite has started; to be called in afterAll, for those that a failed test left. */
export async function endServices(): Promise<void> {
  await Promise.all([...running].map((child) => killed(child)));
}

function killed(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return Promise.resolve();
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  child.kill('SIGKILL');
  return gone;
}

/** Starts the service on the embedded database (or what `env` says) and waits for its address on standard output. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'certdesk-data-'));
  // What the service says when it is ready is its public address: where that is another, its port must be known beforehand.
  const port = options.port || (options.env?.CERTDESK_PUBLIC_URL ? await freePort() : 0);
  const own = {
    PORT: String(port),
    HOST: '127.0.0.1',
    CERTDESK_DATA: data,
    CERTDESK_RATE_FACTOR: '1000',
    NO_COLOR: '1',
  };
  const env = { ...process.env, DATABASE_URL: undefined, ...own, ...options.env };
  const words = [process.execPath, ...(options.program ?? [join(project, 'dist', 'main.js'), 'serve'])];
  const limited = options.descriptors ? ['sh', '-c', `ulimit -n ${options.descriptors}; exec "$@"`, 'sh'] : [];
  const [program = '', ...rest] = [...limited, ...words];
  const child = spawn(program, rest, {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let logs = '';
  child.stderr.on('data', (text: Buffer) => {
    logs = `${logs}${text}`.slice(-1_000_000);
  });
  const gone = new Promise<void>((done) =>
    child.once('close', () => {
      running.delete(child);
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
      done();
    }),
  );
  const said = await says(child, /ready: (https?:\/\/[^\s/]+)/, options.within ?? 30_000).catch(
    async (fault: Error) => {
      await killed(child);
      throw new Error(`${fault.message}\n${logs}`);
    },
  );
  const url = port ? `http://127.0.0.1:${port}` : said;
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid!,
    gone,
    logs: () => logs,
    signal: (name) => void child.kill(name),
    kill: () => killed(child),
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await gone;
      clearTimeout(late);
      return child.exitCode;
    },
  };
}

/** What the pattern's group finds in standard output, once it is there. */
function says(child: ChildProcess, pattern: RegExp, within: number): Promise<string> {
  return new Promise((found, failed) => {
    let out = '';
    const late = setTimeout(
      () => failed(new Error(`the service did not say within ${within} ms where it is: ${out}`)),
      within,
    );
    child.stdout!.on('data', (text: Buffer) => {
      out += text;
      const address = pattern.exec(out)?.[1];
      if (!address) return;
      clearTimeout(late);
      found(address);
    });
    child.once('close', (status, signal) => {
      clearTimeout(late);
      failed(new Error(`the service ended (${status ?? signal}) before it was ready: ${out}`));
    });
  });
}
