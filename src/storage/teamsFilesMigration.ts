import type { Kysely, Migration } from 'kysely';

/** The step that work on files in Teams came with. */
export const teamsFilesMigration: Record<string, Migration> = {
  '015-teams-files': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('teams_files')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('body', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('error', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint')
        .execute();
      await db.schema.createIndex('teams_files_by_conversation').on('teams_files').column('conversation').execute();
      await db.schema.createIndex('teams_files_due').on('teams_files').column('due_at').execute();
    },
  },
};
