import { anchoredDateAt, type MentionAt } from './anchoredDate.js';
import { heldBeside } from './besideDate.js';
import { countedDateAt } from './countedDate.js';
import type { DateReader, Mention, PartReason } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { feastOrVagueAt } from './feastOrVague.js';
import { monthEdgeAt } from './monthEdge.js';
import { monthWeekdayAt } from './monthWeekday.js';
import { weekdayDateAt } from './weekdayDate.js';
import { weekIdiomAt } from './weekIdiom.js';
import { writtenDateAt } from './writtenDate.js';

const fromNumber = [writtenDateAt, weekdayDateAt, countedDateAt, weekIdiomAt, monthWeekdayAt];
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
  const mentionAt = remembering(longestAt);
  for (let i = 0; i < look.tokens.length && mentions.length < most; ) {
    const mention = canBegin(look, i) ? (anchoredDateAt(look, i, reader, mentionAt) ?? mentionAt(look, i)) : null;
    const held = mention && heldBeside(look, mention, mentionAt);
    if (held) mentions.push(limited(look, held, mentions.at(-1)?.to, reader.cues));
    i = mention ? Math.max(mention.to, held?.to ?? 0, i + 1) : i + 1;
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

/** A place is looked at by itself and by what stands before it. */
function remembering(find: MentionAt): MentionAt {
  const known = new Map<number, Mention | null>();
  return (look, i) => {
    const before = known.get(i);
    if (before !== undefined) return before;
    const found = find(look, i);
    known.set(i, found);
    return found;
  };
}

function longestAt(look: Looking, i: number): Mention | null {
  let best: Mention | null = null;
  for (const form of look.digits(i) ? fromNumber : fromWord) {
    const mention = form(look, i);
    if (mention && (!best || mention.to > best.to)) best = mention;
  }
  return best;
}

/** A date behind "before" or "until" bounds another and is none itself. */
function limited(look: Looking, mention: Mention, after: number | undefined, cues: readonly string[] = []): Mention {
  const before = ['the', 'on', ':'].includes(look.tokens[mention.from - 1]?.text ?? '')
    ? mention.from - 2
    : mention.from - 1;
  // "Not Before:" is what a certificate calls the day it begins.
  const begins = look.word(before) === 'before' && look.word(before - 1) === 'not' && look.sign(before + 1) === ':';
  // Behind another date, "until" ends a span of days.
  const bounding = limits.has(look.word(before)) && !cues.includes(look.word(before));
  if (!bounding || after === before || begins || mention.meanings.every((meaning) => meaning.is === 'part'))
    return mention;
  const reason: PartReason = 'date.vague';
  return { ...mention, meanings: [{ is: 'part', reason }], clear: false };
}
