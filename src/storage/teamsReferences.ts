import type { Chat, Reference, TeamsReferences } from '../channels/teams/reference.js';
import type { Database } from './database.js';
import type { TeamsReferenceTable } from './teamsTables.js';
import { isAccountsOwn } from './vouchedAccounts.js';

type Kept = Omit<TeamsReferenceTable, 'conversation' | 'updated_at'>;

/** The kept references of Teams, one a conversation; written only where something of one has changed. */
export class StoredTeamsReferences implements TeamsReferences {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async find(conversation: string): Promise<Reference | 'gone' | null> {
    const row = await this.row(conversation);
    if (!row) return null;
    if (!(await this.isStill(row))) return null;
    if (row.gone_at !== null) return 'gone';
    return {
      ...{ serviceUrl: row.service_url, tenantId: row.tenant_id, conversationId: row.conversation_id },
      ...{ scope: row.scope, botId: row.bot_id, userId: row.user_id, aadObjectId: row.aad_object_id },
    };
  }

  /** A conversation of the web chat is had there for as long as it is that account's (docs/decisions/0014). */
  private async isStill(row: TeamsReferenceTable): Promise<boolean> {
    const { conversation, tenant_id: tenantId, aad_object_id: objectId } = row;
    if (conversation.startsWith('msteams/')) return true;
    return objectId !== null && isAccountsOwn(this.database, conversation, { tenantId, objectId });
  }

  async keep(conversation: string, { generation, ...reference }: Reference & { generation: number }): Promise<void> {
    const kept: Kept = {
      ...{ service_url: reference.serviceUrl, tenant_id: reference.tenantId, scope: reference.scope },
      ...{ conversation_id: reference.conversationId, bot_id: reference.botId, generation, gone_at: null },
      ...{ user_id: reference.userId, aad_object_id: reference.aadObjectId },
    };
    const row = await this.row(conversation);
    const names = Object.keys(kept) as (keyof Kept)[];
    if (row && names.every((name) => row[name] === kept[name])) return;
    const now = this.now().getTime();
    const changed = { ...kept, updated_at: now };
    await this.database.transact(async (trx) => {
      await trx
        .insertInto('teams_references')
        .values({ conversation, ...changed })
        .onConflict((conflict) => conflict.column('conversation').doUpdateSet(changed))
        .execute();
      if (row?.gone_at == null) return;
      await trx
        .updateTable('outbox')
        .set({ dead_at: null, attempts: 0, due_at: now })
        .where('conversation', '=', conversation)
        .where('dead_at', 'is not', null)
        .execute();
    });
  }

  async setGone(conversation: string): Promise<number | null> {
    const now = this.now().getTime();
    const row = await this.database.write
      .updateTable('teams_references')
      .set(({ fn, ref, val }) => ({ gone_at: fn.coalesce(ref('gone_at'), val(now)), updated_at: now }))
      .where('conversation', '=', conversation)
      .returning('gone_at')
      .executeTakeFirst();
    return row ? Number(row.gone_at) : null;
  }

  async forget(conversation: string): Promise<void> {
    await this.database.write.deleteFrom('teams_references').where('conversation', '=', conversation).execute();
  }

  async generation({ tenantId, conversationId }: Chat, keyOf: (generation: number) => string): Promise<number> {
    const { read } = this.database;
    const rows = await read
      .selectFrom('teams_references as at')
      .leftJoin('conversations as had', 'had.key', 'at.conversation')
      .select(['at.conversation', 'at.generation'])
      .where('at.tenant_id', '=', tenantId)
      .where('at.conversation_id', '=', conversationId)
      .where('had.removed_at', 'is', null)
      .execute();
    // One of the web chat may be had there beside it.
    const present = rows.find((row) => row.conversation === keyOf(row.generation));
    if (present) return present.generation;
    for (let next = 1; ; next += 1) {
      const had = await read
        .selectFrom('conversations')
        .select('key')
        .where('key', '=', keyOf(next))
        .executeTakeFirst();
      if (!had) return next;
    }
  }

  async conversationsIn({ tenantId, conversationId }: Chat): Promise<string[]> {
    const rows = await this.database.read
      .selectFrom('teams_references')
      .select('conversation')
      .where('tenant_id', '=', tenantId)
      .where('conversation_id', '=', conversationId)
      .execute();
    return rows.map(({ conversation }) => conversation);
  }

  private row(conversation: string): Promise<TeamsReferenceTable | undefined> {
    return this.database.read
      .selectFrom('teams_references')
      .selectAll()
      .where('conversation', '=', conversation)
      .executeTakeFirst();
  }
}
