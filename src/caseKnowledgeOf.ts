import type { CaseKnowledge } from './cases/caseKnowledge.js';
import type { Knowledge } from './knowledge/knowledge.js';

/** What cases are worked with, out of a knowledge: it goes from the bot's thread to the others as plain data. */
export function caseKnowledgeOf({ desk, forms, sayings }: Knowledge): CaseKnowledge {
  const says = Object.fromEntries(
    Object.entries(sayings.says).filter(([key]) => /^(?:case|teams|status)\.|^desk\.somebody$/.test(key)),
  );
  const facts = forms.flatMap((form) => Object.entries(form.facts).map(([name, { label }]) => ({ name, label })));
  return {
    ...{ ...desk.handOff, name: desk.name, timeZone: desk.timeZone, says },
    outcomes: forms.flatMap((form) => Object.entries(form.outcomes).map(([id, { title }]) => ({ id, title }))),
    facts: facts.filter(({ name }, index) => facts.findIndex((other) => other.name === name) === index),
  };
}
