import type { FormMove } from '../forms/moves.js';
import type { Form } from '../knowledge/form.js';
import { factsToldIn } from './factsToldIn.js';
import type { Message } from './message.js';
import type { Move } from './moves.js';
import { opening, openingClauses } from './opening.js';
import type { Heard } from './situation.js';
import { withinForm } from './withinForm.js';

/** Moves that make nothing of a message but that something in it could not be used. */
const unheard = new Set<FormMove['do']>(['explain', 'keep', 'lean', 'ask']);

/**
 * What follows from a message while a form runs: the form hears first; what it does not hear may open another form of
 * the desk, beneath which the first one waits. "No. And my card was stolen": one clause may answer and another open.
 */
export function whileFormRuns(heard: Heard): Move[] {
  const own = withinForm(heard);
  if (!('state' in heard.open)) return own;
  const running = heard.open.form;
  for (const form of heard.situation.forms) {
    if (form.id === running.id) continue;
    const begun = opening(heard, form);
    // A form that is only guessed at interrupts none.
    if (begun?.[0]?.do !== 'begin') continue;
    const openers = openingClauses(heard, form);
    const kept = keptOf(heard, running, own, openers);
    if (kept !== null) return [...kept, ...begun];
  }
  return own;
}

/**
 * The forms that a message opens where none runs: the one that is opened most surely is asked first, and what other
 * clauses open waits beneath it. `null` where it opens none.
 */
export function formsOpened(heard: Heard): Move[] | null {
  const begun = heard.situation.forms.flatMap((form) => {
    const moves = opening(heard, form);
    return moves ? [{ form, moves, sure: moves[0]?.do === 'begin' }] : [];
  });
  const [first] = begun.toSorted((a, b) => Number(b.sure) - Number(a.sure));
  if (!first) return null;
  const taken = openingClauses(heard, first.form);
  const waiting = begun.filter(({ form, sure }) => {
    if (form === first.form || !sure || taken.length === 0) return false;
    const own = openingClauses(heard, form);
    return own.length > 0 && own.every((clause) => !taken.includes(clause));
  });
  return [...waiting.toReversed().flatMap(({ moves }) => moves.map(withoutQuestion)), ...first.moves];
}

/** What a message asks beside several matters is answered once. */
function withoutQuestion(move: Move): Move {
  if (move.do !== 'begin') return move;
  const { asks: _, ...begin } = move;
  return begin;
}

/**
 * Of the running form's moves those that stay where some clauses open another form: none where the form heard nothing
 * but a day or a name in them; `null` where what opens the other may as well be meant for the running one.
 */
function keptOf({ message, situation }: Heard, running: Form, own: readonly Move[], openers: number[]): Move[] | null {
  const [move] = own;
  if (move?.do === 'misunderstood' || move?.do === 'answer') return [];
  if (move?.do !== 'form') return null;
  const does = move.moves.filter(({ do: kind }) => !unheard.has(kind));
  if (does.length === 0) return [];
  if (openers.length === 0) return null;
  const told = factsToldIn(running, message, situation.trade).values;
  if (told.some(({ start }) => openers.includes(clauseAt(message, start)))) return null;
  if (does.every((one) => isFoundIn(message, running, one, openers))) return [];
  return openers.length < message.clauses.length ? [{ do: 'form', form: running.id, moves: does }] : null;
}

/** A day or name that stands in one of the clauses, and nowhere else. */
function isFoundIn({ findings }: Message, { facts }: Form, move: FormMove, clauses: readonly number[]): boolean {
  if (!('fact' in move)) return false;
  const kind = facts[move.fact]?.kind;
  const values: readonly unknown[] = 'value' in move ? [move.value] : 'values' in move ? move.values : [];
  const found = findings.filter(
    (finding) => finding.kind === kind && 'value' in finding.reading && values.includes(finding.reading.value),
  );
  return found.length > 0 && found.every(({ clause }) => clauses.includes(clause));
}

function clauseAt({ clauses }: Message, at: number): number {
  return clauses.findLastIndex(({ start }) => start <= at);
}
