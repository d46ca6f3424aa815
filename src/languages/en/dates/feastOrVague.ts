import type { Meaning, Mention } from './dateMention.js';
import { byFirstWord, type Looking } from './dateTokens.js';

const feasts: { said: string[]; month: number; day: number }[] = [
  { said: ["new year's eve", 'new years eve', 'new year eve'], month: 12, day: 31 },
  {
    said: ["new year's day", 'new years day', 'new year day', "new year's", 'new years', 'new year'],
    month: 1,
    day: 1,
  },
  { said: ['christmas eve', 'xmas eve'], month: 12, day: 24 },
  { said: ['christmas day', 'xmas day', 'christmas', 'xmas'], month: 12, day: 25 },
  { said: ['boxing day'], month: 12, day: 26 },
  { said: ["valentine's day", 'valentines day', "valentine's"], month: 2, day: 14 },
  { said: ["st patrick's day", 'st patricks day'], month: 3, day: 17 },
  { said: ["april fool's day", 'april fools day', "april fools' day"], month: 4, day: 1 },
  { said: ['halloween', "hallowe'en"], month: 10, day: 31 },
  { said: ['bonfire night', 'guy fawkes night'], month: 11, day: 5 },
];
/** Words for a time that is no day. Longer ones first where one begins like another. */
const vague = [
  'half a year ago',
  'half a month ago',
  'recently',
  'lately',
  'not long ago',
  'not so long ago',
  'not too long ago',
  'long ago',
  'a long time ago',
  'a long time back',
  'ages ago',
  'ages',
  'a while ago',
  'a while back',
  'quite a while ago',
  'while ago',
  'while back',
  'some time ago',
  'sometime ago',
  'some time back',
  'a short while ago',
  'a bit ago',
  'the other day',
  'the other week',
  'the other month',
  'earlier this year',
  'earlier this month',
  'earlier this week',
  'earlier in the year',
  'later that year',
  'last week',
  'this week',
  'next week',
  'the week before last',
  'last weekend',
  'the weekend',
  'this weekend',
  'weekend',
  'last spring',
  'last summer',
  'last autumn',
  'last winter',
  'spring',
  'summer',
  'autumn',
  'winter',
  'last fall',
  'easter',
  'whitsun',
  'pancake day',
  'bank holiday',
  'ramadan',
  'diwali',
  'eid',
  'passover',
  'days back',
  'weeks back',
  'months back',
  'years back',
  'days ago',
  'weeks ago',
  'months ago',
  'years ago',
  'hours ago',
  'the past',
  'the last',
  'ago',
  'some time',
  'sometime',
  'once upon a time',
  'back then',
  'soon',
  'start of the year',
  'beginning of the year',
  'end of the year',
  'end of last year',
  'start of last year',
  'beginning of last year',
  'start of this year',
  'beginning of this year',
  'middle of last year',
  'end of last week',
  'start of last week',
];

const vagueByFirst = byFirstWord(vague);
const feastsByFirst = byFirstWord(feasts.flatMap(({ said }) => said));

/** A feast with a fixed day ("New Year's Day", "Christmas 2025"), or a time too vague to be a day ("a while ago"). */
export function feastOrVagueAt(look: Looking, i: number): Mention | null {
  const first = look.word(i);
  if (feastsByFirst.has(first)) {
    for (const { said, month, day } of feasts) {
      const to = look.skip(i, said);
      if (to > i) return feast(look, i, to, month, day);
    }
  }
  const to = look.skip(i, vagueByFirst.get(first) ?? []);
  if (to === i) return null;
  if (
    to === i + 2 &&
    ['past', 'last'].includes(look.word(to - 1)) &&
    !look.digits(to) &&
    !/^(?:few|couple|several|two|three|four|five|six|ten)$/.test(look.word(to))
  )
    return null;
  return { from: i, to, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
}

function feast(look: Looking, i: number, end: number, month: number, day: number): Mention {
  const at = look.skip(end, ['of', 'in']);
  const now = Number(look.today.slice(0, 4));
  const spoken = look.phrase(at, 'last year') ? now - 1 : look.phrase(at, 'this year') ? now : null;
  const written = /^(?:19|20|21)\d\d$/.test(look.digits(at)) ? Number(look.digits(at)) : null;
  const to = spoken !== null ? at + 2 : written !== null ? at + 1 : end;
  const meaning: Meaning = { is: 'day', day, month, year: spoken ?? written };
  const holds = look.word(end - 1) === 'day' || look.word(end - 1) === 'eve' || written !== null;
  return { from: i, to, meanings: [written === null ? { ...meaning, loosely: true } : meaning], clear: holds };
}
