import type { Kysely, Migration } from 'kysely';

/** The step that letters in their order came with, and what of them arrived in Teams. */
export const teamsSentMigration: Record<string, Migration> = {
  '012-teams-sent': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('outbox_lanes')
        .addColumn('conversation', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('teams_sent')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('part', 'integer', (column) => column.notNull())
        .addColumn('message_id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('teams_sent_pk', ['conversation', 'seq', 'part'])
        .execute();
      await db.schema
        .createIndex('teams_sent_by_message')
        .on('teams_sent')
        .columns(['conversation', 'message_id'])
        .execute();
    },
  },
};
