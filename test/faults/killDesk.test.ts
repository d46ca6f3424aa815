import { freshDatabase } from '../postgres.js';
import { endServices } from '../service.js';
import { DeskKilling, killDesk, LEAST } from './deskKilling.js';
import type { Defence, Faults } from './faultyService.js';

afterAll(endServices);

test.each([
  ['embedded', 0],
  ['postgres', 1],
] as const)(
  'killed while agents claim, answer and settle (%s): nothing that was acknowledged is lost or doubled, and one has each case',
  async (kind, half) => {
    const database = kind === 'postgres' ? await freshDatabase() : null;
    const killing = new DeskKilling(database?.url);
    try {
      expect(await killDesk(killing, half)).toEqual([]);
      expect(killing.told.length).toBeGreaterThan(LEAST);
    } finally {
      await killing.end();
      await endServices();
      await database?.drop();
    }
  },
  900_000,
);

test.each<[string, Defence, Faults['strike'], RegExp]>([
  [
    'without deduplication an answer that is sent again is said again',
    ...([
      'deduplication',
      { at: 'commit', behind: 'insert into "inbox"', when: 'after', nth: 4 },
      /"C-\w+ answer 1" 2 times/,
    ] as const),
  ],
  [
    'without a transaction a case that was given to somebody is nobody’s',
    ...([
      'transaction',
      { at: 'insert into "case_history"', when: 'before', nth: 2 },
      /was told it is theirs/,
    ] as const),
  ],
])(
  'control: %s',
  async (_, defence, strike, wrong) => {
    const killing = new DeskKilling();
    try {
      const first = await killing.start({ off: [defence], strike });
      killing.work(1);
      await first.gone;
      expect((await killing.finish([defence])).join('\n')).toMatch(wrong);
    } finally {
      await killing.end();
    }
  },
  60_000,
);
