import { decide } from '../forms/decide.js';
import type { FormState } from '../forms/state.js';
import type { FactDefinition, FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { LearnedReader } from '../matching/reader/reader.js';
import { LEARNED } from './limits.js';
import type { Message } from './message.js';
import { readable } from './weigh.js';

/**
 * What the learned reader makes of a message for one fact: the value, how sure, and whether it may be taken or only
 * offered.
 */
export interface LearnedValue {
  value: FactValue;
  p: number;
  may: 'take' | 'offer';
}

/**
 * The value that the learned reader gives a fact; `null` where it leans to nothing. What could end the form at once
 * is never taken, only offered.
 */
export function learnedValue(
  form: Form,
  state: FormState,
  fact: string,
  message: Message,
  { reader, open, today }: { reader: LearnedReader | null; open: string; today: string },
): LearnedValue | null {
  const read = reader?.read(readable(message.text), open);
  // Another secret or somebody else's matter, and nothing of the customer's own.
  const foreign = message.clauses.some(({ about }) => about !== 'own');
  if (foreign && message.clauses.every(({ about, statements }) => about !== 'own' || statements.length === 0))
    return null;
  const [best] = read?.[fact] ?? [];
  if (!read || !best || best.p < LEARNED.offer) return null;
  const value = valueFor(form.facts[fact]!, best.label);
  if (value === undefined) return null;
  const own = read.about?.find(({ label }) => label === 'own')?.p ?? 1;
  const sure = best.p >= LEARNED.take && own >= 0.5 && !decidesAlone(form, state, fact, value, today);
  return { value, p: best.p, may: sure ? 'take' : 'offer' };
}

function valueFor({ kind, options = {} }: FactDefinition, label: string): FactValue | undefined {
  if (kind === 'choice') return label in options ? label : undefined;
  return label === 'yes' ? true : label === 'no' ? false : undefined;
}

/** Would the value decide while other questions are still open: a usable backup, a stolen key? */
export function decidesAlone(form: Form, state: FormState, fact: string, value: FactValue, today: string): boolean {
  const before = decide(form, state.given, today);
  const after = decide(form, { ...state.given, [fact]: value }, today);
  return after.outcome !== null && before.outcome === null && before.missing.some((name) => name !== fact);
}
