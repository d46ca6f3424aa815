import { kinds } from '../forms/kinds.js';
import type { FormMove } from '../forms/moves.js';
import type { FactDefinition, FactKind } from '../knowledge/facts.js';
import { readChoice } from '../reading/choice.js';
import { type Asked, isPlain, onlyAsks, take } from './asked.js';
import { readChoiceAnswer, undecidedOptions } from './choiceAnswer.js';
import { readDateAnswer } from './dateAnswer.js';
import { learnedValue } from './leaning.js';
import type { Message } from './message.js';
import { derivedInstead, readNameAnswer } from './nameAnswer.js';
import { readYesNoAnswer } from './yesNoAnswer.js';

/** The moves by which a reply answers the question that stands; none where it doesn't answer. */
export function answering(asked: Asked): FormMove[] {
  const { fact, factsTold, state, definition, message } = asked;
  const between = undecidedOptions(asked);
  if (between) return [{ do: 'explain', problem: between }];
  const strict = factsTold.values.find((value) => value.fact === fact);
  const derived = strict && derivedInstead(asked);
  if (derived) return [derived];
  if (strict) return [take(fact, strict.value, strict.assumed)];
  const picked = pickedFromOffer(asked);
  if (picked) return picked;
  const undecided = factsTold.undecided.find((one) => definition.kind === 'host-name' && one.values.length > 1);
  if (undecided) return [{ do: 'offer', fact, values: undecided.values }];
  const moves = readers[definition.kind](asked);
  if (moves.length > 0) return moves;
  // Nothing but a question, or "I don't know", answers nothing.
  if (message.cannotTell || onlyAsks(message)) return [];
  return state.leaning?.fact === fact ? [] : learned(asked);
}

/** A pick from values that were offered, by number, as shown, or by the part that tells them apart. */
function pickedFromOffer({ state, fact, definition, message }: Asked): FormMove[] | null {
  if (state.offered?.fact !== fact) return null;
  const { values } = state.offered;
  const options = Object.fromEntries(
    values.map((value) => {
      const label = kinds[definition.kind].sayBack(value);
      const own = value.split('.').filter((part) => !values.every((other) => other.split('.').includes(part)));
      return [value, { label, said: definition.kind === 'host-name' ? own : [] }];
    }),
  );
  const byAge = definition.kind === 'date' ? message.language.hints.whichOfTwoDays(message.plain) : null;
  if (byAge) return [take(fact, values.toSorted().at(byAge === 'earlier' ? 0 : -1)!)];
  const named = message.findings.flatMap(({ reading }) => ('value' in reading ? [reading.value] : []));
  if (named.length === 1 && values.includes(named[0]!)) return [take(fact, named[0]!)];
  for (const clause of [message.text, ...message.clauses.map(({ start, end }) => message.text.slice(start, end))]) {
    const reading = readChoice(clause, options);
    if ('value' in reading && reading.assumed === undefined) return [take(fact, reading.value)];
  }
  return null;
}

const readers: Record<FactKind, (asked: Asked) => FormMove[]> = {
  choice: readChoiceAnswer,
  'yes-no': readYesNoAnswer,
  date: readDateAnswer,
  'host-name': readNameAnswer,
};

/**
 * What the learned reader makes of a reply that no pattern understood: taken and said back, or put into the question.
 */
function learned({ form, state, fact, definition, message, factsTold, situation }: Asked): FormMove[] {
  const heard = learnedValue(form, state, fact, message, {
    reader: situation.reader,
    open: fact,
    today: situation.today,
  });
  if (!heard || factsTold.denies.some((one) => one.fact === fact && one.value === heard.value))
    return leaningTo(definition, fact, message);
  // A plain yes or no that says otherwise objects.
  const objects = definition.kind === 'yes-no' && message.reply === (heard.value ? 'denies' : 'agrees');
  if (heard.may === 'take' && !objects) return [take(fact, heard.value, undefined, true)];
  return typeof heard.value === 'string' ? [{ do: 'lean', fact, option: heard.value }] : [];
}

/** A thing named with nothing understood of it is asked by that thing. */
function leaningTo({ options = {} }: FactDefinition, fact: string, message: Message): FormMove[] {
  const named = message.clauses.filter(isPlain).flatMap(({ things }) => things.filter(({ denied }) => !denied));
  const option = Object.entries(options).find(
    ([, { thing, ask }]) => ask && named.some(({ concept }) => concept === thing),
  );
  return option ? [{ do: 'lean', fact, option: option[0] }] : [];
}
