import { type Database, openDatabase } from '../../src/storage/database.js';
import { forgetOld } from '../../src/storage/forgetting.js';
import { addLimitCounts } from '../../src/storage/limitCounts.js';
import { type FreshDatabase, freshDatabase } from '../postgres.js';

let fresh: FreshDatabase;
let one: Database;
let other: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  [one, other] = [await openDatabase(fresh), await openDatabase(fresh)];
}, 60_000);

afterAll(async () => {
  await one.close();
  await other.close();
  await fresh.drop();
});

const counts = (keys: string[], points: number, endsInMs = 60_000) => keys.map((key) => ({ key, points, endsInMs }));
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

test('what two count is one sum, in the window of the first', async () => {
  await addLimitCounts(one, counts(['a', 'b'], 3, 10_000));
  const sums = await addLimitCounts(other, counts(['b', 'c'], 4, 60_000));
  expect(sums.map(({ key, points }) => [key, points])).toEqual([
    ['b', 7],
    ['c', 4],
  ]);
  expect(sums[0]!.endsInMs).toBeGreaterThan(5000);
  expect(sums[0]!.endsInMs).toBeLessThanOrEqual(10_000);
  expect(sums[1]!.endsInMs).toBeGreaterThan(50_000);
});

test('a window that is over counts no more, and is forgotten; one that lasts is not', async () => {
  await addLimitCounts(one, counts(['short', 'gone'], 5, 50));
  await addLimitCounts(one, counts(['long'], 5, 60_000));
  await pause(100);
  expect(await addLimitCounts(other, counts(['short'], 2))).toMatchObject([{ key: 'short', points: 2 }]);
  await forgetOld(one, 0);
  const kept = (await one.read.selectFrom('limit_counts').select('key').execute()).map(({ key }) => key);
  expect(kept).toEqual(expect.arrayContaining(['short', 'long']));
  expect(kept).not.toContain('gone');
});

test('a day of bytes is counted exactly', async () => {
  const [sum] = await addLimitCounts(one, counts(['bytes'], 20_000_000_000));
  expect(sum).toMatchObject({ key: 'bytes', points: 20_000_000_000 });
});

test('many at a time, in any order, lose nothing and never block each other', async () => {
  const keys = Array.from({ length: 300 }, (_, n) => `many${n}`);
  const rounds = Array.from({ length: 30 }, (_, n) =>
    addLimitCounts(n % 2 ? one : other, counts(n % 3 ? keys : keys.toReversed(), 1)),
  );
  await Promise.all([...rounds, forgetOld(one, 0), forgetOld(other, 0)]);
  const sums = await addLimitCounts(one, counts(keys, 1));
  expect(new Set(sums.map(({ points }) => points))).toEqual(new Set([31]));
});
