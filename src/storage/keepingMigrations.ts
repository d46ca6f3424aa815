import { type Kysely, type Migration, PostgresAdapter, sql } from 'kysely';

/** The steps that came with the end of what is kept. */
export const keepingMigrations: Record<string, Migration> = {
  '009-removals': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('conversations').addColumn('removed_at', 'bigint').execute();
      // By a column that no turn writes: PostgreSQL then touches no index when a conversation goes on.
      await sql`create index conversations_by_age on conversations (created_at, key) where removed_at is null`.execute(
        db,
      );
      await sql`create index conversations_removed on conversations (removed_at) where removed_at is not null`.execute(
        db,
      );
      await db.schema.alterTable('notices').addColumn('conversation', 'text').execute();
      const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
      const named = postgres ? sql`body::json ->> 'conversation'` : sql`json_extract(body, '$.conversation')`;
      await sql`update notices set conversation = ${named}`.execute(db);
      await db.schema.createIndex('notices_by_conversation').on('notices').column('conversation').execute();
      await db.schema
        .createTable('removals')
        .addColumn('conversation', 'text', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('why', 'text', (column) => column.notNull())
        .addColumn('by_name', 'text')
        .addColumn('cases', 'text', (column) => column.notNull())
        .execute();
      // Without it a deleted row's words stay in the index until its parts are merged.
      if (!postgres) await sql`insert into case_words (case_words, rank) values ('secure-delete', 1)`.execute(db);
    },
  },
};
