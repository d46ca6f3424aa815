import { type ChangeReader, closed, type Said, type SaidChange } from './dateChange.js';
import { fullYear, otherwiseNumbered } from './dateMention.js';
import type { Looking } from './dateTokens.js';
import { monthNamed, numberAt, weekdayNamed, yearInWords } from './dateWords.js';
import { behindAt, movedAt } from './movedDate.js';

const leads = new Set('that it was be meant mean on rather to say actually not no is for in sorry the'.split(' '));
const deniers = new Set("not never wasn't wasnt isn't isnt aren't than of".split(' '));
/** "I said the 7th": that is what the day was taken for, and is not. */
const saidBefore = new Set(['said', 'wrote', 'typed', 'put', 'gave', 'entered', 'from']);
const wrongBehind = [
  'was wrong',
  'is wrong',
  'was a mistake',
  'is a mistake',
  'was a typo',
  'is a typo',
  'is incorrect',
  'was incorrect',
  'is not right',
];

/** Everything that a text says of a known day, in order and apart. */
export function changesIn(look: Looking, reader: ChangeReader): SaidChange[] {
  const found: SaidChange[] = [];
  for (let i = 0; i < look.tokens.length; ) {
    const said =
      movedAt(look, i, reader) ?? weekdayAt(look, i, reader) ?? dayAt(look, i) ?? monthAt(look, i) ?? yearAt(look, i);
    if (said) found.push({ ...said, from: i, denied: isDenied(look, i, said) });
    i = Math.max(said?.to ?? 0, i + 1);
  }
  return found;
}

function weekdayAt(look: Looking, i: number, reader: ChangeReader): Said {
  const start = look.skip(i, ['on the', 'the', 'on']);
  const led = { following: 'after', next: 'after', previous: 'before', preceding: 'before' } as const;
  const side = start > i ? led[look.word(start) as keyof typeof led] : undefined;
  const at = side ? start + 1 : look.word(start) === 'that' ? start + 1 : start;
  const named = weekdayNamed(look.word(at), look.lenient);
  if (!named || named.short) return null;
  const { weekday } = named;
  if (side)
    return closed(look, at + 1) || reader.reads === 'count'
      ? { change: { says: 'weekday', weekday, side }, to: at + 1 }
      : null;
  const week = look.skip(at + 1, [
    'of that week',
    'of the same week',
    'that week',
    'that same week',
    'the same week',
    'in that week',
    'instead',
  ]);
  if (week > at + 1 || (at > start && closed(look, at + 1)))
    return { change: { says: 'weekday', weekday, side: 'same week' }, to: Math.max(week, at + 1) };
  const before = look.skip(at + 1, ['before', 'earlier', 'prior']);
  const to = Math.max(before, look.skip(at + 1, ['after', 'following', 'later', 'afterwards']));
  if (to === at + 1) return closed(look, to) ? { change: { says: 'weekday', weekday, side: 'unsaid' }, to } : null;
  const end = behindAt(look, to, reader);
  return end !== null
    ? { change: { says: 'weekday', weekday, side: before > at + 1 ? 'before' : 'after' }, to: end }
    : null;
}

function dayAt(look: Looking, i: number): Said {
  const start = look.skip(i, ['the']);
  const number = numberAt(look, start);
  if (!number || number.count < 1 || number.count > 31) return null;
  const led = leads.has(look.word(i - 1)) || start > i;
  const bare = number.digits && !number.ordinal;
  if (bare && (look.digits(start).length > 2 || !madeTo(look, i) || otherwiseNumbered(look, i))) return null;
  // "The second" and "first of all" are more often no days.
  if (!number.digits && !(number.ordinal && (number.count > 3 ? led : start > i && leads.has(look.word(i - 1)))))
    return null;
  const month = look.skip(number.to, [
    'of that month',
    'of the month',
    'of the same month',
    'that month',
    'of that',
    'same month',
  ]);
  if (month === number.to && (look.word(month) === 'of' || !closed(look, month))) return null;
  return { change: { says: 'day', day: number.count }, to: month };
}

/** "Make that 19", "not 18 but 19", "the day should be 19". */
function madeTo(look: Looking, i: number): boolean {
  const before = Array.from({ length: 5 }, (_, k) => look.word(i - 5 + k))
    .join(' ')
    .trim();
  return /(?:\bmake (?:that|it)(?: the)?|\bchange (?:that|it|the day) to|\bday (?:is|was|should be|should have been|ought to be)|\bshould (?:be|have been)|\bi meant|\bnot(?: the)?|\bbut)$/.test(
    before,
  );
}

function monthAt(look: Looking, i: number): Said {
  const named = monthNamed(look.word(i), false);
  if (!named) return null;
  const verb = ['may', 'march', 'mar'].includes(look.word(i)) && !look.tokens[i]?.capital;
  if (verb && !leads.has(look.word(i - 1)) && !look.whole(i, i + 1)) return null;
  const to = named.short && look.sign(i + 1) === '.' ? i + 2 : i + 1;
  const plain = closed(look, to) || yearAt(look, to) !== null || (to > i + 1 && look.at(to) === undefined);
  return plain ? { change: { says: 'month', month: named.month }, to } : null;
}

const products = new Set(
  'server office windows exchange sql page port iis order invoice number version room'.split(' '),
);

function yearAt(look: Looking, i: number): Said {
  const now = Number(look.today.slice(0, 4));
  const spoken = look.skip(i, ['of', 'in']);
  for (const [phrase, back] of [
    ['last year', 1],
    ['this year', 0],
    ['the year before last', 2],
  ] as const) {
    const to = look.phrase(spoken, phrase);
    if (to && closed(look, to)) return { change: { says: 'year', year: now - back }, to };
  }
  const words = yearInWords(look, i);
  if (words) return closed(look, words.to) ? { change: { says: 'year', year: words.year }, to: words.to } : null;
  const at = look.sign(i) === "'" ? i + 1 : i;
  const digits = look.digits(at);
  const written = at > i ? /^\d\d$/.test(digits) && look.glued(at) : /^(?:19|20|21)\d\d$/.test(digits);
  const joined = look.glued(i) && !look.signOf(i - 1, '("\'');
  if (!written || joined || otherwiseNumbered(look, i) || products.has(look.word(i - 1)) || !closed(look, at + 1))
    return null;
  return { change: { says: 'year', year: fullYear(digits, look.today) }, to: at + 1 };
}

function isDenied(look: Looking, from: number, { change, to }: Pick<SaidChange, 'change' | 'to'>): boolean {
  let at = from - 1;
  while (at > from - 4 && ['the', 'on', 'in', 'it', 'for', 'a', 'at', 'was'].includes(look.word(at))) at -= 1;
  const before = look.word(at);
  if (before === 'of' && look.word(at - 1) !== 'instead') return false;
  if (before === 'than' && !['rather', 'other'].includes(look.word(at - 1))) return false;
  const wasSaid = change.says !== 'moved' && saidBefore.has(before);
  return deniers.has(before) || wasSaid || look.skip(to, wrongBehind) > to;
}
