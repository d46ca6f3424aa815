import type { FormState } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';

/** How far a guide or a form has come, for a page that shows it in one place. */
export interface HowFar {
  /** A summary is what a form ends with. */
  kind: 'step' | 'question' | 'summary';
  /** From 1. */
  at: number;
  /** Of a form: at most so many. */
  of: number;
  /** A step's; a question stands by itself. */
  title?: string;
}

/** Where a form's question stands among those that were asked and those that may still be. */
export function howFar(form: Form, { expecting, trail, facts }: FormState): HowFar | null {
  if (expecting === 'summary') return { kind: 'summary', at: 1, of: 1 };
  const fact = expecting?.replace(/^confirm:/, '');
  if (fact === undefined || !Object.hasOwn(form.facts, fact)) return null;
  const asked = [...new Set([...trail, fact])];
  const left = Object.keys(form.facts).filter((name) => facts[name] === undefined && !asked.includes(name));
  return { kind: 'question', at: asked.indexOf(fact) + 1, of: asked.length + left.length };
}
