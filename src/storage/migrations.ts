import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';
import { casesOutOfStates } from './casesOutOfStates.js';
import { deskMigrations } from './deskMigrations.js';
import { keepingMigrations } from './keepingMigrations.js';
import { teamsFilesMigration } from './teamsFilesMigration.js';
import { teamsReferencesMigration } from './teamsReferencesMigration.js';
import { teamsSentMigration } from './teamsSentMigration.js';
import { teamsThreadsMigration } from './teamsThreadsMigration.js';
import { vouchedAccountsMigration } from './vouchedAccountsMigration.js';

/**
 * The schema, one step a release; a step that was released is never changed. Each runs once, in one transaction, in
 * both dialects.
 */
export const migrations: Record<string, Migration> = {
  '001-conversations': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('conversations')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text')
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('last_seq', 'bigint', (column) => column.notNull())
        .addColumn('streamed_by', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .addColumn('ended_at', 'bigint')
        .execute();
      await db.schema.createIndex('conversations_by_user').on('conversations').column('user_id').execute();
      await db.schema
        .createTable('activities')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('activity', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('activities_pk', ['conversation', 'seq'])
        .execute();
      await db.schema
        .createTable('inbox')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('source_id', 'text', (column) => column.notNull())
        .addColumn('activity_id', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('inbox_pk', ['conversation', 'source_id'])
        .execute();
      await db.schema
        .createTable('outbox')
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('error', 'text')
        .addColumn('dead_at', 'bigint')
        .addPrimaryKeyConstraint('outbox_pk', ['conversation', 'seq'])
        .execute();
      await db.schema
        .createTable('customers')
        .addColumn('user_id', 'text', (column) => column.primaryKey())
        .addColumn('conversation', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('used_once')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('keys')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '002-owners-and-cases': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('conversations').addColumn('owner', 'text').execute();
      await db.schema.alterTable('conversations').addColumn('open_case', 'text').execute();
      await db.schema.alterTable('conversations').addColumn('edition', 'text').execute();
      // A replica of the release before writes no channel: it had one.
      await db.schema
        .alterTable('outbox')
        .addColumn('channel', 'text', (column) => column.notNull().defaultTo('directline'))
        .execute();
      await db.schema
        .createTable('cases')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('conversation', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('facts', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text')
        .addColumn('opened_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('cases_by_conversation').on('cases').column('conversation').execute();
      await casesOutOfStates(db);
    },
  },
  '003-sign-outs': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('sign_outs')
        .addColumn('user_id', 'text', (column) => column.primaryKey())
        .addColumn('generation', 'bigint', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('until', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.alterTable('used_once').addColumn('used_at', 'bigint').execute();
    },
  },
  '004-inbox-by-age': {
    async up(db: Kysely<unknown>) {
      await db.schema.createIndex('inbox_by_age').on('inbox').column('at').execute();
    },
  },
  '005-limit-counts': {
    async up(db: Kysely<unknown>) {
      // The embedded database has one process, which counts in memory.
      if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
      await db.schema
        .createTable('limit_counts')
        // Counts needn't outlive a crash of the server: they cost its log nothing.
        .modifyFront(sql`unlogged`)
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('points', 'bigint', (column) => column.notNull())
        .addColumn('ends_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  ...deskMigrations,
  ...keepingMigrations,
  ...teamsReferencesMigration,
  ...teamsSentMigration,
  ...teamsThreadsMigration,
  ...teamsFilesMigration,
  ...vouchedAccountsMigration,
};
