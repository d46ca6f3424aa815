import type { MentionAt } from './anchoredDate.js';
import { afterTime, type Meaning, type Mention, unitNamed } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { numberAt } from './dateWords.js';

/** Said with "about" or as a guess: it is said back as what it was taken for. */
const roughly = new Set(
  'about around roughly approximately approx circa ca c ish maybe perhaps possibly probably guess guessing reckon'.split(
    ' ',
  ),
);
const roughlyBehind = [
  ...['or so', 'or thereabouts', 'or near enough', 'or around then', 'or about then', 'or around there', 'ish'],
  ...['give or take', 'more or less', 'roughly', 'approximately', 'approx', 'at a guess', 'near enough'],
];
/** Behind a date: it was another day, who knows which. */
const elsewhen = [
  ...['or later', 'or earlier', 'or before', 'or after', 'or sooner', 'or even', 'or a bit', 'or a day', 'or a few'],
  ...[
    'or the day',
    'or the week',
    'or the month',
    'or some',
    'or possibly later',
    'or maybe later',
    'or maybe earlier',
  ],
  ...['or possibly earlier', 'or perhaps later', 'or perhaps earlier', 'or shortly', 'or just', 'or one of'],
];
/** It is where a span of days ends or begins. */
const latest = ['at the latest', 'at the earliest', 'at latest', 'at earliest'];
const weekOf = /\bweek (?:of|commencing|beginning|starting|ending)(?: on)?(?: the)?$/;
const deniedBehind = [
  ...[
    'is wrong',
    'was wrong',
    'is incorrect',
    'was incorrect',
    'is not right',
    'is not correct',
    "isn't right",
    "isn't correct",
  ],
  ...[
    'it was not',
    "it wasn't",
    'it is not',
    "it isn't",
    'cannot be',
    "can't be",
    'is impossible',
    'is out of the question',
  ],
  ...[
    'is not it',
    "isn't it",
    "wasn't it",
    'was not it',
    'is not the date',
    "isn't the date",
    'is not possible',
    "isn't possible",
  ],
];
const deniedBefore =
  /(?:can't|cannot|can not|couldn't|could not) (?:possibly )?(?:have been|be)(?: on)?$|(?:anything but|no way it was|definitely not|certainly not)(?: on)?$/;

/**
 * What stands right beside a date is looked at before the date counts: it may be denied there, be one of two, go on,
 * or be part of a number. `null` when it is none.
 */
export function heldBeside(look: Looking, mention: Mention, mentionAt: MentionAt): Mention | null {
  if (mention.meanings.every(({ is }) => is === 'part')) return mention;
  const vague: Mention = { ...mention, meanings: [{ is: 'part', reason: 'date.vague' }], clear: false };
  const { to } = mention;
  if (deniedHere(look, mention)) return null;
  const behind = look.sign(to) === ',' ? to + 1 : to;
  const or = look.phrase(behind, 'or');
  if (look.skip(to, latest) > to || weekOf.test(wordsBefore(look, mention.from, 4))) return vague;
  if (look.skip(behind, elsewhen) > behind && !mentionAt(look, or) && !mentionAt(look, look.skip(or, ['the'])))
    return vague;
  const [first] = mention.meanings;
  if (first?.is === 'counted' && or > 0 && look.digits(or) && !mentionAt(look, or) && !unitNamed(look.word(or + 1)))
    return vague;
  if (first?.is !== 'day') return mention;
  if (numberGlued(look, to, mentionAt)) return null;
  if (first.year === null) {
    const slip = slippedYear(look, to);
    if (slip !== null)
      return {
        ...mention,
        to: slip.to,
        meanings: [slip.year === null ? { is: 'part', reason: 'date.vague' } : { ...first, year: slip.year }],
      };
    if (look.digits(to) && look.digits(to + 1) && look.at(to)?.spaced && afterTime(look, to) === to) return vague;
  }
  const other = orNumber(look, to, first);
  const held = other ? { ...mention, to: other.to, meanings: [...mention.meanings, other.meaning] } : mention;
  return isRough(look, mention) ? { ...held, meanings: held.meanings.map(loosely) } : held;
}

function loosely(meaning: Meaning): Meaning {
  return meaning.is === 'day' ? { ...meaning, loosely: true } : meaning;
}

function isRough(look: Looking, { from, to }: Mention): boolean {
  const lead = ['the', 'on', ':'].includes(look.tokens[from - 1]?.text ?? '') ? from - 2 : from - 1;
  const dotted = look.sign(from - 1) === '.' && ['c', 'ca', 'approx'].includes(look.word(from - 2));
  const behind = look.skip(look.signOf(to, ',-') ? to + 1 : to, roughlyBehind);
  const callIt = look.word(from - 1) === 'it' && look.word(from - 2) === 'call';
  return (
    dotted ||
    callIt ||
    behind > to + (look.signOf(to, ',-') ? 1 : 0) ||
    [lead, from - 1].some((at) => roughly.has(look.word(at))) ||
    look.sign(from - 1) === '~'
  );
}

function deniedHere(look: Looking, { from, to }: Mention): boolean {
  const behind = look.skip(look.sign(to) === ',' ? to + 1 : to, deniedBehind);
  if (
    behind > to + 1 &&
    (look.word(behind) === '' || ['right', 'correct', 'but', 'it', 'then'].includes(look.word(behind)))
  )
    return true;
  return deniedBefore.test(wordsBefore(look, from, 7).replace(/ the$/, ''));
}

function wordsBefore(look: Looking, i: number, count: number): string {
  return Array.from({ length: count }, (_, k) => look.word(i - count + k))
    .join(' ')
    .trim();
}

/** "3 May 2026-4711": the number goes on, and what it was part of is none of ours. */
function numberGlued(look: Looking, i: number, mentionAt: MentionAt): boolean {
  if (!look.signOf(i, '-/_#') || !look.glued(i) || !look.glued(i + 1) || !look.digits(i + 1)) return false;
  return look.sign(i + 2) !== ':' && mentionAt(look, i + 1) === null && !numberAt(look, i + 1)?.ordinal;
}

/** "3 May 20226", "3 May 202", "3 May 2O26": what stands for the year is none. */
function slippedYear(look: Looking, i: number): { year: number | null; to: number } | null {
  const comma = look.sign(i) === ',';
  const at = comma || (look.signOf(i, '-/.') && look.glued(i + 1)) ? i + 1 : i;
  const digits = look.digits(at);
  if (digits === '' || afterTime(look, at) > at) return null;
  const next = look.word(at + 1);
  if (look.glued(at + 1) && /^o{1,3}$/.test(next) && look.digits(at + 2)) return { year: null, to: at + 3 };
  const likeOne = digits.length === 3 ? !comma : digits.length > 4 && (!comma || /^(?:19|20|2)/.test(digits));
  const counts = next !== '' && !/^(?:i|at|and|or|but|for|it|was|is|please|thanks|we|the|when)$/.test(next);
  return likeOne && !counts && !unitNamed(next) ? { year: Number(digits.slice(0, 6)), to: at + 1 } : null;
}

/** "3 May or 5": another day of the same month. */
function orNumber(look: Looking, i: number, first: Meaning & { is: 'day' }): { meaning: Meaning; to: number } | null {
  const at = look.skip(look.sign(i) === ',' ? i + 1 : i, ['or maybe', 'or perhaps', 'or']);
  const digits = look.word(at - 1) === '' ? '' : look.digits(at);
  const next = look.at(at + 1);
  if (!/^\d{1,2}$/.test(digits) || Number(digits) < 1 || Number(digits) > 31) return null;
  if (next && (next.kind !== 'sign' || !'.,;!?)'.includes(next.text) || (look.glued(at + 2) && look.digits(at + 2))))
    return null;
  return { meaning: { ...first, day: Number(digits) }, to: at + 1 };
}
