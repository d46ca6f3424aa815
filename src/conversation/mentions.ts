import type { MentionedValue } from '../forms/factsTold.js';
import type { Cut, Mention } from '../forms/parting.js';
import type { FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { readChoice } from '../reading/choice.js';
import { wordsOf } from '../text/words.js';
import { isPlain } from './asked.js';
import type { Clause, Message } from './message.js';

/** A place in a message where a pattern was met. */
export interface PatternMatch {
  clause: Clause;
  denied: boolean;
  hedged: boolean;
  /** Which of the message's words says it. */
  at: number;
}

/** Where something is told of a fact; without a value it leaves the fact open. */
export interface Placed {
  fact: string;
  value: FactValue | undefined;
  where: PatternMatch;
}

export const standsIn = ({ clause: { start, end } }: PatternMatch) => ({ start, end });

/**
 * Every place at which a message of several subjects tells a choice or a yes or no: by patterns, and by a clause that
 * is an option's short name beside a subject's ("www.a.com is global").
 */
export function mentionsOf(
  form: Form,
  message: Message,
  places: readonly Placed[],
  mentioned: readonly MentionedValue[],
): Mention[] {
  if (mentioned.filter(({ kind }) => kind === form.facts[form.each ?? '']?.kind).length < 2) return [];
  const words = wordsOf(message.text);
  const met = places.map(({ fact, value, where }) => ({
    value: { fact, value, ...standsIn(where) },
    at: words[where.at]?.start ?? where.clause.start,
    to: words[where.at]?.end ?? where.clause.end,
  }));
  // Several patterns may be met in the same words.
  const apart = met.filter(
    ({ value, at }, i) =>
      met.findIndex((one) => one.at === at && one.value.fact === value.fact && one.value.value === value.value) === i,
  );
  return [...apart, ...namedShortly(form, message, apart)];
}

function namedShortly(form: Form, { text, clauses, findings }: Message, met: readonly Mention[]): Mention[] {
  const facts = Object.entries(form.facts).filter(([, { options = {} }]) =>
    Object.values(options).every(({ thing }) => thing === undefined),
  );
  return clauses.filter(isPlain).flatMap(({ start, end }): Mention[] => {
    const own = findings.filter((finding) => start <= finding.start && finding.end <= end);
    const rest = own.reduceRight(
      (left, finding) =>
        left.slice(0, finding.start - start) +
        ' '.repeat(finding.end - finding.start) +
        left.slice(finding.end - start),
      text.slice(start, end),
    );
    const last = wordsOf(rest).at(-1);
    return facts.flatMap(([fact, { options }]) => {
      const told = met.some(({ value, at }) => value.fact === fact && start <= at && at < end);
      const reading = options && last && !told ? readChoice(rest, options, { listed: false }) : null;
      if (!reading || !last || !('value' in reading) || reading.assumed !== undefined) return [];
      return [{ value: { fact, value: reading.value, start, end }, at: start + last.start, to: start + last.end }];
    });
  });
}

/** Where the words of another subject may begin: with a clause. */
export function cutsOf({ clauses, text, language }: Message): Cut[] {
  return clauses.slice(1).map(({ start, sentence, plain }, i) => {
    const opensSentence = sentence !== clauses[i]!.sentence;
    const joins = language.hints.joins(plain) || text.slice(0, start).trimEnd().endsWith(';');
    return { at: start, opens: opensSentence || joins, sentence: opensSentence };
  });
}
