import type { FormMove } from '../forms/moves.js';
import { once } from '../text/once.js';
import { onlyAsks } from './asked.js';
import { readDateAnswer } from './dateAnswer.js';
import {
  agrees,
  denies,
  doubts,
  type FormRoute,
  furtherSubjects,
  type Hearing,
  knownNamed,
  movesBesides,
  movesCorrecting,
} from './hearing.js';

const asksOnly = ({ message }: Hearing) => onlyAsks(message);
const waits = ({ message }: Hearing) => message.cannotTell || message.language.hints.waits(message.plain);

/** A value for the fact that is read back, by its own words. */
const strict = ({ factsTold, fact }: Hearing) => factsTold.values.find((value) => value.fact === fact);

/** The value itself, said once more. */
function saidAgain({ message, form, state, fact }: Hearing): boolean {
  const values = message.findings
    .filter(({ kind }) => kind === form.facts[fact]?.kind)
    .flatMap(({ reading }) => ('value' in reading ? [reading.value] : []));
  return values.length > 0 && values.every((value) => value === state.given[fact]);
}

const besideReadBack = (hearing: Hearing) =>
  movesBesides(hearing, hearing.message.corrects || hearing.message.reply === 'denies');
const changes = (moves: FormMove[]) => moves.some((move) => move.do === 'correct');

/** What is corrected, where what is open makes it plain that it is. */
const mendedSurely = once((hearing: Hearing) => movesCorrecting(hearing, true));

/** "Yes, but it was a global one": what is read back is agreed to where another fact is corrected. */
function agreedBeside(heard: Hearing): FormMove[] {
  const elsewhere = mendedSurely(heard).every((move) => !('fact' in move) || move.fact !== heard.fact);
  return elsewhere && agrees(heard) ? [{ do: 'agree', fact: heard.fact }] : [];
}

/** A longer denial tells a story: a day in it has words that say what it is of. */
const SHORT = 12;

/** "No, it's Wednesday": the day that a reply gives as it would to the question itself. */
function rightDay(heard: Hearing) {
  const definition = heard.form.facts[heard.fact]!;
  if (definition.kind !== 'date' || heard.message.length > SHORT) return undefined;
  return readDateAnswer({ ...heard, definition }).find(
    (move) => move.do === 'take' && move.value !== heard.state.given[heard.fact],
  ) as Extract<FormMove, { do: 'take' }> | undefined;
}

/** A value of another fact is told. */
const tellsOther = ({ factsTold, fact }: Hearing) => factsTold.values.some((value) => value.fact !== fact);

/** What a reply to a value read back does. */
export const readBackRoutes: readonly FormRoute[] = [
  { says: 'who only asks gets an answer', when: asksOnly, moves: () => [] },
  {
    says: 'the same value once more agrees',
    when: (heard) => strict(heard)?.value === heard.state.given[heard.fact] || (!strict(heard) && saidAgain(heard)),
    moves: (heard) => [...besideReadBack(heard), { do: 'agree', fact: heard.fact }],
  },
  {
    says: 'another value takes its place',
    when: (heard) => strict(heard) !== undefined,
    moves: (heard) => {
      const { fact, value, assumed } = strict(heard)!;
      return [...besideReadBack(heard), { do: 'correct', fact, value, ...(assumed !== undefined && { assumed }) }];
    },
  },
  {
    says: 'a part of it, or another fact, is corrected',
    when: (heard) => changes(mendedSurely(heard)),
    moves: (heard) => [...besideReadBack(heard), ...mendedSurely(heard), ...agreedBeside(heard)],
  },
  {
    says: 'a guess is not agreed to by another guess',
    when: ({ message }) => message.guesses && message.reply !== 'denies',
    moves: (heard) => [...besideReadBack(heard), { do: 'ask', ladder: 0 }],
  },
  {
    says: 'who agrees agrees',
    when: agrees,
    moves: (heard) => [...besideReadBack(heard), { do: 'agree', fact: heard.fact }],
  },
  {
    says: 'who cannot tell is asked once more',
    when: (heard) => heard.message.cannotTell && !denies(heard),
    moves: () => [{ do: 'ask', ladder: 0 }],
  },
  {
    says: 'a denial that brings the right day along corrects it',
    when: (heard) => denies(heard) && rightDay(heard) !== undefined,
    moves: (heard) => [...besideReadBack(heard), { ...rightDay(heard)!, do: 'correct' }],
  },
  {
    says: 'who denies or doubts is asked for the right value',
    // "Nothing changes apart from my phone": what finds fault only with the fact that it tells leaves the one that is
    // read back alone.
    when: (heard) => denies(heard) || (doubts(heard) && !tellsOther(heard)),
    moves: (heard) => [...besideReadBack(heard), { do: 'reopen', fact: heard.fact }],
  },
  { says: 'what is told beside is taken', when: () => true, moves: besideReadBack },
];

/** "Yes, and what happens next?": the agreement is a clause of its own before the question. */
function leadsWithYes({ message: { clauses } }: Hearing): boolean {
  const [first] = clauses;
  return first !== undefined && first.modality !== 'asked' && clauses.length > 1;
}

const changedAtSummary = (heard: Hearing) => [
  ...movesBesides(heard, true).filter(({ do: does }) => does !== 'keep'),
  ...mendedSurely(heard),
];

/** What a reply to the summary does. */
export const summaryRoutes: readonly FormRoute[] = [
  { says: 'who only asks gets an answer', when: asksOnly, moves: () => [] },
  {
    says: 'a further subject is no correction',
    when: (heard) => furtherSubjects(heard).length > 0,
    moves: (heard) => [
      {
        do: 'takeSeveral',
        subjects: furtherSubjects(heard).map((name) => ({ name, own: [] })),
        factsTold: heard.factsTold,
      },
    ],
  },
  {
    says: 'what is told or corrected changes its row',
    when: (heard) => changedAtSummary(heard).length > 0,
    moves: changedAtSummary,
  },
  {
    says: 'who agrees decides; a question behind the agreement is answered as well',
    when: (heard) =>
      agrees(heard) && !waits(heard) && !heard.state.refused && (heard.message.asks === '' || leadsWithYes(heard)),
    moves: () => [{ do: 'decide' }],
  },
  {
    says: 'a row that is named as wrong is asked again',
    when: (heard) => knownNamed(heard).length > 0 && (heard.state.refused || heard.message.findsWrong || denies(heard)),
    moves: (heard) => [{ do: 'reopen', fact: knownNamed(heard)[0]! }],
  },
  { says: 'who wants time gets the question again', when: waits, moves: () => [{ do: 'ask', ladder: 0 }] },
  {
    says: 'who refuses is asked what is wrong',
    when: (heard) => denies(heard) || (heard.message.findsWrong && !agrees(heard)),
    moves: () => [{ do: 'refuse' }],
  },
  {
    says: 'after a refusal a yes in so many words agrees after all',
    when: (heard) => heard.state.refused && agrees(heard) && heard.message.length >= 4,
    moves: () => [{ do: 'decide' }],
  },
  {
    says: 'after a refusal a bare yes says nothing',
    when: (heard) => heard.state.refused && agrees(heard),
    moves: () => [{ do: 'ask', ladder: 0 }],
  },
];

/** What is said after the verdict: only what changes a fact is heard. */
export const decidedRoutes: readonly FormRoute[] = [
  { says: 'who only asks gets an answer', when: asksOnly, moves: () => [] },
  {
    says: 'another one is a matter of its own',
    when: (heard) => furtherSubjects(heard).length > 0 && !heard.message.corrects,
    moves: () => [],
  },
  {
    says: 'a correction brings a new summary or verdict',
    when: ({ message, factsTold }) => message.corrects || message.findsWrong || factsTold.values.length > 0,
    moves: (heard) => {
      const moves = [...movesBesides(heard, true), ...mendedSurely(heard)];
      const [first] = Object.keys(heard.form.facts);
      // What the verdict was reached without is added to it; a mishap of its own is a new matter.
      const changing = moves.some(
        (move) => move.do === 'correct' || move.do === 'reopen' || (move.do === 'take' && move.fact !== first),
      );
      return changing ? moves.filter(({ do: does }) => does !== 'keep') : [];
    },
  },
];
