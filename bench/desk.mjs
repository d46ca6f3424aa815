// The agents' desk from outside: its queue and search over many cases, and the way of a customer's words to an agent's screen. Prints a
// table and names the promises that were missed; `--quick` is for trying something.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relay } from './desk/relay.mjs';
import { seedCases } from './desk/seed.mjs';
import { numbers } from './sets.mjs';
import { hardware } from './turns/hardware.mjs';
import { HttpLine } from './turns/httpLine.mjs';
import { startPostgres } from './turns/postgres.mjs';
import { startService } from './turns/programs.mjs';
import { quantile, Report } from './turns/report.mjs';

const quick = process.argv.includes('--quick');
const plan = quick
  ? { cases: 5000, asks: 200, customers: 60, agents: 20, rate: 50, ms: 4000 }
  : { cases: 100_000, asks: 1000, customers: 500, agents: 100, rate: 100, ms: 15_000 };
const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-desk-'));
const next = numbers(1);
const report = new Report();
const tokens = Array.from(
  { length: plan.agents },
  (_, number) => `a-token-of-the-benchmark-only-${String(number).padStart(6, '0')}`,
);
const CERTDESK_DESK_TOKENS = tokens.map((token, number) => `agent-${number}:agent:${token}`).join(',');

/** Milliseconds of each answer, sorted. */
async function asked(port, paths) {
  const line = new HttpLine(port);
  const times = [];
  for (let number = 0; number < plan.asks; number++) {
    const began = performance.now();
    const { status, body } = await line.ask({
      method: 'GET',
      path: paths(number),
      token: tokens[number % tokens.length],
    });
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(`${paths(number)} was answered with ${status}: ${body}`);
  }
  line.close();
  return times.sort((a, b) => a - b);
}

const lookedFor = [
  (number) => `quartz-${(number * 97) % plan.cases}`,
  (number) => `C-S${((number * 89) % plan.cases).toString(36).toUpperCase().padStart(5, '0')}`,
  () => 'anna zebrason',
  (number) => `c${(number * 83) % plan.cases}@example.com`,
  () => 'violet anchor',
];

async function measure(name, place, env) {
  process.stderr.write(`${name}: writing ${plan.cases} cases …\n`);
  await seedCases(place, plan.cases, next);
  const start = () => startService({ ...env, CERTDESK_DESK_TOKENS }, { clocked: false });
  const service = await start();
  // On PostgreSQL the agents are on another replica than the customers.
  const other = env.DATABASE_URL ? await start() : null;
  try {
    report.head(`${name}, ${plan.cases} cases`);
    const lists = {
      'the queue': () => '/desk/api/cases?status=waiting',
      'all cases, the newest first': () => '/desk/api/cases',
      search: (number) => `/desk/api/cases?q=${encodeURIComponent(lookedFor[number % lookedFor.length](number))}`,
    };
    for (const [what, path] of Object.entries(lists))
      report.promise(`${what}, p99`, quantile(await asked(service.port, path), 0.99), { atMost: 50, unit: 'ms' });
    process.stderr.write(`${name}: ${plan.agents} agents, ${plan.customers} customers …\n`);
    const { times, lost, doubled, sent } = await relay(
      { port: service.port, deskPort: (other ?? service).port },
      { ...plan, agents: tokens },
    );
    report.promise(`a customer's words to the agent's screen, ${plan.rate} a second, p95`, quantile(times, 0.95), {
      ...{ atMost: 250, unit: 'ms' },
    });
    report.tell('  p50, p99', `${quantile(times, 0.5).toFixed(1)}, ${quantile(times, 0.99).toFixed(1)} ms of ${sent}`);
    report.promise('lost or doubled', lost + doubled, { atMost: 0 });
  } finally {
    await other?.stop();
    await service.stop();
  }
}

console.log(hardware());
const folder = join(home, 'data');
const postgres = await startPostgres();
try {
  await measure('embedded database', { folder }, { CERTDESK_DATA: folder });
  const url = postgres.url('postgres');
  await measure('PostgreSQL', { url }, { CERTDESK_DATA: join(home, 'keys'), DATABASE_URL: url });
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = report.end();
