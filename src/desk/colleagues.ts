import type { Agent } from '../cases/case.js';
import type { Database } from '../storage/database.js';
import { agentOf, agentsSince } from '../storage/deskAgents.js';
import type { MachineTokens } from './machineTokens.js';
import { rolesIn } from './roles.js';

/** Who hasn't signed in for so long isn't offered any more. */
const LATELY_MS = 30 * 24 * 3600_000;

/** Whom a case can be given to: agents who have signed in, and programs that serve cases. */
export class Colleagues {
  constructor(
    private readonly database: Database,
    private readonly tokens: MachineTokens,
    private readonly now: () => Date,
  ) {}

  /** Those who have signed in lately, by name. */
  async lately(): Promise<Agent[]> {
    const rows = await agentsSince(this.database, this.now().getTime() - LATELY_MS);
    return [...rows.filter(serves).map(({ id, name }) => ({ id, name })), ...this.tokens.agents()];
  }

  /** The agent of that id; null where nobody who serves cases has it. */
  async find(id: string): Promise<Agent | null> {
    const machine = this.tokens.agents().find((one) => one.id === id);
    if (machine) return machine;
    const row = await agentOf(this.database, id);
    return row && serves(row) ? { id, name: row.name } : null;
  }

  /** Whether anybody of that id has signed in, whatever they may. */
  async known(id: string): Promise<boolean> {
    return (await agentOf(this.database, id)) !== undefined;
  }
}

const serves = ({ roles }: { roles: string }) => rolesIn(roles.split(' ')).some((role) => role !== 'knowledge-owner');
