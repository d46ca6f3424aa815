import type { Database } from './database.js';
import { caseOf } from './storedCases.js';
import { StoredDesk } from './storedDesk.js';

/**
 * Everything that is held of a conversation and its customer, as plain data to be given to them. What is only made of
 * it (the index of words) isn't told again, and of a webhook's address, which may hold a password, only the host.
 *
 * @returns null where there is no such conversation
 */
export async function heldOf(database: Database, key: string) {
  const { read } = database;
  const row = await read.selectFrom('conversations').selectAll().where('key', '=', key).executeTakeFirst();
  if (!row) return null;
  const [said, cases, notices, letters, arrivals, seen, teams, vouched] = await Promise.all([
    read.selectFrom('activities').selectAll().where('conversation', '=', key).orderBy('seq').execute(),
    read.selectFrom('cases').selectAll().where('conversation', '=', key).orderBy('opened_at').execute(),
    read.selectFrom('notices').selectAll().where('conversation', '=', key).orderBy('due_at').execute(),
    read.selectFrom('outbox').selectAll().where('conversation', '=', key).orderBy('seq').execute(),
    read.selectFrom('inbox').selectAll().where('conversation', '=', key).orderBy('at').execute(),
    read.selectFrom('customers_seen').selectAll().where('conversation', '=', key).executeTakeFirst(),
    read.selectFrom('teams_references').selectAll().where('conversation', '=', key).executeTakeFirst(),
    read.selectFrom('vouched_accounts').selectAll().where('conversation', '=', key).executeTakeFirst(),
  ]);
  const desk = new StoredDesk(database);
  return {
    ...{ conversation: key, channel: row.channel, userId: row.user_id },
    ...{ beganAt: time(row.created_at), lastAt: time(row.updated_at), endedAt: time(row.ended_at) },
    state: plain(row.state),
    transcript: said.map(({ seq, role, at, activity }) => ({ seq, role, at: time(at), activity: plain(activity) })),
    cases: await Promise.all(cases.map(async (one) => ({ ...caseOf(one), history: await desk.history(one.id) }))),
    notices: notices.map(({ id, kind, body, error, due_at, dead_at }) => ({
      ...{ id, kind, error, dueAt: time(due_at), givenUpAt: time(dead_at), body: plain(body) },
    })),
    undelivered: letters.map(({ seq, error, due_at, dead_at }) => ({
      ...{ seq, error, dueAt: time(due_at), givenUpAt: time(dead_at) },
    })),
    received: arrivals.map(({ source_id, at }) => ({ id: source_id, at: time(at) })),
    seen: seen ? { at: time(seen.seen_at), mailedAt: time(seen.mailed_at) } : null,
    teams: teams
      ? {
          ...{ tenantId: teams.tenant_id, accountId: teams.aad_object_id, userId: teams.user_id, scope: teams.scope },
          ...{ conversationId: teams.conversation_id, serviceUrl: teams.service_url, goneAt: time(teams.gone_at) },
        }
      : null,
    vouched: vouched ? { account: vouched.account, at: time(vouched.at) } : null,
  };
}

const time = (ms: number | null) => (ms === null ? null : new Date(Number(ms)).toISOString());

function plain(json: string | null): unknown {
  return JSON.parse(json ?? 'null', (name, value: unknown) =>
    name === 'address' && typeof value === 'string' && URL.canParse(value) ? new URL(value).host : value,
  );
}
