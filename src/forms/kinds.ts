import type { FactDefinition, FactKind, Facts } from '../knowledge/facts.js';
import { isDay } from '../languages/calendar.js';
import { longDate, longDateWithDay } from '../languages/en/dates/longDate.js';
import { readChoice } from '../reading/choice.js';
import { findDates, readDate } from '../reading/date.js';
import { findHostNames, readHostName } from '../reading/hostName.js';
import type { Found, Reading } from '../reading/reading.js';
import { shownName } from '../reading/shownName.js';
import { boundNamed } from './ranges.js';
import type { Words } from './words.js';

/** What a reply is read with. */
export interface Given {
  today: string;
  /** The facts known, by which bounds may be named. */
  facts: Facts;
}

/**
 * A kind of fact: how a reply to its question is read, how it is noticed in any sentence, how it is said, and what
 * may be pressed instead of typing. A new kind is one more entry of {@link kinds}.
 *
 * @example
 * // a telephone number
 * 'telephone': { read: (text) => readTelephone(text), find: (text) => findTelephones(text),
 *                say: (value) => spaced(value), readsBack: true, quick: () => [] }
 */
export interface Kind {
  /** A short reply to the fact's own question, leniently read; statements and yes or no have been heard before. */
  read(text: string, definition: FactDefinition, given: Given): Reading<string>;
  /**
   * Values of this kind in a sentence that nobody asked one of, strictly read; absent where the kind has no form of
   * its own.
   */
  find?(text: string, given: { today: string; cues: readonly string[] }): Found<string>[];
  /** A value as a person reads it. */
  say(value: string, definition: FactDefinition, words: Words): string;
  /** The value where it is read back for a yes. */
  sayBack(value: string): string;
  /** A value that was read with an assumption is read back before it decides. */
  readsBack: boolean;
  /** What saves typing: labels that are also what is said by pressing them. */
  quick(definition: FactDefinition, given: Given & { words: Words }): string[];
}

/** The one table of kinds. */
export const kinds: Record<FactKind, Kind> = {
  choice: {
    read: (text, { options = {} }) => readChoice(text, options),
    say: (value, { options = {} }) => options[value]?.label ?? value,
    sayBack: (value) => value,
    readsBack: false,
    quick: ({ options = {} }) => Object.values(options).map(({ label }) => label),
  },
  'yes-no': {
    read: () => ({ problem: { reason: 'yes-no.unclear', about: {} } }),
    say: (value) => value,
    sayBack: (value) => value,
    readsBack: false,
    quick: (_, { words }) => [words.yes, words.no],
  },
  date: {
    read: (text, definition, given) => readDate(text, boundsOf(definition, given)),
    find: (text, given) => findDates(text, given),
    say: (value) => longDate(value),
    sayBack: (value) => longDateWithDay(value),
    readsBack: true,
    quick: (_, { words }) => [words.today, words.yesterday],
  },
  'host-name': {
    read: (text) => readHostName(text),
    find: (text) => findHostNames(text),
    say: (value, _, words) => words.given?.(shownName(value)) ?? shownName(value),
    sayBack: (value) => shownName(value),
    readsBack: true,
    quick: ({ sameAs }, { facts, words }) =>
      sameAs !== undefined && typeof facts[sameAs] === 'string'
        ? [words.same.replace('{name}', shownName(facts[sameAs]))]
        : [],
  },
};

/** A date fact's bounds as days: an ISO day, today, or another fact's where it is known. */
export function boundsOf(
  { earliest, latest }: FactDefinition,
  { today, facts }: Given,
): { today: string; oldest?: string; earliest?: string; latest?: string } {
  const [first, last] = [boundNamed(earliest, facts, today), boundNamed(latest, facts, today)];
  return {
    today,
    // A day written out only marks a mistyped year; another date rules out.
    ...(first !== undefined && (earliest !== undefined && isDay(earliest) ? { oldest: first } : { earliest: first })),
    ...(last !== undefined && { latest: last }),
  };
}
