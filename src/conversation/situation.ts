import type { FormState } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';
import type { Trade } from '../knowledge/words.js';
import type { Language } from '../languages/language.js';
import type { LearnedReader } from '../matching/reader/reader.js';
import type { Controls } from './controls.js';
import type { Message } from './message.js';

/** What the bot's last message left open, and so what a reply may be for. */
export type Open =
  | { is: 'question'; form: Form; state: FormState; fact: string }
  | { is: 'readBack'; form: Form; state: FormState; fact: string }
  | { is: 'summary'; form: Form; state: FormState }
  /** "Did you mean": entries in the order shown. */
  | { is: 'choice'; entries: readonly { id: string; title: string }[] }
  | { is: 'offer'; offer: Offer }
  /** Cancelling would lose facts, so it was asked back. */
  | { is: 'cancelling'; form: Form }
  /** A guide shows a step. */
  | { is: 'step'; guide: string }
  /** A form decided; a fact of it may still be corrected. */
  | { is: 'decided'; form: Form; state: FormState }
  | { is: 'nothing' };

/** Something the bot offered and a yes would start. */
export type Offer = { form: string } | 'person';

/** All that a route may look at beside the message. */
export interface Situation {
  open: Open;
  /** The form whose question waits beneath what is open (a "did you mean", a guide), if any. */
  beneath: Extract<Open, { is: 'question' | 'readBack' | 'summary' }> | null;
  /** The desk's forms, the main one first. */
  forms: readonly Form[];
  today: string;
  /** Misunderstandings in a row. */
  misses: number;
  trade: Trade;
  language: Language;
  controls: Controls;
  reader: LearnedReader | null;
}

/** A message with the situation it came into. */
export interface Heard {
  message: Message;
  situation: Situation;
  /** What is open: the situation's own, or what waits beneath it. */
  open: Open;
}

/** What is open, as the learned reader's examples name it. */
export function openName(open: Open): string {
  if (open.is === 'question') return open.fact;
  if (open.is === 'readBack') return 'confirm';
  return open.is === 'summary' || open.is === 'offer' ? open.is : 'none';
}

type Running = { form: Form; state: FormState };

/**
 * What the last message left open, from what a conversation remembers: what was asked beside a form stands above the
 * form's own question.
 */
export function open({
  running,
  waits,
  guide,
  choices,
  offer,
  cancelling,
  decided,
}: {
  running: Running | null;
  /** The form that waits beneath what runs. */
  waits: Running | null;
  guide: string | null;
  choices: readonly { id: string; title: string }[] | null;
  offer: Offer | null;
  cancelling: boolean;
  decided: Running | null;
}): Pick<Situation, 'open' | 'beneath'> {
  const beneath = running && waiting(running);
  if (cancelling && running) return { open: { is: 'cancelling', form: running.form }, beneath };
  if (choices) return { open: { is: 'choice', entries: choices }, beneath };
  if (beneath) return { open: beneath, beneath: null };
  if (guide !== null) return { open: { is: 'step', guide }, beneath: waits && waiting(waits) };
  if (offer) return { open: { is: 'offer', offer }, beneath };
  return { open: decided ? { is: 'decided', ...decided } : { is: 'nothing' }, beneath };
}

/** What a running form waits for. */
function waiting({ form, state }: Running): Situation['beneath'] {
  const { expecting } = state;
  if (expecting === null) return null;
  if (expecting === 'summary') return { is: 'summary', form, state };
  const confirm = /^confirm:(.*)$/.exec(expecting)?.[1];
  return confirm === undefined
    ? { is: 'question', form, state, fact: expecting }
    : { is: 'readBack', form, state, fact: confirm };
}
