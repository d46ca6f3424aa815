import { countedDateAt, move } from './countedDate.js';
import { type DateReader, type Mention, type PartReason, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt } from './dateWords.js';
import { feastOrVagueAt } from './feastOrVague.js';
import { monthEdgeAt } from './monthEdge.js';
import { weekdayDateAt } from './weekdayDate.js';
import { writtenDateAt } from './writtenDate.js';

const fromNumber = [writtenDateAt, weekdayDateAt, countedDateAt];
const fromWord = [...fromNumber, monthEdgeAt, feastOrVagueAt];
/** A text that names so many days names too many to choose from; the rest of it adds nothing. */
const most = 100;
/** A date behind one of these is a limit, not the day itself. */
const limits = new Set([
  'before',
  'after',
  'by',
  'until',
  'till',
  'than',
  'pre',
  'post',
  'expires',
  'expiring',
  'expired',
]);

/** Every date, and every part of one, that a text speaks of, in order and apart; at each place the longest. */
export function mentionsOf(look: Looking, reader: DateReader): Mention[] {
  const mentions: Mention[] = [];
  for (let i = 0; i < look.tokens.length && mentions.length < most; ) {
    const mention = canBegin(look, i) ? (offsetAt(look, i, reader) ?? longestAt(look, i)) : null;
    if (mention) mentions.push(limited(look, mention, mentions.at(-1)?.to, reader.cues));
    i = mention ? Math.max(mention.to, i + 1) : i + 1;
  }
  return mentions;
}

/** No date begins with a sign, a letter, an article with nothing behind it, or amid a row of figures. */
function canBegin(look: Looking, i: number): boolean {
  const word = look.word(i);
  if (word === '') return look.digits(i) !== '' && !(look.digits(i - 1) && look.digits(i + 1) && look.digits(i + 2));
  if (word === look.word(i + 1)) return false;
  return ['a', 'an', 'the'].includes(word) ? look.sign(i + 1) === '' : word.length > 1;
}

function longestAt(look: Looking, i: number): Mention | null {
  let best: Mention | null = null;
  for (const form of look.digits(i) ? fromNumber : fromWord) {
    const mention = form(look, i);
    if (mention && (!best || mention.to > best.to)) best = mention;
  }
  return best;
}

/** Said with "about": it is said back as what it was taken for. */
const roughly = new Set(['about', 'around', 'roughly', 'approximately', 'approx', 'circa', 'ish']);

function limited(look: Looking, mention: Mention, after: number | undefined, cues: readonly string[] = []): Mention {
  const before = ['the', 'on', ':'].includes(look.tokens[mention.from - 1]?.text ?? '')
    ? mention.from - 2
    : mention.from - 1;
  // "Not Before:" is what a certificate calls the day it begins.
  const begins = look.word(before) === 'before' && look.word(before - 1) === 'not' && look.sign(before + 1) === ':';
  const rough =
    roughly.has(look.word(before)) || roughly.has(look.word(mention.from - 1)) || look.sign(mention.from - 1) === '~';
  if (rough)
    return {
      ...mention,
      meanings: mention.meanings.map((meaning) => (meaning.is === 'day' ? { ...meaning, loosely: true } : meaning)),
    };
  // Behind another date, "until" ends a span of days.
  const bounding = limits.has(look.word(before)) && !cues.includes(look.word(before));
  if (!bounding || after === before || begins || mention.meanings.every((meaning) => meaning.is === 'part'))
    return mention;
  const reason: PartReason = 'date.vague';
  return { ...mention, meanings: [{ is: 'part', reason }], clear: false };
}

/** "The day before 3 May", "two weeks after Christmas", "10 days before last Friday". */
function offsetAt(look: Looking, i: number, reader: DateReader): Mention | null {
  const article = look.skip(i, ['the', 'a', 'one']);
  const number = article > i ? { count: 1, to: article } : numberAt(look, i);
  const unit = number && unitNamed(look.word(number.to));
  if (!number || !unit || unit === 'hour' || unit === 'minute') return null;
  const at = look.skip(number.to + 1, ['before', 'after', 'prior to', 'following']);
  if (at === number.to + 1) return null;
  const base = longestAt(look, look.skip(at, ['the', 'on'])) ?? longestAt(look, at);
  const meaning = base?.meanings.length === 1 ? base.meanings[0] : undefined;
  if (!base || !meaning || meaning.is === 'part') return null;
  const day = reader.dayOf(meaning);
  if (day === null) return null;
  const date = move(day, number.count, unit, ['before', 'to'].includes(look.word(at - 1)) ? 1 : -1);
  return date === null ? null : { from: i, to: base.to, meanings: [{ is: 'counted', date }], clear: base.clear };
}
