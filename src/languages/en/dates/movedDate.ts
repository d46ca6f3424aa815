import { type ChangeReader, closes, ends, type Said } from './dateChange.js';
import { unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt } from './dateWords.js';

const earlier = ['earlier', 'sooner', 'too late', 'before', 'prior', 'previously', 'back', 'beforehand', 'previous'];
const later = [
  'later on',
  'later',
  'too early',
  'too soon',
  'after',
  'afterwards',
  'further on',
  'on',
  'following',
  'thereafter',
];
/** These turn to something behind them; with nothing there, it is the known day. */
const turning = new Set(['before', 'after', 'prior', 'on', 'following', 'back', 'previous']);
const that = [
  'that day',
  'that',
  'it',
  'then',
  'this',
  'the date i gave',
  'what i said',
  'the one i gave',
  'the date above',
];
const uncounted = new Set(
  'few couple several some many least most than over under within nearly almost half every each other'.split(' '),
);

/** A change by days, weeks or months: "the same day", "the next day", "two days before that". */
export function movedAt(look: Looking, i: number, reader: ChangeReader): Said {
  return sameDayAt(look, i, reader) ?? nextDayAt(look, i, reader) ?? spanAt(look, i, reader);
}

function sameDayAt(look: Looking, i: number, reader: ChangeReader): Said {
  const to = look.skip(i, [
    'the very same day',
    'the same day',
    'that same day',
    'that very day',
    'same day',
    'on the day itself',
    'the day itself',
    'that day',
  ]);
  if (to === i || reader.reads === 'correction') return null;
  const as = look.skip(to, ['as the', 'as we', 'as i', 'as our', 'as', 'that we', 'that i', 'we', 'i']);
  const cued = look.skip(as, reader.cues);
  if (look.word(to) === 'as' && cued === as) return null;
  return { change: { says: 'moved', count: 0, unit: 'day' }, to: cued > as ? cued : to };
}

/** "The next day", "the previous week". */
function nextDayAt(look: Looking, i: number, reader: ChangeReader): Said {
  const start = look.skip(i, ['the very', 'the', 'on the', 'very']);
  const word = look.word(start);
  const on = ['next', 'following'].includes(word);
  if (!on && !['previous', 'preceding', 'prior'].includes(word)) return null;
  const unit = unitNamed(look.word(start + 1));
  if (!unit || unit === 'hour' || unit === 'minute' || /s$/.test(look.word(start + 1))) return null;
  // "Next week" is counted from today.
  if (start === i && unit !== 'day') return null;
  if (reader.reads === 'count' && unit !== 'day') return { change: { says: 'vague' }, to: start + 2 };
  return goesOnSo(look, start + 2, reader)
    ? { change: { says: 'moved', count: on ? 1 : -1, unit }, to: start + 2 }
    : null;
}

/** "A day earlier", "two days before that", "the week after", "three weeks after the order". */
function spanAt(look: Looking, i: number, reader: ChangeReader): Said {
  const article = look.skip(i, ['the', 'a', 'an', 'one']);
  const number = article > i ? { count: 1, ordinal: false, to: article } : numberAt(look, i);
  const at = number?.to ?? i;
  const unit = number?.ordinal ? undefined : unitNamed(look.word(at));
  if (!unit || unit === 'hour' || unit === 'minute' || (!number && /s$/.test(look.word(at)))) return null;
  const loose = look.skip(at + 1, ['or so', 'or two', 'or three', 'or more', 'and a half']);
  const [back, on] = [look.skip(loose, earlier), look.skip(loose, later)];
  const end = Math.max(back, on);
  if (end === loose) return null;
  const to = behindAt(look, end, reader);
  if (to === null) return null;
  const vague =
    loose > at + 1 ||
    uncounted.has(look.word(i - 1)) ||
    (look.word(i - 1) === 'or' && numberAt(look, i - 2) !== null) ||
    (look.word(i - 1) === 'and' && unitNamed(look.word(i - 2)) !== undefined);
  // "The week after" says how far of a day that is corrected, not of one that is counted.
  const span = article > i && look.word(article - 1) === 'the' && unit !== 'day' && reader.reads === 'count';
  if (vague || span) return { change: { says: 'vague' }, to };
  return { change: { says: 'moved', count: (number?.count ?? 1) * (back > on ? -1 : 1), unit }, to };
}

/**
 * Where a change ends that may turn to the known day ("before that", "after the order"); `null` where it turns to
 * something else.
 */
export function behindAt(look: Looking, end: number, reader: ChangeReader): number | null {
  const own = look.skip(end, [...that, 'than that', 'than i said', 'than i thought']);
  if (own > end) return own;
  const led = look.skip(look.skip(end, ['from']), [
    'we had',
    'we',
    'i',
    'it was',
    'the',
    'our',
    'my',
    'having',
    'placing the',
    'placing our',
    'making the',
  ]);
  const cued = reader.reads === 'count' ? look.skip(led, reader.cues) : led;
  if (cued > led) return cued;
  if (turning.has(look.word(end - 1))) return ends(look, end) ? end : null;
  return goesOnSo(look, end, reader) ? end : null;
}

function goesOnSo(look: Looking, i: number, { reads }: ChangeReader): boolean {
  return reads === 'count' || ends(look, i) || closes.has(look.word(i));
}
