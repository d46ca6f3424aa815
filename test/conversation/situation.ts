import { Controls } from '../../src/conversation/controls.js';
import type { Message } from '../../src/conversation/message.js';
import type { Move } from '../../src/conversation/moves.js';
import { route } from '../../src/conversation/route.js';
import type { Heard, Open, Situation } from '../../src/conversation/situation.js';
import { thingsAskedFor } from '../../src/conversation/trade.js';
import { type ReadingWith, understand } from '../../src/conversation/understand.js';
import type { FormMove } from '../../src/forms/moves.js';
import { sharedBounds } from '../../src/forms/ranges.js';
import type { FormState } from '../../src/forms/state.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { english } from '../../src/languages/en/english.js';
import type { LearnedReader } from '../../src/matching/reader/reader.js';
import { knowing, knowledge, knownBefore, replacement, today, whole } from '../forms/desk.js';

export const controls = new Controls(knowledge.sayings.controls, english);

/** What messages are read with on a day. */
export function readingOn(day = today): ReadingWith {
  return {
    today: day,
    language: english,
    trade: knowledge.trade,
    cues: knowledge.forms.flatMap(({ facts }) => Object.values(facts).flatMap(({ cues }) => cues)),
    bounds: sharedBounds(knowledge.forms, day),
    lost: new Set(knowledge.forms.flatMap((form) => [...thingsAskedFor(form).keys()])),
  };
}

export const message = (text: string, day = today): Message => understand(text, readingOn(day));

/** A situation with nothing open and no learned reader, but for what is told of it. */
export function situation(but: Partial<Situation> = {}): Situation {
  return {
    open: { is: 'nothing' },
    beneath: null,
    forms: knowledge.forms,
    today,
    misses: 0,
    trade: knowledge.trade,
    language: english,
    controls,
    reader: null,
    ...but,
  };
}

type Asking = Extract<Open, { is: 'question' | 'readBack' | 'summary' }>;

/** The main form asks for a fact, the ones before it known (or those given). */
export function asking(fact: string, given: Facts = knownBefore(fact), but: Partial<FormState> = {}): Asking {
  return { is: 'question', form: replacement, state: { ...knowing(given), expecting: fact, ...but }, fact };
}

/** A value of the main form is read back. */
export function readingBack(fact: string, given: Facts): Asking {
  const state = { ...knowing(given), expecting: `confirm:${fact}`, unconfirmed: [fact] };
  return { is: 'readBack', form: replacement, state, fact };
}

/** The main form shows all that it knows. */
export function summing(given: Facts = whole, but: Partial<FormState> = {}): Asking {
  return { is: 'summary', form: replacement, state: { ...knowing(given), expecting: 'summary', ...but } };
}

/** The main form has decided on these facts. */
export const decided = (given: Facts = whole): Open => ({
  is: 'decided',
  form: replacement,
  state: { ...knowing(given), expecting: null },
});

export function heard(text: string, open: Open = { is: 'nothing' }, but: Partial<Situation> = {}): Heard {
  return { message: message(text), situation: situation({ open, ...but }), open };
}

/** The moves that follow from a message, by what is open. */
export function moves(text: string, open: Open = { is: 'nothing' }, but: Partial<Situation> = {}): Move[] {
  return route(message(text), situation({ open, ...but }));
}

/** A move in short: `take orderDate 2026-11-03 ~relative`. */
export function short(move: FormMove): string {
  const parts: unknown[] = [move.do];
  if ('fact' in move) parts.push(move.fact);
  if ('value' in move) parts.push(move.value);
  if ('assumed' in move) parts.push(`~${move.assumed}`);
  if ('option' in move) parts.push(move.option);
  if ('values' in move) parts.push(move.values.join(' '));
  if ('parts' in move) parts.push(move.parts.join('+'));
  if ('subjects' in move) parts.push(move.subjects.map(({ name }) => name).join(' '));
  if ('problem' in move) parts.push(move.problem.reason);
  return parts.join(' ');
}

/** Moves in short: what is done to the form in a list, anything else by its name. */
export function inShort(all: readonly Move[]): string {
  const one = (move: Move): string => {
    if (move.do === 'form' || move.do === 'revise') return move.moves.map(short).join(', ');
    if (move.do === 'begin') return `begin: ${move.moves.map(short).join(', ')}`.trim();
    if (move.do === 'answer') return `answer: ${move.question}`;
    if (move.do === 'step') return `step ${move.to}`;
    if (move.do === 'pick') return `pick ${move.entry}`;
    if (move.do === 'courtesy') return move.role;
    return move.do;
  };
  const asks = all.flatMap((move) => ('asks' in move && move.asks !== undefined ? [`; asks: ${move.asks}`] : []));
  return all.map(one).join(' | ') + asks.join('');
}

/** A main form that the message is told of: what follows for it, in short. */
export const told = (text: string, open: Open, but: Partial<Situation> = {}): string => inShort(moves(text, open, but));

/** A learned reader that hears what it is given, whatever the text: `{ loss: { server: 0.94 } }`. */
export function hearing(heads: Record<string, Record<string, number>>): LearnedReader {
  const read = Object.fromEntries(
    Object.entries(heads).map(([head, labels]) => [
      head,
      Object.entries(labels)
        .map(([label, p]) => ({ label, p }))
        .sort((a, b) => b.p - a.p),
    ]),
  );
  return { read: () => read };
}
