import type { FormMove } from '../forms/moves.js';
import type { FactDefinition } from '../knowledge/facts.js';
import { readChoice } from '../reading/choice.js';
import type { Problem } from '../reading/reading.js';
import { type Asked, isPlain, onlyAsks, take } from './asked.js';
import type { Message } from './message.js';

/** The option that a reply picks; options between which it has not decided are asked. */
export function readChoiceAnswer({ state, fact, definition, message, factsTold }: Asked): FormMove[] {
  const { leaning } = state;
  if (leaning?.fact === fact && message.reply === 'agrees') return [take(fact, leaning.option)];
  if (leaning?.fact === fact && message.reply === 'denies' && message.length <= 3) return [{ do: 'reopen', fact }];
  if (onlyAsks(message) || message.cannotTell) return [];
  const denied = factsTold.denies.filter((one) => one.fact === fact).map(({ value }) => value);
  const options = definition.options ?? {};
  const parts = [
    message.text,
    ...message.clauses.filter(isPlain).map(({ start, end }) => message.text.slice(start, end)),
  ].map((part) => ({ part, reading: readChoice(message.language.withoutNo(part), options) }));
  const picked = parts.flatMap(({ part, reading }) =>
    'value' in reading && !denied.includes(reading.value) && !message.language.hints.startsDenying(part)
      ? [reading]
      : [],
  );
  // Of "the key and the password" the one that the form prefers, where it does.
  const preferred = (definition.prefers ?? []).flatMap((option) => picked.filter(({ value }) => value === option));
  const between =
    message.corrects || preferred.length > 0
      ? null
      : severalOf(
          options,
          picked.map(({ value }) => value),
          message,
        );
  if (between) return [{ do: 'explain', problem: between }];
  const [first] = message.corrects ? picked.toReversed() : [...preferred, ...picked];
  if (first) return [take(fact, first.value, undefined, first.assumed === 'mistyped')];
  const several = parts.flatMap(({ reading }) => ('problem' in reading ? [reading.problem] : []));
  const problem = several.find(({ reason }) => reason === 'choice.several');
  return problem ? [{ do: 'explain', problem }] : [];
}

/** "Class 3 or global": options between which nobody has decided. */
export function undecidedOptions({ definition: { options }, message }: Asked): Problem | null {
  if (!options || message.corrects || message.cannotTell || onlyAsks(message)) return null;
  const parts = message.clauses
    .filter(isPlain)
    .map(({ start, end }) => message.language.alternatives(message.text.slice(start, end)))
    .filter(({ length }) => length > 1);
  const named = parts.flat().flatMap((part) => {
    const reading = readChoice(part, options);
    return 'value' in reading && reading.assumed === undefined ? [reading.value] : [];
  });
  return severalOf(options, named, message);
}

function severalOf(
  options: NonNullable<FactDefinition['options']>,
  named: readonly string[],
  { language }: Message,
): Problem | null {
  const alternatives = [...new Set(named)];
  if (alternatives.length < 2) return null;
  const labels = alternatives.map((option) => options[option]?.label ?? option).join(` ${language.or} `);
  return { reason: 'choice.several', about: { options: labels }, alternatives };
}
