import type { Kysely, Migration } from 'kysely';

/** The step that customers who go on in Teams came with. */
export const vouchedAccountsMigration: Record<string, Migration> = {
  '014-vouched-accounts': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('vouched_accounts')
        .addColumn('account', 'text', (column) => column.primaryKey())
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('generation', 'bigint', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('vouched_by_user').on('vouched_accounts').column('user_id').execute();
      await db.schema.createIndex('vouched_by_conversation').on('vouched_accounts').column('conversation').execute();
    },
  },
};
