import type { FactValue, Form } from '../knowledge/types.js';
import type { Match } from '../text/phrases.js';
import { listNamed } from './conditions.js';
import { findMeant, listed, type Meant } from './phrasebook.js';

/** The choices, yeses and noes that a sentence tells, by fact. Where it speaks of several values of one fact, the one that the table treats apart is meant. */
export function toldValues(form: Form, text: string): Record<string, Match<Meant>> {
  const told: Record<string, Match<Meant>> = {};
  const found = findMeant(form, text);
  for (const fact of new Set(found.map(({ value }) => value.fact))) {
    const one = oneOf(
      form,
      fact,
      found.filter(({ value }) => value.fact === fact),
    );
    if (one) told[fact] = one;
  }
  for (const match of listed(form, text)) told[match.value.fact] ??= match;
  return told;
}

function oneOf(form: Form, fact: string, found: Match<Meant>[]): Match<Meant> | undefined {
  const values = [...new Set(found.map(({ value }) => value.value))];
  if (values.length === 1) return found[0];
  const apart = values.filter((value) => namedAlone(form, fact, value));
  if (apart.length === 1) return found.find(({ value }) => value.value === apart[0]);
  return apart.length === 0 && !values.some((value) => inList(form, fact, value)) ? found[0] : undefined;
}

/** A row about this value and no other. */
function namedAlone(form: Form, fact: string, value: FactValue): boolean {
  return form.decide.some(({ when }) => when[fact] === value) && form.facts[fact]?.kind === 'choice';
}

function inList(form: Form, fact: string, value: FactValue): boolean {
  if (typeof value !== 'string') return true;
  return form.decide.some(({ when }) => {
    const condition = when[fact];
    if (typeof condition !== 'object') return false;
    const list = 'oneOf' in condition ? condition.oneOf : 'noneOf' in condition ? condition.noneOf : [];
    return listNamed(form, list).includes(value);
  });
}
