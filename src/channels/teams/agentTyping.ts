import type { Activity } from 'botbuilder';
import { writtenOn } from '../../bot/writtenOn.js';
import { ownerOf } from '../../cases/case.js';
import type { Database } from '../../storage/database.js';
import { lastWritten } from '../../storage/lastWritten.js';
import { StoredDesk } from '../../storage/storedDesk.js';
import { TEAMS } from './door.js';
import type { TeamsReferences } from './reference.js';
import type { TypingSigns } from './typing.js';

/** Pages of the desk say so every few seconds; in between it is known already. */
const BETWEEN_MS = 2000;
const MOST = 1000;

interface Parts {
  database: Database;
  references: Pick<TeamsReferences, 'find'>;
  signs: Pick<TypingSigns, 'show'>;
  onFault(fault: unknown): void;
}

/** Shows a customer in Teams that the agent who has their case writes to them. */
export class AgentTyping {
  private readonly last = new Map<string, number>();

  constructor(private readonly parts: Parts) {}

  /** An agent writes a reply in a case, as their page says. Never throws, and nobody waits for it. */
  heard(agentId: string, caseId: string): void {
    const now = performance.now();
    const key = `${agentId}/${caseId}`;
    if (now - (this.last.get(key) ?? Number.NEGATIVE_INFINITY) < BETWEEN_MS) return;
    if (this.last.size >= MOST) this.last.clear();
    this.last.set(key, now);
    this.show(agentId, caseId).catch(this.parts.onFault);
  }

  private async show(agentId: string, caseId: string): Promise<void> {
    const { database, references, signs } = this.parts;
    const found = await new StoredDesk(database).read(caseId);
    if (!found || ownerOf(found.case)?.id !== agentId) return;
    const last = await lastWritten(database, found.conversation);
    if (!last || writtenOn(JSON.parse(last.activity) as Partial<Activity>) !== TEAMS) return;
    const place = await references.find(found.conversation);
    if (place !== null && place !== 'gone') signs.show(place);
  }
}
