import type { Selectable } from 'kysely';
import type { Database } from './database.js';
import type { DeskAgentTable } from './tables.js';

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

/** The agent of that id, whenever they signed in. */
export async function agentOf({ read }: Database, id: string): Promise<AgentRow | undefined> {
  return read.selectFrom('desk_agents').selectAll().where('id', '=', id).executeTakeFirst();
}
