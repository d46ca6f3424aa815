import fc from 'fast-check';
import { confidenceOf, limitsFrom, sureness, type Trial } from '../../src/matching/limits.js';

const trial = fc.record({
  // Few different values: equally sure ones are to be met often.
  sureness: fc.integer({ min: -5, max: 12 }).map((tenths) => tenths / 10),
  kind: fc.constantFrom<Trial['kind']>('phrasing', 'outside', 'stranger'),
  right: fc.boolean(),
  answerable: fc.boolean(),
  near: fc.boolean(),
});
const trials = fc.array(
  trial.map((one) => ({
    ...one,
    right: one.right && one.kind === 'phrasing' && one.answerable,
    near: one.kind === 'phrasing' && (one.near || one.right),
  })),
  { minLength: 1, maxLength: 120 },
);
const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });

test('no more is answered wrongly, and no more strangers are answered, than the tolerance allows', () => {
  fc.assert(
    fc.property(trials, share, share, (list, wrong, strangers) => {
      const { answer, ask } = limitsFrom(list, { wrong, strangers, missed: 0.05 });
      const answered = list.filter((one) => one.answerable && one.sureness >= answer);
      const own = answered.filter(({ kind }) => kind !== 'stranger');
      expect(own.filter(({ right }) => !right).length).toBeLessThanOrEqual(wrong * own.length);
      const foreign = list.filter(({ kind }) => kind === 'stranger');
      // The limit is one of the trials, so one of them may stand on it.
      const above = foreign.filter((one) => one.answerable && one.sureness > answer);
      expect(above.length).toBeLessThanOrEqual(strangers * foreign.length);
      expect(ask).toBeLessThanOrEqual(answer);
    }),
    { numRuns: 2000 },
  );
});

test('confidence is a share that grows with sureness where the surer trials are right', () => {
  const list = Array.from({ length: 200 }, (_, index): Trial => {
    const sure = index / 200;
    return { sureness: sure, kind: 'phrasing', right: index % 10 < 10 * sure, answerable: true, near: true };
  });
  const limits = limitsFrom(list, { wrong: 0.1, strangers: 0.1, missed: 0.05 });
  const shares = [-1, 0, 0.25, 0.5, 0.75, 1, 2].map((sure) => confidenceOf(limits, sure));
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  for (const one of shares) expect(one >= 0 && one <= 1).toBe(true);
  expect(Math.abs(confidenceOf(limits, 0.5) - 0.5)).toBeLessThan(0.15);
});

test('a lead counts for sureness', () => {
  expect(sureness(0.8, 0.1)).toBeGreaterThan(sureness(0.8, 0.7));
  expect(sureness(0.8, 0.8)).toBeCloseTo(0.8);
});
