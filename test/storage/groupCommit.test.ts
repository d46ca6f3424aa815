import { Kysely, sql, type Transaction } from 'kysely';
import { EmbeddedDialect } from '../../src/storage/embeddedDialect';
import { GroupCommit } from '../../src/storage/groupCommit';
import type { Tables } from '../../src/storage/tables';

const happened: string[] = [];
let db: Kysely<Tables>;
let group: GroupCommit;

const put = (number: number) => (trx: Transaction<Tables>) =>
  sql`insert into parents values (${number})`.execute(trx).then(() => number);
const kept = async () =>
  (await sql<{ id: number }>`select id from parents order by id`.execute(db)).rows.map(({ id }) => id);
const commits = () => happened.filter((what) => what === 'commit').length;

beforeEach(async () => {
  db = new Kysely<Tables>({ dialect: new EmbeddedDialect(':memory:'), log: ({ query }) => happened.push(query.sql) });
  await sql`pragma foreign_keys = on`.execute(db);
  await sql`create table parents (id integer primary key)`.execute(db);
  await sql`create table children (parent integer references parents (id) deferrable initially deferred)`.execute(db);
  // No group ends for its time here, however busy the machine is.
  group = new GroupCommit(db, 60_000);
  happened.length = 0;
});

afterEach(() => db.destroy());

describe('works that share a commit', () => {
  test('what waits together is committed together, in order', async () => {
    expect(await Promise.all([1, 2, 3].map((number) => group.run(put(number))))).toEqual([1, 2, 3]);
    expect(commits()).toBe(1);
    expect(await kept()).toEqual([1, 2, 3]);
  });

  test('nobody hears of a success before the commit', async () => {
    await Promise.all([1, 2].map((number) => group.run(put(number)).then(() => happened.push(`told ${number}`))));
    expect(happened.slice(-3)).toEqual(['commit', 'told 1', 'told 2']);
  });

  test('one that fails undoes itself and no other', async () => {
    const failing = async (trx: Transaction<Tables>) => {
      await put(2)(trx);
      throw new Error('of its own');
    };
    const outcomes = await Promise.allSettled([group.run(put(1)), group.run(failing), group.run(put(3))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await kept()).toEqual([1, 3]);
    expect(commits()).toBe(1);
  });

  test('a commit that fails is heard by all whom it held, and the next group goes on', async () => {
    const orphan = (trx: Transaction<Tables>) => sql`insert into children values (99)`.execute(trx);
    const outcomes = await Promise.allSettled([group.run(put(1)), group.run(orphan)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept()).toEqual([]);
    await group.run(put(4));
    expect(await kept()).toEqual([4]);
  });

  test('where no transaction can be begun, those who wait hear of it', async () => {
    await sql`begin`.execute(db);
    const outcomes = await Promise.allSettled([group.run(put(1)), group.run(put(2))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await sql`rollback`.execute(db);
    expect(await group.run(put(3))).toBe(3);
  });

  test('a work that comes while another runs is served without being asked for', async () => {
    let later: Promise<number> | undefined;
    await group.run(async (trx) => {
      await put(1)(trx);
      later = group.run(put(2));
    });
    expect(await later).toBe(2);
  });
});
