import { findChoices, readChoice } from '../../src/reading/choice.js';
import { findDates, readDate } from '../../src/reading/date.js';
import { findHostNames, readHostName } from '../../src/reading/hostName.js';
import { dontKnow, findYesNo, readYesNo, splitYesNo } from '../../src/reading/yesNo.js';

const today = '2026-05-20';
const options = {
  'private-key': { label: 'The private key', said: ['key', 'private key'], noticed: ['lost the private key'] },
  server: {
    label: 'The whole server',
    said: ['server', 'a a a a'],
    noticed: ['server died', 'secure server certificate'],
  },
};
const words = {
  yes: { said: ['a copy'], noticed: ['a backup'] },
  no: { said: ['no copy'], noticed: ['no backup', 'no no no backup'] },
};
const readers: Record<string, (text: string) => unknown> = {
  readDate: (text) => readDate(text, { today }),
  findDates: (text) => findDates(text, { today }),
  readHostName,
  findHostNames,
  readYesNo: (text) => readYesNo(text, { yes: words.yes.said, no: words.no.said }),
  findYesNo: (text) => findYesNo(text, words),
  splitYesNo,
  dontKnow: (text) => dontKnow(text, ['no idea']),
  readChoice: (text) => readChoice(text, options),
  findChoices: (text) => findChoices(text, options),
};
const pieces =
  "a|.|-|*|é|1|1.|a.|é.com |a.com |3 May |3 |may |3 or |3/5/2026 |*.|[|<|http://|@|a@b |cn=|cn=a |::|a:|xn--a.com |xn--|\u202e| |\"|'|not |not a.com |1 day and |the |twenty |last |week |日本.jp |😀|😀 |_|3-|3,|no, |no |yes |yes, sorry, |don't |ago |before |1 day before | dot |中|the private |server |key |privat keu |I |no backup |\n|\0|½|＃".split(
    '|',
  );
const limit = 50;
/** Processor time, so that what else the machine does is not counted; tried again when slow, so that warming up and tidying memory are not either. */
function milliseconds(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 6 && least >= limit; i++) {
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
