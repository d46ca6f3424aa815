import type { Trade as TradeWords } from '../knowledge/words.js';
import type { Language } from '../languages/language.js';
import { findDates } from '../reading/date.js';
import { mentionedHostNames } from '../reading/hostName.js';
import type { Found } from '../reading/reading.js';
import type { DateBounds } from '../reading/resolveDate.js';
import { Recent } from '../text/recent.js';
import { wordsOf } from '../text/words.js';
import { clausesOf, masked, type RawClause } from './clauses.js';
import type { About, Clause, Finding, Message, NamedThing, Statement } from './message.js';
import { besidePerson } from './personWish.js';
import { statementsOf } from './statements.js';
import { type Trade, tradeOf } from './trade.js';

/** Longer messages are read only so far: what decides stands in the first thousand characters. */
const LONGEST = 4000;

/** What a message is read with. */
export interface ReadingWith {
  /** ISO day on which the message was written. */
  today: string;
  language: Language;
  trade: TradeWords;
  /** Words that say what a date is of. */
  cues: readonly string[];
  /** Days between which every date must lie, where all forms agree on that. */
  bounds: { oldest?: string; latest?: string };
  /** Things whose turning up ends the matter: a backup that was found does not. */
  lost: ReadonlySet<string>;
}

const recent = new WeakMap<TradeWords, Recent<Message>>();

/**
 * Reads a message once: its clauses, how each stands to what happened and what it says of which thing, the names and
 * dates in it, and what it does to a question. The value is never changed; the same text on the same day gives the
 * same one.
 */
export function understand(text: string, given: ReadingWith): Message {
  const known = recent.get(given.trade) ?? new Recent<Message>(60);
  recent.set(given.trade, known);
  return known.get(`${given.today} ${text}`, () => {
    const whole = read(text.slice(0, LONGEST), given);
    const besides = besidePerson(whole);
    if (!besides) return whole;
    const { wanted, rest } = besides;
    return { ...whole, ofPerson: { wanted, besides: rest === '' ? null : read(rest, given) } };
  });
}

function read(text: string, { today, language, trade, cues, bounds, lost }: ReadingWith): Message {
  const concepts = tradeOf(trade, language.realWords);
  const words = concepts.spelling.mended(wordsOf(text));
  const found = findingsIn(text, { today, cues, ...bounds }, language);
  const raw = clausesOf(text, found, language);
  const findings = found.map((finding) => ({
    ...finding,
    clause: Math.max(
      0,
      raw.findLastIndex(({ start }) => start <= finding.start),
    ),
  }));
  const said = statementsOf(words, raw, concepts, language);
  const outsiders = concepts.outsiders.find(words);
  const clauses = raw.map((clause, i) => ({
    ...clauseOf(clause, said[i]!, concepts, lost, language),
    byOutsider: outsiders.some(({ from }) =>
      raw.some((mate) => mate.sentence === clause.sentence && mate.from <= from && from < mate.to),
    ),
  }));
  const plain = language.plain(masked(text, findings));
  const asking = clauses.filter(({ modality }) => modality === 'asked' || modality === 'supposed');
  return {
    text,
    language,
    today,
    clauses,
    findings,
    plain,
    length: words.length,
    reply: language.reply(plain),
    cannotTell: language.cannotTell(plain),
    guesses: language.guesses(plain),
    corrects: language.corrects(plain),
    findsWrong: language.findsWrong(plain),
    agreesInNo: language.agreesInNo(plain),
    staysSame: language.staysSame(plain),
    takesBack: language.takesBack(plain),
    keepsName: language.keepsName(plain),
    thanks: language.thanks(plain),
    isOver: clauses.some(({ modality }) => modality === 'over'),
    foundAgain: clauses.flatMap(({ modality, things }) =>
      modality === 'over' ? things.map(({ concept }) => concept) : [],
    ),
    pair: language.namePair(plain),
    asks: asking.some(({ modality, end }) => modality === 'asked' || text.slice(0, end).trimEnd().endsWith('?'))
      ? asking.map(({ start, end }) => text.slice(start, end).trim()).join(' ')
      : '',
    tells: clauses.some(({ modality }) => modality === 'asserted' || modality === 'hedged'),
    ofPerson: null,
  };
}

function findingsIn(text: string, bounds: DateBounds, language: Language): Finding[] {
  const names = mentionedHostNames(text).map((name): Finding => ({ ...name, kind: 'host-name', clause: 0 }));
  const dates = withoutEchoes(text, findDates(text, bounds), language).map(
    (date): Finding => ({ ...date, kind: 'date', clause: 0 }),
  );
  const outsideNames = dates.filter(({ start, end }) => !names.some((name) => name.start < end && start < name.end));
  return [...names, ...outsideNames].sort((a, b) => a.start - b.start);
}

/** "On Tuesday 2 June": a weekday right before a date is that date's. */
function withoutEchoes(text: string, dates: Found<string>[], language: Language): Found<string>[] {
  return dates.filter(({ start, end }, i) => {
    const next = dates[i + 1];
    return !(next && next.start - end <= 2 && language.endsInDay(text.slice(start, end)));
  });
}

function clauseOf(
  { isOfOthers, isBareNo: _, ...clause }: RawClause,
  { statements, things }: { statements: Statement[]; things: NamedThing[] },
  { foreign, opposites }: Trade,
  lost: ReadonlySet<string>,
  language: Language,
): Omit<Clause, 'byOutsider'> {
  const ours = things.some(({ concept }) => !foreign.has(concept));
  const others = things.some(({ concept }) => foreign.has(concept));
  const about: About = isOfOthers ? 'somebody else' : others && !ours ? 'another secret' : 'own';
  const own = statements.filter(({ thing }) => thing === null || !foreign.has(thing));
  const named = things.filter(({ concept }) => !foreign.has(concept));
  const pointed = language.hints.pointsBack(clause.plain);
  const foundElse =
    clause.modality === 'over' && !pointed && named.length > 0 && !named.some(({ concept }) => lost.has(concept));
  const found =
    clause.modality === 'asserted' &&
    !isOfOthers &&
    language.findsAgain(clause.plain) &&
    // "I never found the key" says that it is lacking.
    own.some(
      (one) => !one.denied && one.thing !== null && lost.has(one.thing) && ![...opposites.values()].includes(one.state),
    );
  const modality = foundElse ? 'asserted' : found ? 'over' : clause.modality;
  return { ...clause, modality, about, things: named, statements: own };
}
