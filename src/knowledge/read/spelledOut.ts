import type { FactDefinition, Part, Telling } from '../facts.js';
import type { Form } from '../form.js';
import type { WordsText } from './sheets.js';

type FormText = Omit<Form, 'origin'>;

/** What `<ordered>` in a list of words names: `ordered`; null for a word that means itself. */
export function conceptNamed(word: string): string | null {
  return /^<(.*)>$/.exec(word)?.[1]?.trim() ?? null;
}

/** A pattern's parts (`key/backup stolen/exposed`, `key copied by outsider`), each with the names it may be. */
export function partsOf(pattern: string): string[][] {
  return pattern.split(/\s+/).map((part) => part.split('/'));
}

/** Every pattern that a short one stands for: `key lost/broken` is `key lost` and `key broken`. */
function patternsOf(short: string): string[] {
  return partsOf(short).reduce<string[]>(
    (made, names) => (made.length === 0 ? names : made.flatMap((before) => names.map((name) => `${before} ${name}`))),
    [],
  );
}

/**
 * Every way to say each concept, whichever group of words.yaml it stands in; ways with a gap in them ("called … now")
 * are left out.
 */
export function waysOf({ phrases, things, states }: WordsText): Map<string, string[]> {
  const said = [...Object.entries(things), ...Object.entries(states)].map(([name, one]) => [name, one.said] as const);
  return new Map(
    [...Object.entries(phrases), ...said].map(([name, ways]) => [name, ways.filter((way) => !way.includes('…'))]),
  );
}

/** A list of words in which `<ordered>` stands for all the ways to say it. */
export function spelled(list: readonly string[], ways: Map<string, string[]>): string[] {
  return [...new Set(list.flatMap((word) => ways.get(conceptNamed(word) ?? '') ?? [word]))];
}

/**
 * A form with everything written out that its file says in short: concepts in lists of words, patterns, and lists of
 * outcomes.
 */
export function spelledOut(form: FormText, words: WordsText): FormText {
  const ways = waysOf(words);
  return {
    ...form,
    facts: Object.fromEntries(Object.entries(form.facts).map(([name, fact]) => [name, spelledFact(fact, ways)])),
    otherDates: spelled(form.otherDates, ways),
    opensOn: form.opensOn.flatMap(patternsOf),
    plan: form.plan.map((step) => ({ ...step, for: step.for.flatMap((name) => outcomesNamed(form, name)) })),
  };
}

/** The outcomes that a name in a step's `for` stands for. */
export function outcomesNamed({ named }: Pick<Form, 'named'>, name: string): string[] {
  const list = Object.hasOwn(named, name) ? named[name] : undefined;
  return Array.isArray(list) ? list : [name];
}

function spelledFact(fact: FactDefinition, ways: Map<string, string[]>): FactDefinition {
  const { options, yes, no, parts } = fact;
  const telling = <T extends Telling>(one: T): T => ({
    ...one,
    said: spelled(one.said, ways),
    told: one.told.flatMap(patternsOf),
    asked: one.asked.flatMap(patternsOf),
  });
  const part = ({ ask, ...patterns }: Part): Part => ({
    has: patterns.has.flatMap(patternsOf),
    lacks: patterns.lacks.flatMap(patternsOf),
    ...(patterns.askedHas && { askedHas: patterns.askedHas.flatMap(patternsOf) }),
    ...(patterns.unsure && { unsure: patterns.unsure.flatMap(patternsOf) }),
    ...(patterns.askedLacks && { askedLacks: patterns.askedLacks.flatMap(patternsOf) }),
    ask,
  });
  const each = <T>(record: Record<string, T>, write: (value: T) => T) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, write(value)]));
  return {
    ...fact,
    called: spelled(fact.called, ways),
    cues: spelled(fact.cues, ways),
    ...(fact.standIns && { standIns: spelled(fact.standIns, ways) }),
    ...(options && { options: each(options, telling) }),
    ...(yes && { yes: telling(yes) }),
    ...(no && { no: telling(no) }),
    ...(parts && { parts: each(parts, part) }),
  };
}
