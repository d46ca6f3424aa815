import { DIRECT_LINE } from '../channels/directline/incoming.js';
import { userOf } from '../channels/directline/tokens.js';
import { Failure, UsageError } from '../failure.js';
import { readSettings } from '../settings.js';
import { heldOf } from '../storage/customerHeld.js';
import { type FoundConversation, type FoundCustomer, findCustomer, type Named } from '../storage/customersFound.js';
import type { Database } from '../storage/database.js';
import { emptyLog, type Removed, removeConversation } from '../storage/removals.js';
import { forgetSignOutsOf } from '../storage/signOuts.js';
import { conversationKey } from '../turn/conversationKey.js';
import type { Command } from './command.js';
import { databaseHere } from './databaseHere.js';
import { type Flags, readFlags } from './flags.js';
import { systemUser } from './systemUser.js';

const names = ['case', 'email', 'conversation', 'user'] as const;

/** How what an operator writes stands in storage. */
const stored: Record<(typeof names)[number], (value: string) => string> = {
  case: (number) => number.toUpperCase(),
  email: (address) => address,
  // The web chat's may be named without their channel.
  conversation: (id) => (id.includes('/') ? id : conversationKey(DIRECT_LINE, id)),
  // Teams' by tenant and account, as an export has them.
  user: (id) => (/^teams:[\w.-]+:./.test(id) ? id : userOf(id)),
};

/**
 * `customers`: gives out, or removes, everything that is held of a customer. Works on the database of a running service
 * as well.
 */
export async function customersVerb({ rest }: Command): Promise<number> {
  const flags = readFlags(rest, ['json', 'as', 'yes', ...names], 'customers');
  const [what, ...more] = flags.words;
  if ((what !== 'export' && what !== 'erase') || more.length > 0)
    throw new UsageError('customers takes "export" or "erase", and whose by one of the flags.');
  if (what === 'export' && (flags.yes || flags.as !== undefined))
    throw new UsageError('--yes and --as go with "customers erase" alone.');
  const named = namedBy(flags);
  const settings = readSettings(process.env);
  const database = await databaseHere(settings);
  try {
    const found = await findCustomer(database, named);
    if (found.conversations.length === 0)
      throw new Failure(`Nothing is held under this ${named.by} (what was removed has left no words).`);
    tellOthers(found);
    return what === 'export' ? await give(database, found) : await erase(database, found, flags);
  } finally {
    await database.close();
  }
}

/** @throws {UsageError} unless exactly one of the flags says who it is */
function namedBy(flags: Flags): Named {
  const [by, ...more] = names.filter((name) => flags[name] !== undefined);
  const value = by && flags[by]?.trim();
  if (!by || !value || more.length > 0)
    throw new UsageError(`Whose? Exactly one of ${names.map((name) => `--${name}`).join(', ')}, with its value.`);
  return { by, value: stored[by](value) };
}

/** An address is what somebody typed: it shows nobody's right to what others have said. */
function tellOthers({ sameEmail }: FoundCustomer): void {
  if (sameEmail.length === 0) return;
  const keys = sameEmail.map((key) => `  ${key}\n`).join('');
  process.stderr.write(`The same e-mail address was given in other conversations, which are left alone:\n${keys}`);
}

async function give(database: Database, { conversations }: FoundCustomer): Promise<number> {
  const held = [];
  for (const { key } of conversations) held.push(await heldOf(database, key));
  const given = { exportedAt: new Date().toISOString(), conversations: held.filter((one) => one !== null) };
  process.stdout.write(`${JSON.stringify(given, null, 2)}\n`);
  return 0;
}

/** @throws {Failure} where it wasn't confirmed, after showing what it is about */
async function erase(database: Database, { conversations }: FoundCustomer, flags: Flags): Promise<number> {
  if (!flags.yes) {
    for (const one of conversations) process.stdout.write(`${flags.json ? JSON.stringify(one) : inWords(one)}\n`);
    throw new Failure('Nothing was removed. With --yes it is, for good.');
  }
  const name = flags.as?.trim() || systemUser();
  for (const one of conversations) {
    const now = Date.now();
    const by = { kind: 'agent' as const, id: `shell:${name}`, name };
    const removed = await removeConversation(database, one.key, { why: 'erasure', by, now, quietSince: null });
    // Somebody else removed it meanwhile.
    if (!removed) continue;
    const line = { conversation: one.key, ...removed };
    process.stdout.write(`${flags.json ? JSON.stringify(line) : removedInWords(line)}\n`);
  }
  await forgetSignOutsOf(database, [...new Set(conversations.map(({ userId }) => userId))], Date.now());
  if (!(await emptyLog(database)))
    process.stderr.write(
      'The database is being read all the time: its log (certdesk.db-wal) keeps what was removed until it is written anew.\n',
    );
  return 0;
}

function inWords({ key, lastAt, ended, cases }: FoundConversation): string {
  const about = cases.map(({ id, status, agent }) => `${id} ${status}${agent === null ? '' : ` (${agent})`}`);
  const last = `${ended ? 'ended' : 'can go on'}, last ${new Date(lastAt).toISOString().slice(0, 16).replace('T', ' ')}`;
  return [key, last, ...about].join('  ');
}

function removedInWords({ conversation, activities, letters, notices, cases }: Removed & { conversation: string }) {
  const about = cases.length === 0 ? 'no case' : `${cases.join(', ')} left bare`;
  return `${conversation}: ${activities} activities, ${letters} letters and ${notices} notices removed, ${about}`;
}
