import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { RateLimits } from '../../src/server/rateLimits.js';
import { SharedLimits } from '../../src/server/sharedLimits.js';
import type { LimitCount } from '../../src/storage/limitCounts.js';

const SECRET = 'tests-sign-their-tokens-with-this-one';
/** Messages of one conversation: 30 in 15 s. A sixteenth of it is two. */
const LIMIT = 30;

/** What all counted, in memory; `away` refuses. */
class Counts {
  readonly sums = new Map<string, number>();
  readonly told: LimitCount[][] = [];
  away = false;

  /** @param delay how many turns of the loop an answer is under way */
  constructor(private readonly delay = 0) {}

  readonly add = async (counts: LimitCount[]): Promise<LimitCount[]> => {
    if (this.away) throw new Error('away');
    this.told.push(counts);
    const sums = counts.map(({ key, points, endsInMs }) => {
      this.sums.set(key, (this.sums.get(key) ?? 0) + points);
      return { key, points: this.sums.get(key)!, endsInMs };
    });
    for (let turn = 0; turn < this.delay; turn++) await setImmediate();
    return sums;
  };
}

function replicaOn(counts: Counts, secret = SECRET) {
  const faults: unknown[] = [];
  const shared = new SharedLimits({ add: counts.add, secret, onFault: (fault) => faults.push(fault) });
  shared.start();
  running.push(shared);
  return { limits: new RateLimits(1, shared), faults };
}

const running: SharedLimits[] = [];
afterEach(() => {
  for (const shared of running.splice(0)) shared.stop();
});

/** Counts one message. @returns whether it was admitted */
const send = (limits: RateLimits, conversation = 'one') =>
  limits.count('send', conversation).then(
    () => true,
    () => false,
  );

async function sent(limits: RateLimits, times: number): Promise<number> {
  let admitted = 0;
  for (let n = 0; n < times; n++) if (await send(limits)) admitted += 1;
  return admitted;
}

const told = (counts: Counts) => counts.told.flat().reduce((sum, { points }) => sum + points, 0);

test('nothing is told of who stays below a sixteenth', async () => {
  const counts = new Counts();
  const { limits } = replicaOn(counts);
  for (let n = 0; n < 50; n++) await send(limits, `conversation ${n}`);
  await setImmediate();
  expect(counts.told).toEqual([]);
});

test('what was admitted is told, what was refused is not', async () => {
  const counts = new Counts();
  const { limits } = replicaOn(counts);
  expect(await sent(limits, 100)).toBe(LIMIT);
  await setImmediate();
  expect(told(counts)).toBe(LIMIT);
  expect(counts.sums.size).toBe(1);
});

test('what others counted is refused here, with the seconds that are left of it', async () => {
  const counts = new Counts();
  expect(await sent(replicaOn(counts).limits, 28)).toBe(28);
  await setImmediate();
  const { limits } = replicaOn(counts);
  expect(await sent(limits, 2)).toBe(2);
  await setImmediate();
  await expect(limits.count('send', 'one')).rejects.toMatchObject({ status: 429, retryAfter: expect.any(Number) });
  expect(await send(limits, 'another')).toBe(true);
});

test('while nothing can be told each counts for itself, says so once, and tells it afterwards', async () => {
  const counts = new Counts();
  counts.away = true;
  const { limits, faults } = replicaOn(counts);
  expect(await sent(limits, 100)).toBe(LIMIT);
  await setImmediate();
  expect(faults).toHaveLength(1);
  counts.away = false;
  await new Promise((done) => setTimeout(done, 1200));
  expect(told(counts)).toBe(LIMIT);
});

test('replicas with one secret mean the same key, and only they', async () => {
  const counts = new Counts();
  for (const secret of [SECRET, SECRET, 'another-key-of-more-than-32-characters']) {
    await sent(replicaOn(counts, secret).limits, 4);
    await setImmediate();
  }
  expect([...counts.sums.values()]).toEqual([8, 4]);
  expect([...counts.sums.keys()].join()).not.toContain('one');
});

test('alone a replica admits what it would without sharing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(8), fc.array(fc.boolean(), { minLength: 40, maxLength: 60 }), async (delay, pauses) => {
      const [sharing, alone] = [replicaOn(new Counts(delay)).limits, new RateLimits(1)];
      for (const pausing of pauses) {
        expect(await send(sharing)).toBe(await send(alone));
        if (pausing) await setImmediate();
      }
    }),
    { numRuns: 50 },
  );
});

test('together replicas exceed a limit by a sixteenth each at most, however the flood is spread', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 1, max: 6 })
        .chain((replicas) =>
          fc.tuple(fc.constant(replicas), fc.array(fc.nat(replicas - 1), { minLength: 100, maxLength: 200 })),
        ),
      async ([replicas, turns]) => {
        const counts = new Counts();
        const limits = Array.from({ length: replicas }, () => replicaOn(counts).limits);
        let admitted = 0;
        for (const turn of turns) {
          if (await send(limits[turn]!)) admitted += 1;
          await setImmediate();
        }
        expect(admitted).toBeLessThanOrEqual(LIMIT + replicas * Math.ceil(LIMIT / 16));
      },
    ),
    { numRuns: 30 },
  );
});
