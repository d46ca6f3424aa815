import type { GateQuestion } from '../knowledge/gate.js';
import type { Matcher } from './matcher.js';
import type { LeftOut } from './training.js';

/** What became of a set of questions; shares from 0 to 1. */
export interface Figures {
  questions: number;
  first: number;
  amongThree: number;
  answeredRight: number;
  answeredWrong: number;
  clarifiedWith: number;
  clarifiedWithout: number;
  unknown: number;
}

export interface Evaluation {
  inScope: Figures;
  near: { questions: number; answered: number; clarified: number };
  far: { questions: number; answered: number; clarified: number };
  byEntry: Map<string, Figures>;
  byStyle: Map<string, Figures>;
  leftOut: LeftOut;
  /** Questions that went wrong: answered wrongly, or answered though nothing answers them. */
  wrong: { text: string; expected: string | null; got: string }[];
}

type Outcome = { question: GateQuestion; decision: string; ranked: string[]; right: boolean; amongThree: boolean };

/** Asks the matcher every question of the gate. */
export function evaluate(matcher: Matcher, questions: GateQuestion[]): Evaluation {
  const outcomes = questions.map((question): Outcome => {
    const { decision, entry, ranking } = matcher.match(question.text);
    const ranked = ranking.map(({ id }) => id);
    const fair = [question.entry, ...question.orElse];
    const right = fair.includes(entry ?? ranked[0] ?? '');
    return {
      question,
      decision,
      ranked: entry ? [entry, ...ranked] : ranked,
      right,
      amongThree: right || ranked.slice(0, 3).some((id) => fair.includes(id)),
    };
  });
  const inScope = outcomes.filter(({ question }) => question.entry !== null);
  const outside = (kind: 'near' | 'far') => {
    const list = outcomes.filter(({ question }) => question.outside === kind);
    return {
      questions: list.length,
      answered: share(list, ({ decision }) => decision === 'answer'),
      clarified: share(list, ({ decision }) => decision === 'clarify'),
    };
  };
  const answered = outcomes.filter(
    ({ decision, right, question }) => decision === 'answer' && (question.entry === null || !right),
  );
  return {
    inScope: figures(inScope),
    near: outside('near'),
    far: outside('far'),
    byEntry: grouped(inScope, ({ question }) => question.entry ?? ''),
    byStyle: grouped(inScope, ({ question }) => question.style),
    leftOut: matcher.trained.leftOut,
    wrong: answered.map(({ question, ranked }) => ({
      text: question.text,
      expected: question.entry,
      got: ranked[0] ?? '',
    })),
  };
}

function figures(list: Outcome[]): Figures {
  return {
    questions: list.length,
    first: share(list, ({ right }) => right),
    amongThree: share(list, ({ amongThree }) => amongThree),
    answeredRight: share(list, ({ decision, right }) => decision === 'answer' && right),
    answeredWrong: share(list, ({ decision, right }) => decision === 'answer' && !right),
    clarifiedWith: share(list, ({ decision, amongThree }) => decision === 'clarify' && amongThree),
    clarifiedWithout: share(list, ({ decision, amongThree }) => decision === 'clarify' && !amongThree),
    unknown: share(list, ({ decision }) => decision === 'unknown'),
  };
}

function grouped(list: Outcome[], by: (outcome: Outcome) => string): Map<string, Figures> {
  const keys = [...new Set(list.map(by))].sort();
  return new Map(keys.map((key) => [key, figures(list.filter((outcome) => by(outcome) === key))]));
}

function share(list: Outcome[], holds: (outcome: Outcome) => boolean): number {
  return list.length === 0 ? 0 : list.filter(holds).length / list.length;
}

const percent = (value: number) => `${(100 * value).toFixed(1)}`.padStart(6);

/** The evaluation as a table for people; shares in per cent. */
export function evaluationTable({ inScope, near, far, byEntry, byStyle, leftOut, wrong }: Evaluation): string {
  const head = `${'per cent'.padEnd(24)}    n  top-1  top-3  right  wrong asked+ asked- unknown`;
  const row = (name: string, f: Figures) =>
    `${name.padEnd(24)}${String(f.questions).padStart(5)} ${[f.first, f.amongThree, f.answeredRight, f.answeredWrong, f.clarifiedWith, f.clarifiedWithout, f.unknown].map(percent).join(' ')}`;
  const stranger = (name: string, f: Evaluation['near']) =>
    `${name.padEnd(24)}${String(f.questions).padStart(5)}  answered ${percent(f.answered)}  asked ${percent(f.clarified)}`;
  return [
    head,
    row('all questions', inScope),
    stranger('outside, near', near),
    stranger('outside, far', far),
    '',
    `left out, one at a time  top-1 ${percent(leftOut.first)}  top-3 ${percent(leftOut.amongThree)}  right ${percent(leftOut.answeredRight)}  wrong ${percent(leftOut.answeredWrong)}  outside answered ${percent(leftOut.outsideAnswered)}`,
    '',
    `${'by entry'.padEnd(24)}    n  top-1  top-3  right  wrong asked+ asked- unknown  left-out top-1`,
    ...[...byEntry].map(([id, f]) => `${row(id, f)}          ${percent(leftOut.firstByTarget[id] ?? 0)}`),
    '',
    ...[...byStyle].map(([style, f]) => row(style, f)),
    ...(wrong.length > 0
      ? [
          '',
          'Answered wrongly:',
          ...wrong.map(({ text, expected, got }) => `  ${got}, not ${expected ?? 'at all'}: “${text}”`),
        ]
      : []),
  ].join('\n');
}
