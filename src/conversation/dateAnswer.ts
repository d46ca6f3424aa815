import { valueOfMention } from '../forms/factsTold.js';
import { boundsOf, kinds } from '../forms/kinds.js';
import type { FormMove } from '../forms/moves.js';
import { countedFrom } from '../reading/adjustedDate.js';
import { type Asked, onlyAsks, take } from './asked.js';
import { dayByDifference } from './differences.js';

/**
 * The day that a reply gives: found in it, counted from another date, or by its difference from the one dropped
 * before.
 */
export function readDateAnswer(asked: Asked): FormMove[] {
  const { form, state, fact, definition, message, factsTold, situation } = asked;
  if (onlyAsks(message)) return [];
  const given = { today: situation.today, facts: state.given };
  const assumed = message.guesses ? 'guess' : undefined;
  const last = state.dropped?.fact === fact ? state.dropped.value : undefined;
  if (last && message.findings.every(({ kind }) => kind !== 'date')) {
    const day = dayByDifference(message, last);
    if (day) return [take(fact, day, 'relative')];
  }
  const from = boundsOf(definition, given).earliest;
  const counted =
    from && definition.earliest && definition.earliest in form.facts
      ? countedFrom(message.text, from, { today: situation.today, cues: form.facts[definition.earliest!]?.cues ?? [] })
      : null;
  if (counted) return [take(fact, counted, 'relative')];
  const [first, second] = factsTold.unattributed.filter(({ kind }) => kind === 'date');
  const other = factsTold.values.some((value) => form.facts[value.fact]?.kind === 'date');
  if (first && !second && 'value' in first.reading && !(message.cannotTell && first.reading.assumed === 'relative')) {
    const value = valueOfMention(fact, first);
    return [take(fact, value.value, value.assumed ?? assumed)];
  }
  if (other && !first) return [];
  const reading = kinds.date.read(withoutOthers(asked), definition, given);
  if ('value' in reading) {
    if (message.cannotTell && reading.assumed === 'relative') return [];
    return [take(fact, reading.value, reading.assumed ?? assumed)];
  }
  const { problem } = reading;
  if (problem.reason === 'date.none' || message.cannotTell) return [];
  if (problem.alternatives && problem.alternatives.length > 1)
    return [{ do: 'offer', fact, values: problem.alternatives.map(String) }];
  return [{ do: 'explain', problem }];
}

/** The reply without the dates of other things, place by place. */
function withoutOthers({ fact, message, factsTold }: Asked): string {
  const kept = new Set(factsTold.unattributed.map(({ start }) => start));
  const others = message.findings.filter(
    ({ kind, start }) =>
      kind === 'date' &&
      !kept.has(start) &&
      !factsTold.values.some((value) => value.fact === fact && value.start === start),
  );
  return others.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    message.text,
  );
}
