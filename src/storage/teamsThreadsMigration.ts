import type { Kysely, Migration } from 'kysely';

/** The step that the agents' channel in Teams came with. */
export const teamsThreadsMigration: Record<string, Migration> = {
  '013-teams-threads': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('teams_threads')
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('case_id', 'text', (column) => column.notNull())
        .addColumn('reference', 'text')
        .addColumn('root', 'text')
        .addColumn('card_id', 'text')
        .addColumn('card', 'text')
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('said_seq', 'bigint', (column) => column.notNull())
        .addColumn('history_seq', 'bigint', (column) => column.notNull())
        .addColumn('renewals', 'integer', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('leased_by', 'text')
        .addColumn('leased_until', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint')
        .addColumn('rests_until', 'bigint', (column) => column.notNull())
        .addColumn('over', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('teams_threads_pk', ['channel', 'case_id'])
        .execute();
      await db.schema.createIndex('teams_threads_by_root').on('teams_threads').columns(['channel', 'root']).execute();
      await db.schema.createIndex('teams_threads_open').on('teams_threads').columns(['channel', 'over']).execute();
      await db.schema
        .createTable('teams_lines')
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('case_id', 'text', (column) => column.notNull())
        .addColumn('message_id', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('teams_lines_pk', ['channel', 'case_id', 'message_id'])
        .execute();
      await db.schema
        .createTable('teams_places')
        .addColumn('channel', 'text', (column) => column.primaryKey())
        .addColumn('reference', 'text', (column) => column.notNull())
        .addColumn('gone_at', 'bigint')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('probe_at', 'bigint')
        .execute();
    },
  },
  '017-teams-thread-calls': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('teams_threads').addColumn('calls', 'text').execute();
    },
  },
};
