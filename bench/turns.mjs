// The web chat's service from outside: turns a second beside the bare SDK, latency, growth, start. Prints a table and names the promises
// that were missed; `--quick` is for trying something: short rounds, fewer conversations.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numbers } from './sets.mjs';
import { closedLoop } from './turns/closedLoop.mjs';
import { customer, echoed } from './turns/customers.mjs';
import { fillFolder, fillPostgres, record } from './turns/fill.mjs';
import { besideFlood } from './turns/flood.mjs';
import { hardware } from './turns/hardware.mjs';
import { newQuestions } from './turns/newQuestions.mjs';
import { openLoop } from './turns/openLoop.mjs';
import { launcherBytes, openPage } from './turns/page.mjs';
import { startPostgres } from './turns/postgres.mjs';
import { startFloor, startLimit, startService } from './turns/programs.mjs';
import { bytes, median, quantile, Report } from './turns/report.mjs';
import { measureRound } from './turns/round.mjs';
import { memoryOfStreams } from './turns/streams.mjs';
import { talks } from './turns/talks.mjs';

const quick = process.argv.includes('--quick');
const profile = /--profile=(.+)/.exec(process.argv.join('\n'))?.[1];
const plan = quick
  ? { rounds: 2, roundMs: 3000, warmMs: 5000, latencyMs: 6000, starts: 2, many: 10_000 }
  : { rounds: 5, roundMs: 6000, warmMs: 15_000, latencyMs: 25_000, starts: 5, many: 100_000 };
const CONNECTIONS = 20;
const FEW = { count: 1000, each: 20 };
/** A hundred thousand whole conversations would take minutes to write: these have their first four activities, and their whole state. */
const MANY = { count: plan.many, each: 4 };
const KEY = 'a-key-of-the-benchmark-only-0123456789-abcdefghij';

const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-turns-'));
const next = numbers(1);
const newQuestion = newQuestions(next);
const talking = talks(next, newQuestion);
const customersOf = (stored) => () => customer({ talk: talking.next(), stored, next, key: KEY });
const silent = () => customer({ talk: [], stored: [], next, key: KEY });
const report = new Report();
const said = (text) => process.stderr.write(`${text}\n`);
const open = [];

async function measureStart() {
  const times = [];
  for (let start = 1; start <= plan.starts; start++) {
    const data = join(home, `start-${start}`);
    const service = await startService({ CERTDESK_DATA: data }, { clocked: false });
    times.push(service.readyMs);
    if (start < plan.starts) await service.stop();
    else return { service, data, ms: median(times) };
  }
}

async function measureDoor() {
  said('starting the service …');
  const { service, data, ms } = await measureStart();
  report.aim('service ready after its start, embedded database', ms, { atMost: 1500, unit: 'ms' });
  report.tell('  memory, idle', bytes(service.rss()));
  said('opening the page …');
  const page = await openPage(service.port, plan.starts).catch((fault) => ({
    fault: String(fault.message).split('\n')[0],
  }));
  if (page === null) report.tell('page', 'no page yet');
  else if (page.fault) report.tell('page', `could not be opened: ${page.fault}`);
  else {
    report.aim('page can be typed into after opening (Chromium, nothing cached)', page.ms, {
      atMost: 1000,
      unit: 'ms',
    });
    report.tell('  bytes that the chat loads', bytes(page.bytes));
  }
  const launcher = await launcherBytes(service.port);
  report.tell('launcher (/widget.js, gzip)', launcher === null ? 'no launcher yet' : bytes(launcher));
  report.tell('memory of 1,000 more open streams', bytes(await memoryOfStreams(service, { newCustomer: silent })));
  const lines = ['free', 'guide'].flatMap((kind) => talking.lines(kind));
  const sample = await record(
    service.port,
    data,
    customer({ talk: lines.map((text) => ({ text })), stored: [], next, key: KEY }),
  );
  if (!sample.activities.some(({ activity }) => /replaced free of charge/i.test(activity)))
    throw new Error('the conversation that is copied came to no verdict');
  await service.stop();
  return sample;
}

/** The five that are compared. @returns them by name, each with its process and what its customers say */
async function prepare(sample) {
  said('starting PostgreSQL and filling the databases …');
  const postgres = await startPostgres();
  open.push(postgres);
  const started = async (env, { stored }) => {
    const program = await startService({ CERTDESK_SIGNING_KEY: KEY, ...env }, { profile });
    open.unshift(program);
    return { program, idle: program.rss(), newCustomer: customersOf(stored) };
  };
  const embedded = async (name, size) => {
    const folder = join(home, name);
    const filled = await fillFolder(folder, sample, size);
    return { ...(await started({ CERTDESK_DATA: folder }, filled)), bytes: filled.bytes };
  };
  const onPostgres = async (name, size) => {
    const filled = await fillPostgres(postgres, name, sample, size);
    return {
      ...(await started({ CERTDESK_DATA: join(home, name), DATABASE_URL: postgres.url(name) }, filled)),
      bytes: filled.bytes,
      database: postgres.pid,
    };
  };
  const [floor, limit] = [await startFloor(), await startLimit()];
  open.unshift(floor, limit);
  return {
    floor: { program: floor, newCustomer: () => echoed({ talk: talking.next(), path: '/api/messages' }) },
    bare: { program: floor, newCustomer: () => echoed({ talk: talking.next(), path: '/bare' }) },
    limit: { program: limit, newCustomer: () => echoed({ talk: talking.next(), path: '/' }) },
    embeddedFew: await embedded('few', FEW),
    embeddedMany: await embedded('many', MANY),
    postgresFew: await onPostgres('few', FEW),
    postgresMany: await onPostgres('many', MANY),
  };
}

/** Rounds in which each takes its turn, there and back: a machine that slows down slows all of them. */
async function compare(places) {
  const names = Object.keys(places);
  const load = (place, ms) =>
    closedLoop(place.program.port, { connections: CONNECTIONS, ms, newCustomer: place.newCustomer });
  said('warming up …');
  // Once for all of them would favour none, but a process compiles its own code: each is warmed by itself.
  for (const name of names)
    await load(places[name], ['floor', 'bare', 'limit'].includes(name) ? plan.warmMs / 3 : plan.warmMs);
  const rounds = [];
  for (let round = 1; round <= plan.rounds; round++) {
    said(`round ${round} of ${plan.rounds} …`);
    const results = {};
    for (const name of round % 2 ? names : [...names].reverse())
      results[name] = await measureRound(places[name], () => load(places[name], plan.roundMs));
    rounds.push(results);
  }
  return rounds;
}

async function latency(place, rate) {
  const { program, newCustomer } = place;
  const times = await openLoop(program.port, { rate, ms: plan.latencyMs, newCustomer, next });
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99), count: times.length };
}

async function run() {
  console.log(hardware());
  const sample = await measureDoor();
  const places = await prepare(sample);
  const rounds = await compare(places);
  const middle = (pick) => median(rounds.map(pick));

  report.head(
    `Turns a second, ${CONNECTIONS} connections, a quarter of the turns are questions never asked before (medians of ${rounds.length} rounds)`,
  );
  report.rates(rounds);
  const ratios = (name) => ({
    whole: middle((round) => round[name].turns / round.floor.turns),
    bare: middle((round) => round[name].bareTurns / round.floor.turns),
    cpu: middle((round) => round.floor.cpuEach / round[name].cpuEach),
  });
  report.tell(
    "floor / the same bot without the SDK's door",
    middle((round) => round.floor.turns / round.bare.turns).toFixed(2),
  );
  report.tell(
    'floor / what keeps messages without a bot',
    middle((round) => round.floor.turns / round.limit.turns).toFixed(2),
  );
  for (const [name, title, { whole: wholeAtLeast, bare: bareAtLeast }] of [
    ['embeddedFew', 'embedded database', { whole: 0.35, bare: 0.55 }],
    ['postgresFew', 'PostgreSQL', { whole: 0.25, bare: 0.4 }],
  ]) {
    const { whole, bare, cpu } = ratios(name);
    report.tell(`${title}: CPU of the floor's turn / CPU of ours without encoding`, cpu.toFixed(2));
    report.promise(`${title} / floor, with the time spent on encoding`, whole, { atLeast: wholeAtLeast });
    report.promise(`${title} / floor, that time taken out`, bare, { atLeast: bareAtLeast });
  }

  report.head('Latency at half of that load, arrivals on a schedule');
  for (const [name, title, atMost] of [
    ['embeddedFew', 'embedded database', 60],
    ['postgresFew', 'PostgreSQL', 90],
  ]) {
    const rate = middle((round) => round[name].requests) / 2;
    said(`latency, ${title} …`);
    const { p50, p95, p99, count } = await latency(places[name], rate);
    report.tell(
      `${title}, ${rate.toFixed(0)} requests/s, ${count} turns: p50 / p95`,
      `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`,
    );
    report.promise(`${title}: p99`, p99, { atMost, unit: 'ms' });
  }

  report.head(
    `${MANY.count.toLocaleString('en-GB')} stored conversations (${MANY.each} activities each) beside ${FEW.count.toLocaleString('en-GB')} (${FEW.each} each)`,
  );
  for (const [few, many, title] of [
    ['embeddedFew', 'embeddedMany', 'embedded database'],
    ['postgresFew', 'postgresMany', 'PostgreSQL'],
  ]) {
    report.promise(
      `${title}: as fast with many, encoding taken out`,
      middle((round) => round[many].bareTurns / round[few].bareTurns),
      { atLeast: 0.9 },
    );
    report.tell(
      `${title}: bytes of a conversation of ${FEW.each} / ${MANY.each} activities`,
      `${bytes(places[few].bytes)} / ${bytes(places[many].bytes)}`,
    );
    const MEGABYTE = 1024 ** 2;
    report.promise(`${title}: memory, idle`, places[few].idle / MEGABYTE, { atMost: 260, unit: 'MB' });
    report.promise(`${title}: memory after the load`, places[few].program.rss() / MEGABYTE, {
      atMost: 320,
      unit: 'MB',
    });
    const memory = [places[few].idle, places[few].program.rss(), places[many].idle, places[many].program.rss()].map(
      bytes,
    );
    report.tell(
      `${title}: memory idle -> after load, few; many`,
      `${memory[0]} -> ${memory[1]}; ${memory[2]} -> ${memory[3]}`,
    );
  }
}

/** One address sends all it can to a service with its limits as they ship; somebody else's messages are timed. */
async function measureFlood() {
  said('a flood …');
  const env = { CERTDESK_DATA: join(home, 'flood'), CERTDESK_RATE_FACTOR: '1', CERTDESK_PROXIES: '1' };
  const service = await startService(env);
  open.unshift(service);
  const newCustomer = () => customer({ talk: talking.next(), stored: [], next, key: KEY });
  await besideFlood(service.port, { newCustomer, ms: plan.roundMs });
  const { quiet, flooded, answered, refused } = await besideFlood(service.port, {
    newCustomer,
    ms: plan.latencyMs / 2,
  });
  report.head('A customer beside a flood from one address');
  report.tell(
    'p95 in quiet / in the flood',
    `${quiet.toFixed(1)} / ${flooded.toFixed(1)} ms (of the flood ${answered} answered, ${refused} refused)`,
  );
  report.promise('p95 in the flood / in quiet', flooded / quiet, { atMost: 2 });
}

let status = 1;
try {
  await run();
  await measureFlood();
  status = report.end();
} finally {
  for (const program of open) await program.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(status);
