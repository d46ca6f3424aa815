// Fills a database with conversations as the service leaves them: copies of one that a customer really had, each under ids of its own.
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Libsql from 'libsql';
import pg from 'pg';
import { goOn } from './customers.mjs';
import { HttpLine } from './httpLine.mjs';

const { openDatabase } = createRequire(import.meta.url)('../../dist/storage/database.js');
/** How many of the stored conversations the customers of a run come back to. */
const KNOWN = 2000;

/** Has a conversation with a service on the embedded database. @returns its rows: what the others are copies of */
export async function record(port, folder, requests) {
  const line = new HttpLine(port);
  let conversationId;
  for (let request = goOn(requests); request; ) {
    const answer = await line.ask(request);
    conversationId ??= JSON.parse(answer.body).conversationId;
    request = goOn(requests, answer);
  }
  line.close();
  const database = new Libsql(join(folder, 'certdesk.db'));
  const key = `directline/${conversationId}`;
  const conversation = database.prepare('select id, user_id, state from conversations where key = ?').get(key);
  const activities = database
    .prepare('select seq, id, role, type, activity from activities where conversation = ? order by seq')
    .all(key);
  database.close();
  return { ...conversation, activities };
}

/** What both dialects are told; they differ in how they make random names. */
const statements = {
  conversations: `insert into conversations (key, channel, id, user_id, state, version, last_seq, streamed_by, created_at, updated_at, ended_at)
    select 'directline/' || n.id, 'directline', n.id, 'dl_' || n.id, replace(s.state, s.id, n.id), s.turns, s.last, null, s.at, s.at, null from names n cross join sample s`,
  activities: `insert into activities (conversation, seq, id, role, type, activity, at)
    select 'directline/' || n.id, t.seq, replace(t.id, s.id, n.id), t.role, t.type, replace(replace(t.activity, s.id, n.id), s.user_id, 'dl_' || n.id), s.at
    from names n cross join sample s cross join said t`,
  inbox: `insert into inbox (conversation, source_id, activity_id, at)
    select 'directline/' || n.id, 'client:' || n.id || '-' || t.seq, replace(t.id, s.id, n.id), s.at from names n cross join sample s cross join said t where t.role = 'user'`,
};
const temporary = [
  'create temporary table sample (id text, user_id text, state text, turns integer, last integer, at bigint)',
  'create temporary table said (seq integer, id text, role text, type text, activity text)',
];

const rowsOf = (sample, each) => {
  const said = sample.activities.slice(0, each);
  return {
    head: [sample.id, sample.user_id, sample.state, said.length, said.length, Date.now() - 7 * 24 * 3600_000],
    said,
  };
};
const known = (ids, last) => ids.map(({ id }) => ({ conversationId: id, userId: `dl_${id}`, last }));

/** @param each activities of each conversation @returns some of the conversations, and the bytes of one on the disk */
export async function fillFolder(folder, sample, { count, each }) {
  await (await openDatabase({ folder })).close();
  const file = join(folder, 'certdesk.db');
  const database = new Libsql(file);
  const { head, said } = rowsOf(sample, each);
  database.exec('pragma synchronous = off; begin immediate');
  for (const statement of temporary) database.exec(statement);
  database.prepare('insert into sample values (?, ?, ?, ?, ?, ?)').run(head);
  for (const { seq, id, role, type, activity } of said)
    database.prepare('insert into said values (?, ?, ?, ?, ?)').run([seq, id, role, type, activity]);
  database.exec(
    `create temporary table names as with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select lower(hex(randomblob(11))) as id from n`,
  );
  for (const statement of Object.values(statements)) database.exec(statement);
  database.exec('commit');
  database.pragma('wal_checkpoint(truncate)');
  const ids = database.prepare(`select id from names limit ${KNOWN}`).all();
  database.close();
  return { stored: known(ids, said.length), bytes: statSync(file).size / count };
}

/** The same in a database of that name, made in the server. */
export async function fillPostgres(server, name, sample, { count, each }) {
  const first = new pg.Client({ connectionString: server.url('postgres') });
  await first.connect();
  await first.query(`create database ${name}`);
  await first.end();
  await (await openDatabase({ url: server.url(name) })).close();
  const client = new pg.Client({ connectionString: server.url(name) });
  await client.connect();
  const { head, said } = rowsOf(sample, each);
  await client.query('set synchronous_commit = off');
  for (const statement of temporary) await client.query(statement);
  await client.query('insert into sample values ($1, $2, $3, $4, $5, $6)', head);
  for (const { seq, id, role, type, activity } of said)
    await client.query('insert into said values ($1, $2, $3, $4, $5)', [seq, id, role, type, activity]);
  await client.query(
    `create temporary table names as select left(md5(random()::text || i), 22) as id from generate_series(1, ${count}) i`,
  );
  for (const statement of Object.values(statements)) await client.query(statement);
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  const { rows: ids } = await client.query(`select id from names limit ${KNOWN}`);
  const sizes = await client.query(
    "select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'",
  );
  await client.end();
  return { stored: known(ids, said.length), bytes: Number(sizes.rows[0].bytes) / count };
}
