import { randomUUID } from 'node:crypto';
import type { Act } from '../cases/acts.js';
import { type Status, statuses } from '../cases/case.js';
import type { KeptCase } from '../desk/deskStore.js';
import { detailsOf } from '../desk/details.js';
import { lineOf } from '../desk/lines.js';
import { refusedInWords } from '../desk/refusals.js';
import { Failure, UsageError } from '../failure.js';
import { readSettings, type Settings } from '../settings.js';
import { type Database, openDatabase } from '../storage/database.js';
import { StoredDesk } from '../storage/storedDesk.js';
import { detailsInWords, lineInWords } from './caseInWords.js';
import type { Command } from './command.js';
import { type Flags, readFlags } from './flags.js';
import { explained } from './startFaults.js';
import { systemUser } from './systemUser.js';

const MOST_LISTED = 200;

/** What is done to a case, by its word: whether a text goes with it, and the act it is. */
const acts: Record<string, { text: 'needed' | 'may-be' | 'none'; act(text: string): Act }> = {
  claim: { text: 'none', act: () => ({ do: 'claim' }) },
  release: { text: 'none', act: () => ({ do: 'release' }) },
  answer: { text: 'needed', act: (text) => ({ do: 'reply', text }) },
  note: { text: 'needed', act: (text) => ({ do: 'note', text }) },
  hold: { text: 'may-be', act: (reason) => ({ do: 'hold', reason }) },
  resolve: { text: 'may-be', act: (reason) => ({ do: 'resolve', reason }) },
  return: { text: 'none', act: () => ({ do: 'return' }) },
};

/** What is wanted of the verb. */
type Wanted =
  | { what: 'list'; status: Status[] }
  | { what: 'show'; id: string }
  | { what: 'act'; id: string; act: Act; name: string };

/** `cases`: the desk for whoever has only a shell, on the database of a running service or of one that is stopped. */
export async function casesVerb({ knowledgeFolder, rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'status', 'as'], 'cases');
  const wanted = wantedOf(flags);
  const settings = readSettings(process.env);
  const database = await openDatabase(
    settings.databaseUrl === null ? { folder: settings.dataFolder } : { url: settings.databaseUrl },
  ).catch((fault: unknown) => {
    throw explained(fault, settings);
  });
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
function wantedOf({ words: [what = '', id, text, ...more], status, as }: Flags): Wanted {
  const known = ['list', 'show', ...Object.keys(acts)];
  if (!known.includes(what)) throw new UsageError(`cases what? One of ${known.join(', ')}.`);
  if (status !== undefined && what !== 'list') throw new UsageError('--status goes with "cases list" alone.');
  if (what === 'list') {
    if (id !== undefined) throw new UsageError('cases list takes no words, only --status and --json.');
    return { what, status: statusesIn(status) };
  }
  const takes = acts[what]?.text ?? 'none';
  if (id === undefined || more.length > 0 || (takes === 'none' && text !== undefined))
    throw new UsageError(`cases ${what} takes the case's number${takes === 'none' ? '' : ' and a text in quotes'}.`);
  if (what === 'show') return { what, id };
  if (takes === 'needed' && (text ?? '').trim() === '')
    throw new UsageError(`cases ${what} takes the case's number and a text in quotes.`);
  const name = (as ?? systemUser()).trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name))
    throw new UsageError('--as takes the name that the customer is told, of one line.');
  return { what: 'act', id, act: acts[what]!.act(text ?? ''), name };
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
  const does = deskHere(database, { knowledgeFolder, reach, onBotFault });
  const by = { id: `shell:${wanted.name}`, name: wanted.name };
  const outcome = await does(kept, wanted.act, by, `shell:${randomUUID()}`);
  if (outcome.status === 'unknown') throw new Failure(`There is no case ${wanted.id}.`);
  if (outcome.status === 'refused') throw new Failure(refusedInWords(outcome.refused));
}

function print<Shown>({ json }: Flags, shown: Shown, inWords: (shown: NonNullable<Shown>) => string): void {
  if (shown) process.stdout.write(`${json ? JSON.stringify(shown) : inWords(shown)}\n`);
}
