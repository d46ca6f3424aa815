import type { Reference, TeamsReferences } from '../channels/teams/reference.js';
import type { Database } from './database.js';
import { writeSharing } from './sharedCommit.js';
import type { TeamsReferenceTable } from './tables.js';

type Kept = Omit<TeamsReferenceTable, 'conversation' | 'updated_at'>;

/** The kept references of Teams, one a conversation; written only where something of one has changed. */
export class StoredTeamsReferences implements TeamsReferences {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Null as well where the bot is gone: nothing is sent there. */
  async find(conversation: string): Promise<Reference | null> {
    const row = await this.row(conversation);
    if (row?.gone !== 0) return null;
    return {
      ...{ serviceUrl: row.service_url, tenantId: row.tenant_id, conversationId: row.conversation_id },
      ...{ scope: row.scope, botId: row.bot_id, userId: row.user_id, aadObjectId: row.aad_object_id },
    };
  }

  async keep(conversation: string, reference: Reference): Promise<void> {
    const kept: Kept = {
      ...{ service_url: reference.serviceUrl, tenant_id: reference.tenantId, scope: reference.scope },
      ...{ conversation_id: reference.conversationId, bot_id: reference.botId, gone: 0 },
      ...{ user_id: reference.userId, aad_object_id: reference.aadObjectId },
    };
    const row = await this.row(conversation);
    const names = Object.keys(kept) as (keyof Kept)[];
    if (row && names.every((name) => row[name] === kept[name])) return;
    const changed = { ...kept, updated_at: this.now().getTime() };
    await writeSharing(this.database, (db) =>
      db
        .insertInto('teams_references')
        .values({ conversation, ...changed })
        .onConflict((conflict) => conflict.column('conversation').doUpdateSet(changed))
        .execute(),
    );
  }

  async setGone(conversation: string, gone: boolean): Promise<void> {
    await this.database.write
      .updateTable('teams_references')
      .set({ gone: gone ? 1 : 0, updated_at: this.now().getTime() })
      .where('conversation', '=', conversation)
      .execute();
  }

  private row(conversation: string): Promise<TeamsReferenceTable | undefined> {
    return this.database.read
      .selectFrom('teams_references')
      .selectAll()
      .where('conversation', '=', conversation)
      .executeTakeFirst();
  }
}
