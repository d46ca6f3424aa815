import { Client } from 'pg';
import { freshDatabase, postgresServer } from './postgres.js';

async function answer(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows[0];
  } finally {
    await client.end();
  }
}

test('each suite has a database of its own on a PostgreSQL 18', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  expect(one.url).not.toBe(other.url);
  await answer(one.url, 'create table mine (id integer)');
  expect(
    await answer(
      one.url,
      "select to_regclass('mine') is not null as there, current_setting('server_version_num')::int / 10000 as version",
    ),
  ).toEqual({
    there: true,
    version: 18,
  });
  expect(await answer(other.url, "select to_regclass('mine') is not null as there")).toEqual({ there: false });
  await Promise.all([one.drop(), other.drop()]);
  await expect(answer(one.url, 'select 1')).rejects.toThrow('does not exist');
});

test('a stopped server refuses, and comes back with its data at the same address', async () => {
  const server = postgresServer('stopped');
  const { url } = await freshDatabase(server);
  await answer(url, 'create table kept as select 7 as value');
  await server.stop();
  await expect(answer(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  await server.start();
  expect(await answer(url, 'select value from kept')).toEqual({ value: 7 });
  await server.stop();
});
