import { adjustedDate, countedFrom } from '../../src/reading/adjustedDate.js';
import { readChoice } from '../../src/reading/choice.js';
import { findDates, readDate } from '../../src/reading/date.js';
import { derivedName } from '../../src/reading/derivedName.js';
import { findHostNames, readHostName } from '../../src/reading/hostName.js';

const bounds = { today: '2026-05-20', latest: '2026-05-20', oldest: '1990-01-01' };
const options = {
  'private-key': { label: 'The private key', said: ['key', 'private key', 'lost the private key'] },
  server: { label: 'The whole server', said: ['server', 'a a a a', 'server died', 'secure server certificate'] },
};
const readers: Record<string, (text: string) => unknown> = {
  readDate: (text) => readDate(text, bounds),
  findDates: (text) => findDates(text, bounds),
  adjustedDate: (text) => adjustedDate(text, '2026-05-10', bounds),
  countedFrom: (text) => countedFrom(text, '2026-05-10', { ...bounds, cues: ['order'] }),
  derivedName: (text) => derivedName(text, 'www.acme.co.uk'),
  readHostName,
  findHostNames,
  readChoice: (text) => readChoice(text, options),
};
const pieces =
  "a|.|-|*|é|1|1.|a.|é.com |a.com |3 May |3 |may |3 or |3/5/2026 |*.|[|<|http://|@|a@b |cn=|cn=a |::|a:|xn--a.com |xn--|\u202e| |\"|'|not |not a.com |1 day and |the |twenty |last |week |日本.jp |😀|😀 |_|3-|3,|no, |no |yes |yes, sorry, |don't |ago |before |1 day before | dot |a dot b dot |the Monday after |a week later |two days before that |instead of |www instead of |not www, |.com |www.acme.co |.uk |the first Friday of |3 May or |3 May 2 |中|the private |server |key |privat keu |I |no backup |\n|\0|½|＃".split(
    '|',
  );
const limit = 50;
/** Processor time, so that what else the machine does is not counted; tried again when slow, so that warming up and tidying memory are not either. */
function milliseconds(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 20 && least >= limit; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

test.each(Object.entries(readers))('%s takes less than 50 ms for 10,000 characters of anything', (_, read) => {
  const slow = pieces
    .map((piece) => ({ piece, text: piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000) }))
    .map(({ piece, text }) => ({ piece, took: milliseconds(() => read(text)) }))
    .filter(({ took }) => took >= limit);
  expect(slow).toEqual([]);
});

test.each(Object.entries(readers))('%s takes a million characters without trouble', (_, read) => {
  for (const piece of ['a', '1.', '3 May ', 'www.a.com ', 'no ', 'é'])
    expect(milliseconds(() => read(piece.repeat(1_000_000 / piece.length)))).toBeLessThan(1000);
});

test('twenty dates or forty names in 4,000 characters take less than 50 ms', () => {
  const filled = (parts: string[]) => parts.map((part) => part.padEnd(4000 / parts.length, ' and we lost it')).join('');
  const dates = Array.from(
    { length: 20 },
    (_, i) => `the first Monday after ${i + 1} May 2025, or two weeks ago last Friday`,
  );
  const names = Array.from({ length: 40 }, (_, i) => `www.shop${i}.example.co.uk, mail${i} dot acme dot com`);
  const slow = Object.entries(readers).filter(([, read]) =>
    [filled(dates), filled(names)].some((text) => milliseconds(() => read(text)) >= limit),
  );
  expect(slow.map(([reader]) => reader)).toEqual([]);
});
