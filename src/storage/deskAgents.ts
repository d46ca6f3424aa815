import type { Selectable } from 'kysely';
import type { Agent } from '../cases/case.js';
import type { Database } from './database.js';
import type { DeskAgentTable } from './deskTables.js';

type AgentRow = Selectable<DeskAgentTable>;

/** More are on no screen. */
const MOST = 500;

/** Who has signed in since then (ms), by name. */
export async function agentsSince({ read }: Database, at: number): Promise<AgentRow[]> {
  return read
    .selectFrom('desk_agents')
    .selectAll()
    .where('signed_in_at', '>', at)
    .orderBy('name')
    .orderBy('id')
    .limit(MOST)
    .execute();
}

/** Notes who works cases elsewhere than in a browser: cases can be handed to them as well. @param at ms */
export async function noteAgent({ write }: Database, { id, name }: Agent, at: number): Promise<void> {
  const seen = { name, signed_in_at: at };
  await write
    .insertInto('desk_agents')
    .values({ id, roles: 'agent', ...seen })
    // Who has signed in at the desk as well keeps what they may there.
    .onConflict((row) => row.column('id').doUpdateSet(seen))
    .execute();
}

/** The agent of that id, whenever they signed in. */
export async function agentOf({ read }: Database, id: string): Promise<AgentRow | undefined> {
  return read.selectFrom('desk_agents').selectAll().where('id', '=', id).executeTakeFirst();
}
