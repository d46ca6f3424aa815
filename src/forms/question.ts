import type { Form } from '../knowledge/form.js';
import { say } from '../knowledge/say.js';
import { boundsOf, kinds } from './kinds.js';
import type { Ladder } from './moves.js';
import { fillWith, sayValue } from './said.js';
import type { Context, FactLine, FormState, Said } from './state.js';
import type { Words } from './words.js';

/** Before a fact's name: its value is read back. */
export const confirming = 'confirm:';

/**
 * What a form says to ask for what it expects: a fact, a yes to a value read back, or to the summary.
 * @param ladder how often in a row nothing was understood
 */
export function question(form: Form, state: FormState, context: Context, ladder: Ladder = 0): Said[] {
  const { expecting } = state;
  if (expecting === null) return [];
  if (expecting === 'summary') return [summary(form, state, context)];
  return [
    expecting.startsWith(confirming)
      ? readBack(form, state, context, expecting.slice(confirming.length), ladder)
      : asking(form, state, context, expecting, ladder),
  ];
}

/** How yes, no, "not known" and quick replies are said in these sayings. */
export function wordsFrom({ sayings }: Context): Words {
  return {
    yes: say(sayings, 'choice.yes'),
    no: say(sayings, 'choice.no'),
    unknown: say(sayings, 'form.unknown'),
    today: say(sayings, 'form.today'),
    yesterday: say(sayings, 'form.yesterday'),
    same: say(sayings, 'form.same'),
  };
}

/** The facts told, in one line. */
export function factLines(form: Form, state: Pick<FormState, 'facts'>, context: Context, facts: string[]): string {
  return linesOf(form, state, context, facts)
    .map(({ label, value }) => say(context.sayings, 'form.line', { label, value }))
    .join('; ');
}

function linesOf(form: Form, state: Pick<FormState, 'facts'>, context: Context, facts: string[]): FactLine[] {
  return facts.flatMap((name) => {
    const definition = form.facts[name];
    const value = state.facts[name];
    return definition && value !== undefined
      ? [{ fact: name, label: definition.label, value: sayValue(definition, value, wordsFrom(context)) }]
      : [];
  });
}

/** The facts that a summary of this state shows, as one text to compare. */
export function shownBy(form: Form, state: FormState): string {
  return JSON.stringify(
    Object.keys(form.facts).flatMap((name) => (state.facts[name] === undefined ? [] : [[name, state.facts[name]]])),
  );
}

function asking(form: Form, state: FormState, context: Context, fact: string, ladder: Ladder): Said {
  const definition = form.facts[fact]!;
  const words = wordsFrom(context);
  const filled = (text: string) => fillWith(form, text, state.facts, context.today, words);
  const { offered, leaning } = state;
  if (offered?.fact === fact) {
    const labels = offered.values.map((value) => kinds[definition.kind].say(value, definition, words));
    return { text: numbered(say(context.sayings, 'form.which'), labels, context), choices: labels.map(choice) };
  }
  const option = leaning?.fact === fact ? definition.options?.[leaning.option] : undefined;
  if (option?.ask) {
    const others = Object.values(definition.options ?? {}).filter((other) => other !== option);
    return { text: filled(option.ask), choices: [words.yes, ...others.map(({ label }) => label)].map(choice) };
  }
  const known = state.parts[fact] ?? [];
  const part = Object.entries(definition.parts ?? {}).find(([name]) => known.length > 0 && !known.includes(name))?.[1];
  const text = filled(part?.ask ?? (ladder > 0 ? (definition.askAgain ?? definition.ask) : definition.ask));
  const example = ladder > 1 && definition.example ? `${text} ${filled(definition.example)}` : text;
  const quick = kinds[definition.kind].quick(definition, { today: context.today, facts: state.facts, words });
  const choices = [...quick, say(context.sayings, 'form.dontKnow')].map(choice);
  const listed = definition.options ? numbered(example, quick, context) : example;
  return {
    text: listed,
    choices,
    ...(definition.kind === 'date' && {
      date: daysOf(boundsOf(definition, { today: context.today, facts: state.facts })),
    }),
  };
}

const daysOf = ({ earliest, latest }: { earliest?: string; latest?: string }) => ({
  ...(earliest && { earliest }),
  ...(latest && { latest }),
});

const choice = (label: string) => ({ label, value: label });

function numbered(text: string, labels: string[], { sayings }: Context): string {
  return [text, ...labels.map((label, index) => say(sayings, 'form.option', { number: index + 1, label }))].join('\n');
}

function readBack(form: Form, state: FormState, context: Context, fact: string, ladder: Ladder): Said {
  const definition = form.facts[fact]!;
  const value = kinds[definition.kind].sayBack(String(state.given[fact]));
  const key = ladder > 0 ? 'form.confirmAgain' : 'form.confirm';
  return { text: say(context.sayings, key, { label: definition.label, value }), choices: yesOrNo(context) };
}

function summary(form: Form, state: FormState, context: Context): Said {
  const lines = linesOf(form, state, context, Object.keys(form.facts));
  const written = lines.map(({ label, value }) => say(context.sayings, 'form.line', { label, value })).join('\n');
  const text = say(context.sayings, 'form.summary', { lines: written });
  return { text, choices: yesOrNo(context), summary: { lines, shown: shownBy(form, state) } };
}

function yesOrNo(context: Context) {
  const { yes, no } = wordsFrom(context);
  return [yes, no].map(choice);
}
