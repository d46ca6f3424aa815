import { isUrgent } from '../forms/decide.js';
import { type FactsTold, type MentionedValue, sameMark, type Value, valueOfMention } from '../forms/factsTold.js';
import { separateSubjects } from '../forms/subjects.js';
import type { FactDefinition, FactValue, Part, Telling } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { Trade as TradeWords } from '../knowledge/words.js';
import { once } from '../text/once.js';
import { dateRoles } from './dateRoles.js';
import { cutsOf, mentionsOf, type PatternMatch, type Placed, standsIn } from './mentions.js';
import type { Clause, Message } from './message.js';
import { nameFacts, nameRoles } from './nameRoles.js';
import { type Pattern, patternsOf } from './trade.js';

/**
 * What a message tells of a form's facts though nobody may have asked: only what is asserted of the customer's own
 * matter.
 * @param asked the fact that was asked, if any: its patterns for that count as well
 */
export function factsToldIn(form: Form, message: Message, words: TradeWords, asked?: string): FactsTold {
  const values: Value[] = [];
  const denies: { fact: string; value: FactValue }[] = [];
  const parts: Record<string, string[]> = {};
  const candidates: Record<string, string[]> = {};
  const pointsBack =
    asked !== undefined && message.clauses.some(({ plain }) => message.language.hints.pointsBack(plain));
  const places: Placed[] = [];
  for (const [fact, definition] of Object.entries(form.facts)) {
    if (definition.kind === 'choice') {
      const urgent = (option: string) => pointsBack && isUrgent(form, fact, option);
      const { told, denied, candidates: several, at } = choiceTold(definition, message, words, fact === asked, urgent);
      values.push(...told.map((value) => ({ fact, ...value })));
      denies.push(...denied.map((value) => ({ fact, value })));
      candidates[fact] = several;
      places.push(...at.map((one) => ({ fact, ...one })));
    } else if (definition.kind === 'yes-no') {
      const { value, has, at } = yesNoTold(definition, message, words, fact === asked);
      if (value) values.push({ fact, ...value });
      if (has.length > 0) parts[fact] = has;
      places.push(...at.map((one) => ({ fact, ...one })));
    }
  }
  return { ...withFindings(form, message, words, { told: values, places }, asked), denies, parts, candidates };
}

function isTold({ modality, about }: Clause): boolean {
  return (modality === 'asserted' || modality === 'hedged') && about === 'own';
}

/** The clauses that tell, those without a word of the trade aside. What was said before "it turned up" is over. */
const tellingClauses = once(({ clauses }: Message) => {
  const over = clauses.findLastIndex(({ modality }) => modality === 'over');
  return clauses.filter(
    (clause, i) => isTold(clause) && i >= over && (clause.things.length > 0 || clause.statements.length > 0),
  );
});

/** Where a pattern is met in the clauses that tell. */
function matchesOf(message: Message, patterns: readonly Pattern[]): PatternMatch[] {
  return tellingClauses(message).flatMap((clause) => {
    const hedged = clause.modality === 'hedged';
    return patterns.flatMap(({ thing, state, byOutsider }): PatternMatch[] => {
      if (byOutsider && !clause.byOutsider) return [];
      if (state === undefined)
        return clause.things
          .filter(({ concept }) => concept === thing)
          .map(({ denied, from: at }) => ({ clause, denied, hedged, at }));
      return clause.statements
        .filter(
          (one) =>
            one.state === state && (thing === undefined ? one.thing === null || one.carried : one.thing === thing),
        )
        .map(({ denied, at }) => ({ clause, denied, hedged, at }));
    });
  });
}

const patternsIn = ({ told, asked }: Telling, words: TradeWords, wasAsked: boolean): readonly Pattern[] =>
  wasAsked ? [...patternsOf(told, words), ...patternsOf(asked, words)] : patternsOf(told, words);

/** "It was stolen", in the middle of a form: what it points at is what the form is about. */
const pointedAt = (message: Message, patterns: readonly Pattern[]) =>
  matchesOf(message, patterns).filter(({ clause }) => message.language.hints.pointsBack(clause.plain));

function choiceTold(
  { options = {}, prefers = [] }: FactDefinition,
  message: Message,
  words: TradeWords,
  wasAsked: boolean,
  urgent: (option: string) => boolean,
): { told: Omit<Value, 'fact'>[]; denied: string[]; candidates: string[]; at: Omit<Placed, 'fact'>[] } {
  const own = Object.entries(options).map(([option, { told, asked }]) => ({
    option,
    met: [
      ...matchesOf(message, patternsOf(told, words)),
      ...(urgent(option) ? pointedAt(message, patternsOf(asked, words)) : []),
    ],
  }));
  // What an answer may leave unsaid is read into it only where it says nothing itself.
  const says = own.some((one) => one.met.some((where) => !where.denied));
  const met = own.map((one) => ({
    ...one,
    met:
      wasAsked && !says ? [...one.met, ...matchesOf(message, patternsOf(options[one.option]!.asked, words))] : one.met,
  }));
  const denied = met
    .filter((one) => one.met.length > 0 && one.met.every((where) => where.denied))
    .map(({ option }) => option);
  const told = met.flatMap(({ option, met: places }) =>
    places
      .filter((where) => !where.denied)
      .slice(0, 1)
      .map((where) => ({ option, where })),
  );
  if (told.length > 1 && told.some(({ where }) => message.language.hints.eitherOr(where.clause.plain)))
    return { told: [], denied, candidates: [], at: [] };
  const preferred = prefers.find((option) => told.some((one) => one.option === option));
  // "I told you class 3, it was the global one": of what corrects the last is meant.
  const last = message.corrects ? lastOf(told) : undefined;
  const one = told.length > 1 ? (told.find(({ option }) => option === preferred) ?? last) : told[0];
  const candidates = told.map(({ option }) => option);
  const at = met.flatMap(({ option, met: places }) =>
    places.filter((where) => !where.denied).map((where) => ({ value: option, where })),
  );
  return { told: one ? [{ value: one.option, ...standsIn(one.where) }] : [], denied, candidates, at };
}

/** What is said in the last clause; nothing where that says several. */
function lastOf<T extends { where: PatternMatch }>(told: readonly T[]): T | undefined {
  const start = Math.max(...told.map(({ where }) => where.clause.start));
  const last = told.filter(({ where }) => where.clause.start === start);
  return last.length === 1 ? last[0] : undefined;
}

/** A plain yes-no by its own patterns; one with parts: a yes needs all, and one that is lacking is a no. */
function yesNoTold(
  { yes, no, parts }: FactDefinition,
  message: Message,
  words: TradeWords,
  wasAsked: boolean,
): { value: Omit<Value, 'fact'> | null; has: string[]; at: Omit<Placed, 'fact'>[] } {
  const met = (patterns: readonly Pattern[]) => matchesOf(message, patterns).filter(({ denied }) => !denied);
  const asserted = (told: readonly string[]) => met(patternsOf(told, words));
  const [denies] = no ? met(patternsIn(no, words, wasAsked)) : [];
  const [agrees] = yes ? met(patternsIn(yes, words, wasAsked)) : [];
  if (!parts) {
    const first = agrees ?? denies;
    const at = [agrees, denies].flatMap((where) => (where ? [{ value: where === agrees, where }] : []));
    return { value: first ? { value: first === agrees, ...standsIn(first) } : null, has: [], at };
  }
  const lacking = ({ lacks, askedLacks = [] }: Part) => (wasAsked ? [...lacks, ...askedLacks] : lacks);
  const having = ({ has, askedHas = [] }: Part) => (wasAsked ? [...has, ...askedHas] : has);
  const lacked = Object.values(parts).flatMap((part) => asserted(lacking(part)));
  const lacks = lacked[0] ?? denies;
  if (lacks) {
    // Beside the one that lacks it another one may have it.
    const there = Object.values(parts)
      .flatMap((part) => asserted(having(part)))
      .filter(({ clause }) => !lacked.some((where) => where.clause === clause));
    const at = [
      ...[lacks, ...lacked].map((where) => ({ value: false, where })),
      ...there.map((where) => ({ value: undefined, where })),
    ];
    return { value: { value: false, ...standsIn(lacks) }, has: [], at };
  }
  const sure = Object.entries(parts).filter(([, { unsure = [] }]) => asserted(unsure).length === 0);
  const has = sure.filter(([, part]) => asserted(having(part)).some(({ hedged }) => !hedged));
  const [first] = Object.values(parts).flatMap((part) => asserted(having(part)));
  if (first && has.length === Object.keys(parts).length) {
    const at = [{ value: true, where: first }];
    return { value: { value: true, ...standsIn(first) }, has: [], at };
  }
  return { value: null, has: has.map(([name]) => name), at: [] };
}

/** Dates and names with the facts that their words give them, several subjects apart, and "the same name". */
function withFindings(
  form: Form,
  message: Message,
  words: TradeWords,
  { told, places }: { told: readonly Value[]; places: readonly Placed[] },
  asked: string | undefined,
): Omit<FactsTold, 'denies' | 'parts' | 'candidates'> {
  const dates = dateRoles(form, message, words);
  const { roles, undecided } = nameRoles(form, message);
  const mentioned = message.findings.flatMap((finding): MentionedValue[] => {
    const clause = message.clauses[finding.clause];
    if (!clause || clause.modality === 'supposed' || clause.modality === 'over') return [];
    // "The invoice says 14 April", where the date is asked: what it stands on does not matter.
    const answers = form.facts[asked ?? '']?.kind === finding.kind;
    const saidOf = dates.get(finding);
    const ofAsked = !saidOf || saidOf === 'elsewhere' || saidOf.fact === asked;
    if (finding.kind === 'date' && clause.about !== 'own' && !(answers && ofAsked && clause.about === 'another secret'))
      return [];
    if (clause.modality === 'asked' && !message.language.hints.requests(clause.plain)) return [];
    if (finding.kind === 'host-name') {
      if (clause.about === 'somebody else') return [];
      const role = roles.get(finding);
      return role === undefined ? [] : [{ ...finding, fact: role }];
    }
    const role = dates.get(finding) ?? null;
    return role === 'elsewhere' ? [] : [dated(finding, role)];
  });
  // Where the words say which name is which, the others are only mentioned.
  const decided = [...roles.values()].some((role) => role !== null);
  const usable = mentioned.filter(
    ({ kind, fact }) => kind !== 'host-name' || (undecided.length === 0 && !(message.pair && decided && fact === null)),
  );
  const given = standingIn(usable);
  const values = [...told];
  const refused: { fact: string; problem: FactsTold['refused'][number]['problem'] }[] = [];
  for (const mention of given) {
    if (mention.fact === null || values.some(({ fact }) => fact === mention.fact)) continue;
    if ('problem' in mention.reading) refused.push({ fact: mention.fact, problem: mention.reading.problem });
    else values.push(valueOfMention(mention.fact, mention));
  }
  const { hints } = message.language;
  const { several, shared } = separateSubjects(form, given, values, {
    mentions: mentionsOf(form, message, places, given),
    cuts: cutsOf(message),
    ofEach: ({ start, end }) => hints.ofEach(message.text.slice(Math.max(0, start - 15), end + 10).toLowerCase()),
    inTurn: hints.inTurn(message.plain),
  });
  const { old, wanted } = nameFacts(form);
  if (message.keepsName && wanted !== undefined && old !== undefined && !shared.some(({ fact }) => fact === wanted))
    shared.push({ fact: wanted, value: sameMark(old), start: 0, end: 0 });
  const open = undecided.length > 0 && old !== undefined ? [{ fact: old, values: undecided }] : [];
  return { values: shared, unattributed: given.filter(({ fact }) => fact === null), several, undecided: open, refused };
}

type Given = MentionedValue & { standsIn?: boolean };

function dated(finding: Message['findings'][number], role: { fact: string; standsIn: boolean } | null): Given {
  if (role === null) return { ...finding, fact: null };
  const { reading } = finding;
  const said = 'value' in reading && role.standsIn ? { ...reading, assumed: reading.assumed ?? 'stands-in' } : reading;
  return { ...finding, reading: said, fact: role.fact, standsIn: role.standsIn };
}

/** A date that only stands in for a fact's gives way to the fact's own. */
function standingIn(mentioned: readonly Given[]): MentionedValue[] {
  return mentioned
    .filter(
      (mention) => !mention.standsIn || !mentioned.some((other) => other.fact === mention.fact && !other.standsIn),
    )
    .map(({ standsIn: _, ...mention }) => mention);
}
