import type { Kysely, Migration } from 'kysely';

/** Where conversations of Teams are. */
export const teamsReferencesMigration: Record<string, Migration> = {
  '011-teams-references': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('teams_references')
        .addColumn('conversation', 'text', (column) => column.primaryKey())
        .addColumn('service_url', 'text', (column) => column.notNull())
        .addColumn('tenant_id', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('bot_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text')
        .addColumn('aad_object_id', 'text')
        .addColumn('generation', 'integer', (column) => column.notNull())
        .addColumn('gone_at', 'bigint')
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('teams_references_by_chat')
        .on('teams_references')
        .columns(['tenant_id', 'conversation_id'])
        .execute();
      await db.schema
        .createIndex('teams_references_by_account')
        .on('teams_references')
        .columns(['tenant_id', 'aad_object_id'])
        .execute();
    },
  },
};
