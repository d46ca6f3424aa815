import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';

/** The steps that the agents' desk came with. */
export const deskMigrations: Record<string, Migration> = {
  '006-desk': {
    async up(db: Kysely<unknown>) {
      const columns = [
        ...[['body', 'text'] as const, ['agent', 'text'] as const, ['group_name', 'text'] as const],
        ...[['waiting_since', 'bigint'] as const, ['resolved_at', 'bigint'] as const, ['due_at', 'bigint'] as const],
      ];
      for (const [name, type] of columns) await db.schema.alterTable('cases').addColumn(name, type).execute();
      const counts = [['version', 0] as const, ['rank', 1] as const, ['changed_at', 0] as const];
      for (const [name, first] of counts)
        await db.schema
          .alterTable('cases')
          .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(first))
          .execute();
      // Those of the release before have waited since they were opened.
      await sql`update cases set waiting_since = opened_at, changed_at = opened_at, due_at = opened_at where status = 'waiting'`.execute(
        db,
      );
      await db.schema
        .createIndex('cases_by_wait')
        .on('cases')
        .columns(['status', 'rank', 'waiting_since', 'id'])
        .execute();
      await db.schema.createIndex('cases_by_change').on('cases').columns(['changed_at', 'id']).execute();
      await db.schema.createIndex('cases_by_due').on('cases').column('due_at').execute();
      await db.schema.createIndex('cases_by_agent').on('cases').columns(['agent', 'changed_at']).execute();
      await db.schema
        .createTable('case_history')
        .addColumn('case_id', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('by_kind', 'text', (column) => column.notNull())
        .addColumn('by_id', 'text')
        .addColumn('by_name', 'text')
        .addColumn('what', 'text', (column) => column.notNull())
        .addColumn('from_status', 'text')
        .addColumn('to_status', 'text', (column) => column.notNull())
        .addColumn('note', 'text')
        .addPrimaryKeyConstraint('case_history_pk', ['case_id', 'seq'])
        .execute();
      await db.schema.createIndex('case_history_by_time').on('case_history').columns(['at', 'what']).execute();
      await db.schema
        .createTable('notices')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('body', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('error', 'text')
        .addColumn('dead_at', 'bigint')
        .execute();
      await db.schema.createIndex('notices_by_due').on('notices').column('due_at').execute();
      if (db.getExecutor().adapter instanceof PostgresAdapter) {
        await sql`create table case_words (id bigint generated always as identity primary key, case_id text not null,
          words tsvector not null)`.execute(db);
        await sql`create index case_words_by_word on case_words using gin (words)`.execute(db);
        await sql`create index case_words_by_case on case_words (case_id)`.execute(db);
      } else await sql`create virtual table case_words using fts5(case_id unindexed, words)`.execute(db);
    },
  },
  '007-desk-sessions': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('desk_sessions')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('agent', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('desk_sessions_by_agent').on('desk_sessions').column('agent').execute();
      await db.schema
        .createTable('desk_agents')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .addColumn('signed_in_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('desk_links')
        .addColumn('agent', 'text', (column) => column.primaryKey())
        .addColumn('hash', 'text', (column) => column.notNull().unique())
        .addColumn('used', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('desk_presence')
        .addColumn('replica', 'text', (column) => column.notNull())
        .addColumn('agent', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('looking', 'text')
        .addColumn('typing', 'integer', (column) => column.notNull())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('desk_presence_pk', ['replica', 'agent'])
        .execute();
    },
  },
  '008-customers-seen': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('customers_seen')
        .addColumn('conversation', 'text', (column) => column.primaryKey())
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .addColumn('mailed_at', 'bigint')
        .addColumn('mailed_by', 'text')
        .execute();
    },
  },
  '010-desk-again': {
    async up(db: Kysely<unknown>) {
      // A replica of the release before leaves these columns empty: storage/caseTimes.ts says what is meant then.
      for (const index of ['cases_by_wait', 'cases_by_change', 'cases_by_due', 'cases_by_agent'])
        await db.schema.dropIndex(index).execute();
      await sql`create index cases_by_wait on cases
        (status, rank, coalesce(waiting_since, opened_at), id)`.execute(db);
      await sql`create index cases_by_change on cases
        (coalesce(nullif(changed_at, 0), opened_at), id)`.execute(db);
      await sql`create index cases_by_agent on cases
        (agent, coalesce(nullif(changed_at, 0), opened_at))`.execute(db);
      await sql`create index cases_by_due on cases
        (coalesce(due_at, case when body is null and status = 'waiting' then opened_at end))`.execute(db);
      await db.schema
        .createTable('desk_acts')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('asked', 'text', (column) => column.notNull())
        .addColumn('refusal', 'text')
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('desk_acts_by_age').on('desk_acts').column('at').execute();
      await db.schema.alterTable('desk_sessions').addColumn('provider_grant', 'text').execute();
      for (const time of ['asked_at', 'confirmed_at'])
        await db.schema.alterTable('desk_sessions').addColumn(time, 'bigint').execute();
    },
  },
  '016-history-via': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('case_history').addColumn('via', 'text').execute();
    },
  },
};
