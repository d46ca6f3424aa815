import { randomUUID } from 'node:crypto';
import type { Act } from '../cases/acts.js';
import { type Status, statuses } from '../cases/case.js';
import type { CaseKnowledge } from '../cases/caseKnowledge.js';
import type { Refused } from '../cases/refused.js';
import { Colleagues } from '../desk/colleagues.js';
import type { KeptCase } from '../desk/deskStore.js';
import { detailsOf } from '../desk/details.js';
import { lineOf } from '../desk/lines.js';
import { MachineTokens } from '../desk/machineTokens.js';
import { passedTo } from '../desk/passedTo.js';
import { refusedInWords } from '../desk/refusals.js';
import { Failure, UsageError } from '../failure.js';
import { readSettings, type Settings } from '../settings.js';
import type { Database } from '../storage/database.js';
import { StoredDesk } from '../storage/storedDesk.js';
import { detailsInWords, lineInWords } from './caseInWords.js';
import type { Command } from './command.js';
import { databaseHere } from './databaseHere.js';
import { type Flags, readFlags } from './flags.js';
import { systemUser } from './systemUser.js';

const MOST_LISTED = 200;

/** A case is passed on to whoever is found by that id, or to a group. */
type Asked = Act | { do: 'transfer'; to: string };

/** What is done to a case, by its word: what goes with its number, of which so many words must be, and what it asks. */
const acts: Record<string, { takes: string[]; needs: number; act(...words: string[]): Asked }> = {
  claim: { takes: [], needs: 0, act: () => ({ do: 'claim' }) },
  release: { takes: [], needs: 0, act: () => ({ do: 'release' }) },
  answer: { takes: ['a text in quotes'], needs: 1, act: (text = '') => ({ do: 'reply', text }) },
  note: { takes: ['a text in quotes'], needs: 1, act: (text = '') => ({ do: 'note', text }) },
  verdict: {
    ...{ takes: ["an outcome's id", 'the reason in quotes'], needs: 1 },
    act: (outcome = '', reason = '') => ({ do: 'verdict', outcome, reason }),
  },
  ask: { takes: ["a fact's name"], needs: 1, act: (fact = '') => ({ do: 'ask', fact }) },
  hold: { takes: ['a reason in quotes'], needs: 0, act: (reason = '') => ({ do: 'hold', reason }) },
  transfer: { takes: ["a group's name or a colleague's id"], needs: 1, act: (to = '') => ({ do: 'transfer', to }) },
  resolve: { takes: ['a reason in quotes'], needs: 0, act: (reason = '') => ({ do: 'resolve', reason }) },
  return: { takes: [], needs: 0, act: () => ({ do: 'return' }) },
};

/** What is wanted of the verb. */
type Wanted =
  | { what: 'list'; status: Status[] }
  | { what: 'show'; id: string }
  | { what: 'act'; id: string; act: Asked; name: string };

/** `cases`: the desk for whoever has only a shell, on the database of a running service or of one that is stopped. */
export async function casesVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'status', 'as'], 'cases');
  const wanted = wantedOf(flags);
  const settings = readSettings(process.env);
  const database = await databaseHere(settings);
  try {
    const desk = new StoredDesk(database);
    if (wanted.what === 'list') return await list(desk, wanted.status, flags);
    const kept = await desk.read(wanted.id.toUpperCase());
    if (!kept) throw new Failure(`There is no case ${wanted.id}.`);
    if (wanted.what === 'show') return await show({ store: desk, database }, kept, flags);
    await act({ database, settings, knowledgeFolder }, kept, wanted);
    const now = await desk.read(kept.case.id);
    print(flags, now && lineOf(now), lineInWords);
    return 0;
  } finally {
    await database.close();
  }
}

/** @throws {UsageError} naming what is wrong and what there is */
function wantedOf({ words: [what = '', id, ...words], status, as }: Flags): Wanted {
  const known = ['list', 'show', ...Object.keys(acts)];
  if (!known.includes(what)) throw new UsageError(`cases what? One of ${known.join(', ')}.`);
  if (status !== undefined && what !== 'list') throw new UsageError('--status goes with "cases list" alone.');
  if (what === 'list') {
    if (id !== undefined) throw new UsageError('cases list takes no words, only --status and --json.');
    return { what, status: statusesIn(status) };
  }
  const { takes, needs } = acts[what] ?? { takes: [], needs: 0 };
  const given = words.filter((word) => word.trim() !== '').length;
  if (id === undefined || words.length > takes.length || given < needs)
    throw new UsageError(`cases ${what} takes ${["the case's number", ...takes].join(', then ')}.`);
  if (what === 'show') return { what, id };
  const name = (as ?? systemUser()).trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name))
    throw new UsageError('--as takes the name that the customer is told, of one line.');
  return { what: 'act', id, act: acts[what]!.act(...words), name };
}

function statusesIn(given: string | undefined): Status[] {
  return (given ?? '').split(',').flatMap((one) => {
    const name = one.trim();
    if (name === '') return [];
    const known = statuses.find((status) => status === name);
    if (!known)
      throw new UsageError(`There is no status "${name}". One or more, with commas, of ${statuses.join(', ')}.`);
    return [known];
  });
}

async function list(desk: StoredDesk, status: Status[], flags: Flags): Promise<number> {
  const { cases, next } = await desk.list({ ...(status.length > 0 && { status }), most: MOST_LISTED });
  for (const kept of cases) print(flags, lineOf(kept), lineInWords);
  if (cases.length === 0 && !flags.json) process.stdout.write('There is no such case.\n');
  if (next !== null) process.stderr.write(`Only the first ${MOST_LISTED} are listed.\n`);
  return 0;
}

async function show(desk: { store: StoredDesk; database: Database }, kept: KeptCase, flags: Flags): Promise<number> {
  print(flags, await detailsOf(desk, kept), detailsInWords);
  return 0;
}

/** @throws {Failure} where it is refused, saying why */
async function act(
  { database, settings, knowledgeFolder }: { database: Database; settings: Settings; knowledgeFolder: string },
  kept: KeptCase,
  wanted: Extract<Wanted, { what: 'act' }>,
): Promise<void> {
  const { deskHere } = await import('../deskHere.js');
  const reach = { webhooks: settings.webhooks?.addresses ?? [], mail: settings.mail !== null };
  const onBotFault = () => process.stderr.write('The assistant failed in this turn; the customer got an apology.\n');
  const desk = deskHere(database, { knowledgeFolder, reach, onBotFault });
  const colleagues = new Colleagues(database, new MachineTokens(settings.desk.tokens), () => new Date());
  const refused = async (why: Refused) => {
    const there = await thereIs(why.code, desk.knowledge, colleagues);
    return new Failure(`${refusedInWords(why)}${there.length > 0 ? ` There is: ${there.join(', ')}.` : ''}`);
  };
  const by = { id: `shell:${wanted.name}`, name: wanted.name };
  const act = await whole(wanted.act, { groups: desk.knowledge.groups, colleagues });
  if (act === null) throw await refused({ code: 'no-such-group', agent: null });
  const outcome = await desk.act(kept, act, by, `shell:${randomUUID()}`);
  if (outcome.status === 'unknown') throw new Failure(`There is no case ${wanted.id}.`);
  if (outcome.status === 'refused') throw await refused(outcome.refused);
}

const whole = async (asked: Asked, among: Parameters<typeof passedTo>[1]): Promise<Act | null> =>
  asked.do === 'transfer' && typeof asked.to === 'string' ? passedTo(asked.to, among) : (asked as Act);

/** What could have been named in place of what isn't there. */
async function thereIs(code: Refused['code'], knowledge: CaseKnowledge, colleagues: Colleagues): Promise<string[]> {
  if (code === 'no-such-outcome') return knowledge.outcomes.map(({ id }) => id);
  if (code === 'no-such-fact') return knowledge.facts.map(({ name }) => name);
  if (code !== 'no-such-group') return [];
  return [...knowledge.groups, ...(await colleagues.lately()).map(({ id }) => id)];
}

function print<Shown>({ json }: Flags, shown: Shown, inWords: (shown: NonNullable<Shown>) => string): void {
  if (shown) process.stdout.write(`${json ? JSON.stringify(shown) : inWords(shown)}\n`);
}
