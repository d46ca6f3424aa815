import { say } from '../knowledge/say.js';
import type { Form } from '../knowledge/types.js';
import { longDate, longDateWithDay } from '../languages/calendar.js';
import { fillWith, sayValue, type Words } from './said.js';
import type { Context, FactLine, FormState, Said } from './state.js';

/** What a form says to ask for what it expects: a fact, a yes to a value read back, or to the summary. */
export function question(form: Form, state: FormState, context: Context): Said[] {
  const { expecting } = state;
  if (expecting === null) return [];
  if (expecting === 'summary') return [summary(form, state, context)];
  return [
    expecting.startsWith(confirming)
      ? readBack(form, state, context, expecting.slice(confirming.length))
      : asking(form, state, context, expecting),
  ];
}

export const confirming = 'confirm:';

/** How yes, no and "not known" are said in these sayings. */
function wordsFrom({ sayings }: Context): Words {
  return { yes: say(sayings, 'choice.yes'), no: say(sayings, 'choice.no'), unknown: say(sayings, 'form.unknown') };
}

/** The facts told, a line each. */
export function factLines(form: Form, state: FormState, context: Context, facts: string[]): string {
  return written(linesOf(form, state, context, facts), context);
}

function linesOf(form: Form, state: FormState, context: Context, facts: string[]): FactLine[] {
  return facts.flatMap((name) => {
    const definition = form.facts[name];
    const value = state.facts[name];
    return definition && value !== undefined
      ? [{ label: definition.label, value: sayValue(definition, value, wordsFrom(context)) }]
      : [];
  });
}

const written = (lines: FactLine[], { sayings }: Context) =>
  lines.map(({ label, value }) => say(sayings, 'form.line', { label, value })).join('\n');

/** The facts that a summary of this state shows, as one text to compare. */
export function shownBy(form: Form, state: FormState): string {
  return JSON.stringify(
    Object.keys(form.facts).flatMap((name) => (state.facts[name] === undefined ? [] : [[name, state.facts[name]]])),
  );
}

function asking(form: Form, state: FormState, context: Context, fact: string): Said {
  const definition = form.facts[fact]!;
  const text = fillWith(form, definition.ask, state.facts, context.today, wordsFrom(context));
  if (state.offered?.fact === fact) {
    const labels = state.offered.values.map((value) => (definition.kind === 'date' ? longDate(value) : value));
    return {
      text: numbered(say(context.sayings, 'form.which'), labels, context),
      choices: labels.map((label) => ({ label, value: label })),
    };
  }
  if (definition.kind === 'yes-no') return { text, choices: yesOrNo(context) };
  if (!definition.options) return { text };
  const labels = Object.values(definition.options).map(({ label }) => label);
  return { text: numbered(text, labels, context), choices: labels.map((label) => ({ label, value: label })) };
}

function numbered(text: string, labels: string[], { sayings }: Context): string {
  return [text, ...labels.map((label, index) => say(sayings, 'form.option', { number: index + 1, label }))].join('\n');
}

function readBack(form: Form, state: FormState, context: Context, fact: string): Said {
  const definition = form.facts[fact]!;
  const value = String(state.given[fact]);
  const said = definition.kind === 'date' ? longDateWithDay(value) : value;
  return {
    text: say(context.sayings, 'form.confirm', { label: definition.label, value: said }),
    choices: yesOrNo(context),
  };
}

function summary(form: Form, state: FormState, context: Context): Said {
  const lines = linesOf(form, state, context, Object.keys(form.facts));
  const text = say(context.sayings, 'form.summary', { lines: written(lines, context) });
  return { text, choices: yesOrNo(context), summary: { lines, shown: shownBy(form, state) } };
}

function yesOrNo(context: Context) {
  const { yes, no } = wordsFrom(context);
  return [yes, no].map((word) => ({ label: word, value: word }));
}
