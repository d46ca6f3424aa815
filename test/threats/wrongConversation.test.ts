import { tries } from '../longForm.js';
import { databases } from '../openedService.js';
import { sentOutside, shownToAgents, shownToCustomers } from './crossings.js';
import { Interleaved, type Size } from './interleaved.js';
import { type Fault, mixedUp } from './mixedUp.js';

const parts = { present: 12, away: 4, corrects: 2, leaves: 4, waiting: 3, silent: 3 };
const size: Size = { parts, replies: tries(200, 1000) };
/** How often each is away while an agent answers. */
const absences = { away: 2, corrects: 1, present: 0, leaves: 0, waiting: 0, silent: 0 };
const DAY_AND_A_BIT = 25 * 3600;

test.each(databases)(
  'hundreds of answers, mails and calls at once reach no conversation but their own (%s)',
  async (kind) => {
    const world = await Interleaved.open(kind, size);
    try {
      await world.begin();
      await world.storm();
      await world.settle();
      expect(await shownToCustomers(world)).toEqual([]);
      await world.comeBack();
      await world.settle();
      // Whoever was answered and doesn't write is told that it is taken to be settled.
      world.later(DAY_AND_A_BIT);
      await world.settle();
      expect(await shownToAgents(world)).toEqual([]);
      expect(await sentOutside(world, ({ part }) => absences[part])).toEqual([]);
      expect(world.wrong).toEqual([]);
      expect(world.receivers.posted.length).toBe(parts.away * 2 + parts.corrects);
    } finally {
      await world.close();
    }
  },
  600_000,
);

/** Every so many times what was asked last takes the place of what is asked. */
function lastOnesNow<One>(every: number): (one: One) => One {
  let asked = 0;
  let last: One | undefined;
  return (one) => {
    asked += 1;
    const now = asked % every === 0 ? (last ?? one) : one;
    last = one;
    return now;
  };
}

const reads = lastOnesNow<unknown>(5);
const notices = lastOnesNow<object>(1);
/** The words of a notice with another's conversation. */
const readdressed = (one: unknown) => {
  if (typeof one !== 'string' || !one.startsWith('{')) return one;
  const { conversation, userId, ...rest } = JSON.parse(one);
  return JSON.stringify({ ...rest, ...notices({ conversation, userId }) });
};

test.each<[string, Fault, RegExp]>([
  [
    'a transcript that is read under the key of another',
    {
      asked: (sql, given) =>
        /from "activities" where "conversation" = \$1 and "seq" >/.test(sql)
          ? [reads(given[0]), ...given.slice(1)]
          : given,
    },
    /^the (?:transcript|stream) of \d\d shows (?:\d\d|C-)/m,
  ],
  [
    'a notice that is written with the conversation of another',
    { asked: (sql, given) => (sql.startsWith('insert into "notices"') ? given.map(readdressed) : given) },
    /^the (?:mail of \d\d leads to|call of \d\d shows)/m,
  ],
  [
    'a conversation whose end nobody sees',
    {
      found: (_, rows) =>
        rows.some((row) => row && 'ended_at' in row) ? rows.map((row) => ({ ...row, ended_at: null })) : rows,
    },
    /^\d\d: ended, and answered 200/m,
  ],
])(
  'control: %s is found out',
  async (_, fault, found) => {
    const few = { present: 3, away: 2, corrects: 0, leaves: 1, waiting: 0, silent: 0 };
    const world = await Interleaved.open('postgres', { parts: few, replies: 40 }, mixedUp(fault));
    try {
      await world.begin();
      await world.storm();
      await world.settle();
      const shown = await shownToCustomers(world);
      const sent = await sentOutside(world, ({ part }) => absences[part] / 2);
      expect([...world.wrong, ...shown, ...sent].join('\n')).toMatch(found);
    } finally {
      await world.close();
    }
  },
  300_000,
);
