import { type Case, openCase, type Status } from '../../src/cases/case.js';
import { dueOf } from '../../src/cases/due.js';
import { weekdays } from '../../src/knowledge/desk.js';

const limits = {
  ...{ waiting: 15, unclaimed: 14 * 1440, firstAnswer: 10, answer: 30, customerQuiet: 1440, onHold: 60 },
  ...{ returned: 7 * 1440, resolved: 3 * 1440 },
};
const office = {
  limits,
  ...{ hours: [{ days: weekdays.slice(0, 5), from: '09:00', to: '17:00' }], holidays: ['2026-05-25'] },
  timeZone: 'Europe/London',
};
/** Friday, ten minutes before the desk closes for a long weekend. */
const at = '2026-05-22T15:50:00.000Z';
const open: Case = openCase(null, { reason: 'asked', facts: {}, outcome: null }, { id: 'C-1', at });

test.each<[what: string, changed: Partial<Case>, withHours: string | null, without: string | null]>([
  ['who waits is told', {}, '2026-05-26T08:05:00.000Z', '2026-05-22T16:05:00.000Z'],
  [
    'who was told is given back, by the calendar',
    { told: true },
    '2026-06-05T15:50:00.000Z',
    '2026-06-05T15:50:00.000Z',
  ],
  [
    'since the beginning',
    { waitingSince: '2026-05-22T15:40:00.000Z' },
    '2026-05-22T15:55:00.000Z',
    '2026-05-22T15:55:00.000Z',
  ],
  ['an agent who claimed', { status: 'assigned' }, '2026-05-22T16:00:00.000Z', '2026-05-22T16:00:00.000Z'],
  [
    'an agent who has answered before',
    { status: 'assigned', answeredAt: at },
    '2026-05-26T08:20:00.000Z',
    '2026-05-22T16:20:00.000Z',
  ],
  ['a customer', { status: 'with-customer' }, '2026-05-23T15:50:00.000Z', '2026-05-23T15:50:00.000Z'],
  ['what is on hold', { status: 'on-hold' }, '2026-05-26T08:50:00.000Z', '2026-05-22T16:50:00.000Z'],
  ['what is settled', { status: 'resolved' }, '2026-05-25T15:50:00.000Z', '2026-05-25T15:50:00.000Z'],
  ['what the bot has', { status: 'returned-to-bot' }, '2026-05-29T15:50:00.000Z', '2026-05-29T15:50:00.000Z'],
  ['what is over', { status: 'closed' as Status }, null, null],
])('%s', (_, changed, withHours, without) => {
  expect(dueOf({ ...open, ...changed }, at, office)).toBe(withHours);
  expect(dueOf({ ...open, ...changed }, at, { ...office, hours: [] })).toBe(without);
});
