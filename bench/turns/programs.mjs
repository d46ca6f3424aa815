// The processes that are measured: started, asked what they have used, ended by their own ids.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '..', '..');
const PATIENCE_MS = 60_000;
/** The kernel's clock ticks a second, as /proc counts CPU time. */
const TICKS = 100;
const running = new Set();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts the service with that environment. @param clocked whether the clock of encoding is loaded into it
 * @param preload other files of `bench/` that are loaded ahead of it
 */
export function startService(env, { clocked = true, profile, preload = [] } = {}) {
  const profiled = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const clock = clocked ? ['--require', join(here, 'encodingClock.cjs')] : [];
  const ahead = preload.flatMap((file) => ['--require', join(here, '..', file)]);
  const own = {
    HOST: '127.0.0.1',
    PORT: '0',
    CERTDESK_RATE_FACTOR: '100000',
    CERTDESK_LOG: 'warn',
    DATABASE_URL: '',
    CERTDESK_PUBLIC_URL: '',
  };
  return start([...profiled, ...clock, ...ahead, join(root, 'dist', 'main.js'), 'serve'], { ...own, ...env }, clocked);
}

/** Starts the echo bot. */
export function startFloor() {
  return start(['--require', join(here, 'encodingClock.cjs'), join(here, 'floor.cjs')], {}, true);
}

/** Starts the echo bot in Teams. @param env its registration, and where Microsoft is */
export function startTeamsFloor(env) {
  const ahead = ['turns/encodingClock.cjs', 'teams/hosts.cjs'].flatMap((file) => ['--require', join(here, '..', file)]);
  return start([...ahead, join(here, '..', 'teams', 'floor.cjs')], env, true);
}

/** Starts Microsoft as bots see it; asked what it has used, it tells of the replies that have arrived. */
export function startMicrosoft(env) {
  return start([join(here, '..', 'teams', 'microsoft.mjs')], env, true);
}

/** Starts what keeps messages and has no bot. */
export function startLimit() {
  return start(['--require', join(here, 'encodingClock.cjs'), join(here, 'limit.cjs')], {}, true);
}

/** @returns the process with its port and the milliseconds until it said that it was ready */
async function start(words, env, clocked) {
  const begun = performance.now();
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(clocked ? ['ipc'] : [])],
  });
  running.add(child);
  let log = '';
  child.stderr.on('data', (text) => {
    log = `${log}${text}`.slice(-20_000);
  });
  const gone = new Promise((done) => child.once('close', (code, signal) => done(signal ?? `status ${code}`)));
  void gone.then(() => running.delete(child));
  const port = await new Promise((ready, failed) => {
    const late = setTimeout(() => failed(new Error(`a program was not ready in time:\n${log}`)), PATIENCE_MS);
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
      const found = /ready: http:\/\/[^:]+:(\d+)/.exec(out)?.[1];
      if (!found) return;
      clearTimeout(late);
      ready(Number(found));
    });
    void gone.then((how) => failed(new Error(`a program ended before it was ready (${how}):\n${log}`)));
  });
  const readyMs = performance.now() - begun;
  return {
    ...{ port, readyMs, pid: child.pid },
    log: () => log,
    /**
     * What it has used so far: CPU, memory, and the time spent on encoding; `atMs` is its own clock.
     * @param asks also tells it how it is to be from now on
     */
    used: (asks = 'used?') =>
      new Promise((told, failed) => {
        child.once('message', told);
        void gone.then((how) => failed(new Error(`a program ended (${how}):\n${log}`)));
        child.send(asks);
      }),
    rss: () => rssOf(child.pid),
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 25_000);
      await gone;
      clearTimeout(late);
    },
  };
}

/** CPU milliseconds that a process and, where told, its children have used, from /proc. */
export function cpuMsOf(pid, { children = false } = {}) {
  const pids = children
    ? [pid, ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean)]
    : [pid];
  const ticks = pids.map((one) => {
    try {
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(fields[11]) + Number(fields[12]);
    } catch (fault) {
      if (fault.code === 'ENOENT' || fault.code === 'ESRCH') return 0;
      throw fault;
    }
  });
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS;
}

function rssOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}
