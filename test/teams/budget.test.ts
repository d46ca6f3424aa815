import fc from 'fast-check';
import { Budget, perThread } from '../../src/channels/teams/budget.js';
import { Later } from '../../src/delivery/later.js';

/** Most events that lie in any window of that length. */
function most(times: readonly number[], withinMs: number): number {
  return Math.max(0, ...times.map((end) => times.filter((at) => at > end - withinMs && at <= end).length));
}

test('of whatever is asked for, no window ever holds more than it may, by the clock of the other side', async () => {
  const [short, longer] = [
    { most: 3, withinMs: 60 },
    { most: 5, withinMs: 150 },
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ after: fc.nat(40), way: fc.nat(25), back: fc.nat(25) }), { minLength: 5, maxLength: 25 }),
      async (calls) => {
        const budget = new Budget([short, longer]);
        const arrived: number[] = [];
        await Promise.all(
          calls.map(async ({ after, way, back }, index) => {
            await pause(after * (index % 3));
            const over = await budget.take(10_000);
            await pause(way);
            arrived.push(performance.now());
            await pause(back);
            over('known');
          }),
        );
        expect(arrived).toHaveLength(calls.length);
        for (const { most: allowed, withinMs } of [short, longer])
          expect(most(arrived, withinMs)).toBeLessThanOrEqual(allowed);
      },
    ),
    { numRuns: 10 },
  );
});

test('whoever would wait long is put off until there is a place, which counts for no try', async () => {
  let clock = 0;
  const budget = new Budget(perThread, () => clock);
  budget.remember(Array.from({ length: 60 }, () => 10_000));
  const put = await budget.take(3000).catch((fault: unknown) => fault);
  expect(put).toBeInstanceOf(Later);
  expect(put).toMatchObject({ tried: false, inMs: 20_020 });
  clock = 20_021;
  (await budget.take(3000))('known');
});

test('what was sent before a start counts as well', async () => {
  const budget = new Budget(perThread, () => 5000);
  budget.remember([900, 800, 700, 600, 500, 400, 300]);
  await expect(budget.take(50)).rejects.toMatchObject({ inMs: 120 });
});

test('an hour holds 1,800', async () => {
  let clock = 0;
  const budget = new Budget(perThread, () => clock);
  for (let n = 0; n < 1800; n += 1) {
    clock += 1000;
    (await budget.take(0))('known');
  }
  clock += 1000;
  await expect(budget.take(0)).rejects.toMatchObject({ inMs: 1_800_020 });
});

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));
