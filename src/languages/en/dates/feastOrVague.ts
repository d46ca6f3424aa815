import { partsOf } from '../../calendar.js';
import type { Mention } from './dateMention.js';
import { byFirstWord, type Looking } from './dateTokens.js';
import { feastNamed, latestFeast, type NamedFeast } from './feasts.js';

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
  'bank holiday',
  'may bank holiday',
  'easter bank holiday',
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

/** A feast ("New Year's Day", "Easter Monday 2025"), or a time too vague to be a day ("a while ago"). */
export function feastOrVagueAt(look: Looking, i: number): Mention | null {
  const named = feastNamed(look, i);
  if (named && named.loose === undefined) return feast(look, i, named);
  const to = look.skip(i, vagueByFirst.get(look.word(i)) ?? []);
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

function feast(look: Looking, i: number, named: NamedFeast): Mention {
  const at = look.skip(named.to, ['of', 'in']);
  const now = partsOf(look.today).year;
  const spoken = look.phrase(at, 'last year') ? now - 1 : look.phrase(at, 'this year') ? now : null;
  const written = /^(?:19|20|21)\d\d$/.test(look.digits(at)) ? Number(look.digits(at)) : null;
  const to = spoken !== null ? at + 2 : written !== null ? at + 1 : named.to;
  const year = spoken ?? written;
  const date = year === null ? latestFeast(named, look.today) : named.dayIn(year);
  const clear = /^(?:day|eve|night|monday|tuesday|wednesday|thursday|friday|sunday)$/.test(look.word(named.to - 1));
  if (date === null) return { from: i, to, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  return { from: i, to, meanings: [{ is: 'counted', date }], clear: clear || written !== null };
}
