// What a turn of Teams costs: the product beside the SDK's own adapter with an echo bot, both asked the same by signed calls and both answering
// to the same Connector. Prints a table and names the promises that were missed; `--quick` is for trying something.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numbers } from './sets.mjs';
import { APP_ID, ISSUER, KEYS, person, signed } from './teams/people.mjs';
import { hardware } from './turns/hardware.mjs';
import { HttpLine } from './turns/httpLine.mjs';
import { newQuestions } from './turns/newQuestions.mjs';
import { startMicrosoft, startService, startTeamsFloor } from './turns/programs.mjs';
import { median, Report } from './turns/report.mjs';
import { measureRound } from './turns/round.mjs';
import { talks } from './turns/talks.mjs';

const quick = process.argv.includes('--quick');
const profile = /--profile=(.+)/.exec(process.argv.join('\n'))?.[1];
const plan = quick
  ? { rounds: 2, roundMs: 4000, warmMs: 5000, hung: 500 }
  : { rounds: 5, roundMs: 8000, warmMs: 15_000, hung: 3000 };
const CONNECTIONS = 10;
/** So many that nobody is answered more often than Teams allows in one conversation. */
const PEOPLE = 150;
/** Replies are on their way a moment longer than what asked for them. */
const QUIET_MS = 500;
const PROMISE = 1.5;
/** Teams waits so long for an answer to what it sends. */
const ANSWERED_MS = 5000;

const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-teams-'));
const next = numbers(1);
const talking = talks(next, newQuestions(next));
const report = new Report();
const open = [];
const say = (text) => process.stderr.write(`${text}\n`);
const pause = (ms) => new Promise((later) => setTimeout(later, ms));
const token = signed();

/** One connection sends; those whose turn it is go round. @throws where an answer isn't 200 */
async function send(line, request) {
  const { status, body } = await line.ask({ ...request, token });
  if (status !== 200) throw new Error(`was answered ${status}: ${body.slice(0, 300)}`);
}

/** Has everybody install the app, so that what is measured are messages. */
async function place(program) {
  const people = Array.from({ length: PEOPLE }, () => person(talking));
  const line = new HttpLine(program.port);
  for (const one of people) await send(line, one.next().value);
  line.close();
  return { program, people, at: 0 };
}

/** Closed loop, until all replies have arrived. @returns turns, new questions among them, and replies */
async function load(where, microsoft, ms) {
  const count = { requests: 0, turns: 0, newQuestions: 0 };
  const before = (await microsoft.used()).replies;
  const end = performance.now() + ms;
  const serve = async () => {
    const line = new HttpLine(where.program.port);
    while (performance.now() < end) {
      const one = where.people[where.at++ % PEOPLE];
      const request = one.next().value;
      await send(line, request);
      count.requests += 1;
      count.turns += 1;
      if (request.isNew) count.newQuestions += 1;
    }
    line.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, serve));
  for (;;) {
    const { replies, quietMs } = await microsoft.used();
    if (quietMs > QUIET_MS) return { ...count, replies: replies - before };
    await pause(100);
  }
}

/** So many messages while the Connector takes replies and answers none. @returns how long each waited for its 200 (ms) */
async function whileHung(where, microsoft, many) {
  await microsoft.used({ hangs: true });
  const waits = [];
  const serve = async () => {
    const line = new HttpLine(where.program.port);
    while (waits.length < many) {
      const request = where.people[where.at++ % PEOPLE].next().value;
      const begun = performance.now();
      await send(line, request);
      waits.push(performance.now() - begun);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, serve));
  await microsoft.used({ hangs: false });
  return waits.sort((one, other) => one - other);
}

async function run() {
  console.log(hardware());
  say('starting …');
  const microsoft = await startMicrosoft({ KEYS });
  open.push(microsoft);
  const registered = {
    ...{ MicrosoftAppType: 'MultiTenant', MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'a-secret-of-the-benchmark' },
    // The SDK forgets the others' defaults where one of them is set.
    ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${microsoft.port}/v1/.well-known/openidconfiguration`,
    ...{ ToBotFromChannelTokenIssuer: ISSUER, ToChannelFromBotOAuthScope: ISSUER, OAuthUrl: ISSUER },
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
    CallerId: 'urn:botframework:azure',
    MICROSOFT_PORT: String(microsoft.port),
  };
  const floor = await startTeamsFloor(registered);
  open.unshift(floor);
  const ours = await startService(
    { ...registered, CERTDESK_DATA: join(home, 'data') },
    { profile, preload: ['teams/hosts.cjs'] },
  );
  open.unshift(ours);
  const places = { floor: await place(floor), embedded: await place(ours) };
  const names = Object.keys(places);
  const loaded = async (name, ms) => {
    let counted;
    const measured = await measureRound(places[name], async () => {
      counted = await load(places[name], microsoft, ms);
      return counted;
    });
    return { ...measured, repliesEach: counted.replies / counted.turns };
  };
  say('warming up …');
  for (const name of names) await load(places[name], microsoft, plan.warmMs);
  const rounds = [];
  for (let round = 1; round <= plan.rounds; round++) {
    say(`round ${round} of ${plan.rounds} …`);
    const results = {};
    for (const name of round % 2 ? names : [...names].reverse()) results[name] = await loaded(name, plan.roundMs);
    rounds.push(results);
  }
  say('the Connector hangs …');
  const waits = await whileHung(places.embedded, microsoft, plan.hung);
  const middle = (pick) => median(rounds.map(pick));
  report.head(
    `Turns of Teams, ${CONNECTIONS} connections, ${PEOPLE} conversations, medians of ${rounds.length} rounds; encoding is taken out`,
  );
  for (const [name, title] of [
    ['floor', "the SDK's CloudAdapter, an echo bot, nothing stored"],
    ['embedded', 'the product, embedded database'],
  ]) {
    report.tell(`${title}: CPU of a turn`, `${middle((round) => round[name].cpuEach).toFixed(2)} ms`);
    report.tell('  replies posted for each turn', middle((round) => round[name].repliesEach).toFixed(2));
    report.tell('  questions never asked before', `${(100 * middle((round) => round[name].newShare)).toFixed(0)} %`);
    report.tell(
      '  encoding, of the time that passed',
      `${(100 * middle((round) => round[name].encoding)).toFixed(0)} %`,
    );
  }
  report.tell(
    "  of it the bot's threads: reading and dialogs, as on every channel",
    `${middle((round) => round.embedded.thinkingEach).toFixed(2)} ms`,
  );
  const ratios = rounds.map((round) => round.embedded.cpuEach / round.floor.cpuEach);
  report.tell(
    "door, storage and way out alone, beside all of the SDK's",
    middle(({ embedded, floor }) => (embedded.cpuEach - embedded.thinkingEach) / floor.cpuEach).toFixed(2),
  );
  report.tell('the ratios of the rounds', ratios.map((ratio) => ratio.toFixed(2)).join(', '));
  report.tell(
    `while the Connector hangs, ${waits.length} messages: half were answered within`,
    `${waits[waits.length >> 1].toFixed(0)} ms`,
  );
  report.promise('  of a thousand, 999 within (ms)', waits[Math.ceil(waits.length * 0.999) - 1], {
    atMost: ANSWERED_MS,
  });
  report.promise("CPU of a turn beside the SDK's own", median(ratios), { atMost: PROMISE });
}

let status = 1;
try {
  await run();
  status = report.end();
} finally {
  for (const program of open) await program.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(status);
