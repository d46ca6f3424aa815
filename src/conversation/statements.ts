import type { Language } from '../languages/language.js';
import type { Word } from '../text/words.js';
import { isAnsweredNo, type RawClause } from './clauses.js';
import type { Mention } from './concepts.js';
import { isAnother, isDenied, isDeniedBehind, isThingDenied } from './denials.js';
import type { NamedThing, Statement } from './message.js';
import { ofBefore, type Placed, phrasesOf, row } from './nounPhrases.js';
import type { Trade } from './trade.js';

/** What was read of one clause; `excepted`: it says what is otherwise than the clause before it. */
interface Read {
  statements: Statement[];
  phrases: Placed[];
  excepted: boolean;
}

/** How far a thing may stand from what is said of it, in words. */
const REACH = { before: 9, after: 5, object: 3 };

/** A state that is part of a thing's name, or has no word of weight beside it ("on the *web server*"). */
function cuts(words: readonly Word[], state: Mention, { from, to }: Mention, { small, away }: Language): boolean {
  if (from <= state.from && state.to <= to) return true;
  if (state.to <= from || to <= state.to) return false;
  return words
    .slice(state.from, state.to)
    .every(({ text }, k) => (from <= state.from + k && state.from + k < to) || small.has(text) || away.has(text));
}

/** "It *has* been copied", "we *have* lost it": a verb that only helps another says nothing itself. */
function helps(words: readonly Word[], { from, to }: Mention, states: readonly Mention[], language: Language): boolean {
  if (to - from > 1 || !language.helping.has(words[from]?.text ?? '')) return false;
  let next = to;
  while (language.betweenVerbs.has(words[next]?.text ?? '')) next += 1;
  return language.helped.has(words[next]?.text ?? '') || states.some((other) => other.from === next);
}

/** What may stand behind the last thing of a clause that says nothing of its own ("and its password as well"). */
const LONGEST_END = 3;

/** Does a clause do nothing but name things ("the key")? */
function onlyNames(
  words: readonly Word[],
  { from, to }: RawClause,
  phrases: readonly Placed[],
  language: Language,
): boolean {
  return (
    phrases.length > 0 &&
    words
      .slice(from, to)
      .every(
        ({ text }, k) =>
          language.small.has(text) ||
          language.joining.has(text) ||
          phrases.some(({ start, end }) => start <= from + k && from + k < end),
      )
  );
}

/**
 * "And its password", "but not the file": a clause that says nothing of its own before it names its thing, as "and it
 * was a …" does.
 */
function isElliptical(
  words: readonly Word[],
  { from, to }: RawClause,
  { start, end }: Placed,
  phrases: readonly Placed[],
  language: Language,
): boolean {
  const { small, joining, exceptives, denials, belonging } = language;
  // "But for the password I must ask my boss" goes on to say something of its own.
  const last = Math.max(end, ...phrases.map((other) => other.end));
  if (to - last > LONGEST_END) return false;
  return words.slice(from, start).every(
    ({ text }, k) =>
      [small, joining, exceptives, denials, belonging].some((some) => some.has(text)) ||
      // "And the key and its password".
      phrases.some((other) => other.start <= from + k && from + k < other.end),
  );
}

/**
 * The things of the clauses right before that do nothing but name things, all in one sentence: "the key, the
 * certificate and …".
 */
function namedBefore(
  words: readonly Word[],
  clauses: readonly RawClause[],
  read: readonly Read[],
  language: Language,
): Placed[] {
  const named: Placed[] = [];
  for (let i = read.length - 1; i >= 0; i--) {
    const { statements, phrases } = read[i]!;
    const mates = clauses[i]!.sentence === clauses[read.length]!.sentence;
    if (!mates || statements.length > 0 || !onlyNames(words, clauses[i]!, phrases, language)) break;
    named.unshift(...phrases);
  }
  return named;
}

/** What each clause says of which thing. Things of a clause that only goes on are those of the clause before. */
export function statementsOf(
  words: readonly Word[],
  clauses: readonly RawClause[],
  trade: Trade,
  language: Language,
): { statements: Statement[]; things: NamedThing[] }[] {
  const allThings = trade.things.find(words);
  const allStates = trade.states.find(words);
  const within = (mention: Mention, { from, to }: RawClause) => from <= mention.from && mention.from < to;
  const read: Read[] = [];
  let spokenOf: string | null = null;
  const spoken = new Set<string>();
  for (const [i, clause] of clauses.entries()) {
    const phrases = phrasesOf(
      words,
      allThings.filter((thing) => within(thing, clause)),
      trade,
      language,
    ).map((phrase) => ({ ...phrase, concept: ofBefore(trade, phrase.concept, spoken) }));
    const states = allStates.filter(
      (state) =>
        within(state, clause) &&
        !phrases.some((thing) => cuts(words, state, thing, language)) &&
        !helps(words, state, allStates, language),
    );
    const sameSentence = clauses[i - 1]?.sentence === clause.sentence;
    const goesOn = sameSentence && startsJoining(words, clause, language);
    const statements: Statement[] = [];
    for (const state of states) {
      const { things, carried } = thingsOf(words, clause, state, phrases, states, language, spokenOf);
      // "The key and the certificate are gone": the things before the join share what is said.
      const before = read[i - 1];
      const shared =
        goesOn &&
        !carried &&
        before &&
        before.statements.length === 0 &&
        things.some(({ from }) => from === phrases[0]?.from)
          ? namedBefore(words, clauses, read, language)
          : [];
      const named = [...shared, ...things];
      const [thing = null] = things;
      const denied =
        isDenied(words, clause, state, thing, language) ||
        isDeniedBehind(words, state.to, clause, language) ||
        (thing !== null && thing.from >= state.to && isThingDenied(words, thing.from, clause, language, state.to));
      for (const thing of named.length > 0 ? named : [null])
        statements.push(stated(thing?.concept ?? (carried ? spokenOf : null), state, denied, carried, trade));
    }
    // "… and its password": what was said last is said of this as well.
    const last = read[i - 1]?.statements.at(-1);
    // "Not the certificate but its key": what follows the "but" is what is so.
    const insteadOf =
      language.turning.has(words[clause.from]?.text ?? '') &&
      sameSentence &&
      read[i - 1]?.statements.at(-1)?.denied === true;
    const excepted = !insteadOf && language.exceptives.has(words[clause.from]?.text ?? '');
    if (
      states.length === 0 &&
      (insteadOf || (goesOn && language.joining.has(words[clause.from]?.text ?? '')) || (excepted && sameSentence)) &&
      last
    )
      for (const one of read[i - 1]!.statements.filter(({ at, thing }) => at === last.at && thing === last.thing))
        for (const phrase of phrases.filter((named) => isElliptical(words, clause, named, phrases, language)))
          statements.push(goneOn(one, phrase, clause, { excepted, insteadOf }));
    // "No backup", "without the password", "Backups? None.": a thing is said not to be there.
    for (const { concept, from, end } of phrases)
      if (
        trade.missing &&
        !statements.some((one) => one.thing === concept) &&
        ((isThingDenied(words, from, clause, language) && !isAnother(words, from, clause, language)) ||
          isDeniedBehind(words, end, clause, language) ||
          (onlyNames(words, clause, phrases, language) && isAnsweredNo(clauses, i)))
      )
        statements.push({
          ...trade.missing,
          thing: concept,
          carried: false,
          at: from,
        });
    read.push({ statements, phrases, excepted });
    for (const { concept } of phrases) spoken.add(concept);
    spokenOf = phrases.at(-1)?.concept ?? statements.at(-1)?.thing ?? spokenOf;
  }
  completeFromBehind(read, clauses);

  /** What was said before, said of a thing that a clause without a word of its own goes on to. */
  function goneOn(
    one: Statement,
    { concept, from, end }: Placed,
    clause: RawClause,
    { excepted, insteadOf }: { excepted: boolean; insteadOf: boolean },
  ): Statement {
    const opposite = trade.opposites.get(one.state);
    // "The file is here, its password isn't": the denial behind turns it round, as an exception does.
    const turned = excepted !== isDeniedBehind(words, end, clause, language);
    return {
      ...one,
      state: turned ? (opposite ?? one.state) : one.state,
      thing: concept,
      at: from,
      // What is turned from a state without an opposite is denied it.
      denied:
        (turned && opposite === undefined ? !one.denied : one.denied && !insteadOf) ||
        isThingDenied(words, from, clause, language),
    };
  }

  return read.map(({ statements, phrases }, i) => ({
    statements,
    things: phrases.flatMap(({ concept, start, end, from, with: others }) => {
      const denied = isThingDenied(words, from, clauses[i]!, language);
      return [
        { concept, denied, from: start, to: end },
        ...others.map((other) => ({ concept: other.concept, denied: false, from: other.from, to: other.to })),
      ];
    }),
  }));
}

function stated(thing: string | null, state: Mention, denied: boolean, carried: boolean, trade: Trade): Statement {
  const opposite = denied ? trade.opposites.get(state.concept) : undefined;
  return { thing, state: opposite ?? state.concept, denied: denied && opposite === undefined, carried, at: state.from };
}

function thingsOf(
  words: readonly Word[],
  clause: RawClause,
  state: Mention,
  phrases: readonly Placed[],
  states: readonly Mention[],
  language: Language,
  spokenOf: string | null,
): { things: Placed[]; carried: boolean } {
  const inside = phrases.filter(({ from }) => state.from <= from && from < state.to);
  if (inside.length > 0) return { things: inside, carried: false };
  const before = phrases.findLast(({ end }) => end <= state.from);
  const after = phrases.find(({ start }) => start >= state.to);
  const gapBefore = before ? state.from - before.end : Number.POSITIVE_INFINITY;
  const gapAfter = after ? after.start - state.to : Number.POSITIVE_INFINITY;
  const between = (from: number, to: number) =>
    states.some(
      (other) => other !== state && other.from >= from && other.to <= to && !joined(words, other, state, language),
    );
  const led = words[state.from - 1]?.text ?? '';
  const passive = language.passives.has(led) || state.to >= clause.to;
  const subject = before && gapBefore <= REACH.before && !between(before.end, state.from) ? before : undefined;
  const away = language.away.has(words[state.to]?.text ?? '');
  const object = !away && after && gapAfter <= REACH.after && !between(state.to, after.start) ? after : undefined;
  const behind = words[state.to]?.text ?? '';
  const chosen =
    object && gapAfter <= REACH.object && !((passive || language.away.has(behind)) && subject)
      ? object
      : (subject ?? object);
  if (chosen) return { things: row(words, phrases, chosen, language), carried: false };
  const pointed = words.slice(clause.from, state.from).some(({ text }) => language.pointing.has(text));
  const elided = state.from - clause.from <= 3;
  // "After a rollback" says when, not what of the thing before.
  const aside = language.away.has(words[clause.from]?.text ?? '');
  return { things: [], carried: spokenOf !== null && (pointed || (!aside && (elided || clause.from > 0))) };
}

/** States in a row share their thing: "lost or stolen". */
function joined(words: readonly Word[], a: Mention, b: Mention, language: Language): boolean {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  return words
    .slice(first.to, second.from)
    .every(({ text }) => language.joining.has(text) || language.passives.has(text) || language.denials.has(text));
}

/** "It's gone, the certificate": the thing stands behind in a clause of its own. */
function completeFromBehind(read: Read[], clauses: readonly RawClause[]): void {
  for (const [i, { statements }] of read.entries()) {
    const next = read[i + 1];
    const alone = next && !next.excepted && next.statements.length === 0 && next.phrases.length === 1;
    const near = clauses[i + 1] && clauses[i + 1]!.to - clauses[i + 1]!.from <= 8;
    if (!alone || !near) continue;
    for (const one of statements)
      if (one.thing === null || one.carried) Object.assign(one, { thing: next.phrases[0]!.concept, carried: false });
  }
}

function startsJoining(words: readonly Word[], clause: RawClause, language: Language): boolean {
  const first = words[clause.from];
  return first !== undefined && (language.joining.has(first.text) || first.breaks);
}
