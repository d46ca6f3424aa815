import { sameMark, valueOfMention } from '../forms/factsTold.js';
import { kinds } from '../forms/kinds.js';
import type { FormMove } from '../forms/moves.js';
import { type Asked, onlyAsks, take } from './asked.js';
import { factsNamed } from './corrections.js';
import { nameByDifference } from './differences.js';

/** The host name that a reply gives: found in it, the same as another, or by its difference from that. */
export function readNameAnswer(asked: Asked): FormMove[] {
  const { state, fact, definition, message, factsTold } = asked;
  const { sameAs } = definition;
  const base = sameAs === undefined ? undefined : state.given[sameAs];
  if (onlyAsks(message)) return [];
  // "The name was wrong: mail.a.com" is said of the one that was given before.
  const isOther = (name: string) =>
    name !== fact && kindOf(asked, name) === 'host-name' && state.given[name] !== undefined;
  if (message.findsWrong && factsNamed(asked.form, message.text).some(isOther)) return [];
  const names = [
    ...new Set(
      factsTold.unattributed.flatMap(({ kind, reading }) =>
        kind === 'host-name' && 'value' in reading ? [reading.value] : [],
      ),
    ),
  ];
  const dropped = state.dropped?.fact === fact ? state.dropped.value : undefined;
  const from = typeof base === 'string' ? base : dropped;
  if (from && names.length === 0) {
    const derived = nameByDifference(message, from);
    if (derived) return [take(fact, derived.value, derived.assumed)];
  }
  if (names.length === 1) {
    const mention = factsTold.unattributed.find(({ kind, reading }) => kind === 'host-name' && 'value' in reading)!;
    const value = valueOfMention(fact, mention);
    return [take(fact, value.value, value.assumed)];
  }
  if (names.length > 1 && from) {
    const derived = nameByDifference(message, from);
    if (derived && !names.includes(derived.value)) return [take(fact, derived.value, derived.assumed)];
  }
  if (names.length > 1 && message.corrects) return [take(fact, names.at(-1)!)];
  if (names.length > 1) return [{ do: 'offer', fact, values: names }];
  const says = factsTold.values.some((value) => value.fact !== fact);
  // A name that its words give to another fact, or to somebody else, answers nothing here.
  if (says && factsTold.values.some((value) => value.fact !== fact && kindOf(asked, value.fact) === 'host-name'))
    return [];
  if (message.clauses.some(({ about }) => about === 'somebody else')) return [];
  const declines =
    (message.reply === 'denies' || message.reply === 'hedgedNo') &&
    !says &&
    !message.language.hints.theOther(message.plain);
  // "The same, but we are called Acme plc now": the exception is told of another fact.
  const [first] = message.clauses;
  const keepsAllElse = says && first !== undefined && message.language.staysSame(first.plain);
  const keeps = message.staysSame || message.keepsName || declines || keepsAllElse;
  if (sameAs !== undefined && keeps && !message.cannotTell)
    return [take(fact, base === undefined ? null : sameMark(sameAs))];
  if (message.cannotTell || message.thanks || message.reply !== null || !/[\p{L}\p{N}]/u.test(message.text)) return [];
  const reading = kinds['host-name'].read(message.text, definition, { today: message.today, facts: state.given });
  if ('value' in reading) return [take(fact, reading.value, reading.assumed)];
  const { problem } = reading;
  // A yes is no name, and says nothing of one.
  if (problem.reason === 'name.none' || message.reply === 'agrees') return [];
  if (problem.alternatives && problem.alternatives.length > 1)
    return [{ do: 'offer', fact, values: problem.alternatives.map(String) }];
  return [{ do: 'explain', problem }];
}

/** "Same host, but under a.org rather than a.com": two names of which neither is the whole one that is meant. */
export function derivedInstead({ definition, fact, state, message }: Asked): FormMove | null {
  const base = definition.sameAs === undefined ? undefined : state.given[definition.sameAs];
  const names = message.findings.flatMap(({ kind, reading }) =>
    kind === 'host-name' && 'value' in reading ? [reading.value] : [],
  );
  if (typeof base !== 'string' || names.length < 2 || names.includes(base)) return null;
  const derived = nameByDifference(message, base);
  return derived && take(fact, derived.value, derived.assumed);
}

const kindOf = ({ form }: Asked, fact: string) => form.facts[fact]?.kind;
