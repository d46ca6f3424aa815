import { sql } from 'kysely';
import type { DeadLetter, DeadNotice, GivenUp } from '../delivery/givenUp.js';
import type { NoticeTable } from './caseTables.js';
import type { Database } from './database.js';
import type { OutboxTable } from './tables.js';

const MOST = 1000;

/** Where rows stand that were given up, by what one is named, and how it is shown. */
interface Sort<Row, One> {
  table: 'outbox' | 'notices';
  name: 'conversation' | 'id';
  shown(row: Row): One;
}

/** Replies that were given up, as rows of the outbox. */
export const deadLetters = (database: Database): GivenUp<DeadLetter> =>
  givenUpIn<OutboxTable, DeadLetter>(database, {
    ...{ table: 'outbox', name: 'conversation' },
    shown: ({ conversation, seq, ...row }) => ({ conversation, seq, ...deadOf(row) }),
  });

/** Mails and calls of webhooks that were given up. */
export const deadNotices = (database: Database): GivenUp<DeadNotice> =>
  givenUpIn<NoticeTable, DeadNotice>(database, {
    ...{ table: 'notices', name: 'id' },
    shown: ({ id: notice, kind, ...row }) => ({ notice, kind, ...deadOf(row) }),
  });

const deadOf = ({ attempts, error, dead_at }: Pick<OutboxTable, 'attempts' | 'error' | 'dead_at'>) => ({
  ...{ attempts, error, deadAt: new Date(Number(dead_at)) },
});

function givenUpIn<Row, One>({ read, write }: Database, { table: named, name, shown }: Sort<Row, One>): GivenUp<One> {
  const table = sql.table(named);
  return {
    list: async () => {
      const { rows } = await sql<Row>`select * from ${table} where dead_at is not null
        order by dead_at limit ${sql.lit(MOST)}`.execute(read);
      return rows.map(shown);
    },
    count: async () => {
      const { rows } = await sql<{ count: number }>`select count(*) as count from ${table}
        where dead_at is not null`.execute(read);
      return Number(rows[0]!.count);
    },
    revive: async (now, which) => {
      const those = which === undefined ? sql`` : sql` and ${sql.ref(name)} = ${which}`;
      const { rows } = await sql`update ${table} set dead_at = null, attempts = 0, due_at = ${now}
        where dead_at is not null${those} returning 1 as one`.execute(write);
      return rows.length;
    },
  };
}
