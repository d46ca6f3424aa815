import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { factsAwaited, truthOf } from './conditions.js';

/**
 * The facts with those that follow from them ("another name changes the details"); what follows overrides what was
 * said.
 */
export function withImplied(form: Form, facts: Facts, today: string): Facts {
  const known = { ...facts };
  for (const { when, then } of form.implied) if (truthOf(form, when, known, today) === true) Object.assign(known, then);
  return known;
}

/**
 * The facts as the table sees them: one that would follow otherwise, had the customer been able to say more, cannot
 * be told.
 */
export function tellable(form: Form, facts: Facts, today: string): Facts {
  const known = withImplied(form, facts, today);
  for (const { when, then } of form.implied) {
    if (truthOf(form, when, known, today) !== 'cannotTell') continue;
    for (const [name, value] of Object.entries(then))
      if (known[name] !== undefined && known[name] !== value) known[name] = null;
  }
  return known;
}

/** The facts without those that merely follow from the others. */
export function withoutImplied(form: Form, facts: Facts, today: string): Facts {
  const said = { ...facts };
  for (const { when, then } of form.implied) {
    if (truthOf(form, when, facts, today) !== true) continue;
    for (const [name, value] of Object.entries(then)) if (said[name] === value) delete said[name];
  }
  return said;
}

/** Facts that, once known, may still settle a fact that the customer could not give. */
export function mayImply(form: Form, name: string, facts: Facts, today: string): string[] {
  return form.implied.flatMap(({ when, then }) =>
    name in then && truthOf(form, when, facts, today) === 'open' ? factsAwaited(form, when, facts, today) : [],
  );
}
