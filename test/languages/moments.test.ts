import { about, momentSaid, sinceSaid } from '../../src/languages/en/moments.js';

const now = '2026-05-20T11:00:00Z';

test.each([
  ['2026-05-20T13:00:00Z', 'at 14:00', '14:00'],
  ['2026-05-21T08:00:00Z', 'tomorrow at 9:00', 'tomorrow at 9:00'],
  ['2026-05-19T08:30:00Z', 'yesterday at 9:30', 'yesterday at 9:30'],
  ['2026-05-25T08:00:00Z', 'on Monday at 9:00', 'Monday at 9:00'],
  ['2026-06-01T08:00:00Z', 'on 1 June at 9:00', '1 June at 9:00'],
  ['2026-05-20T23:30:00Z', 'tomorrow at 0:30', 'tomorrow at 0:30'],
])('%s is said by the desk’s own clock', (at, moment, since) =>
  expect([momentSaid(at, now, 'Europe/London'), sinceSaid(at, now, 'Europe/London')]).toEqual([moment, since]),
);

test.each([
  [0.4, 'a minute'],
  [4, '5 minutes'],
  [10, '10 minutes'],
  [46, 'an hour'],
  [61, '2 hours'],
  [24 * 60, 'a day'],
  [50 * 60, '3 days'],
])('%s minutes are about %s', (minutes, words) => expect(about(minutes)).toBe(words));
