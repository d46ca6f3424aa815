import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { say } from '../knowledge/say.js';
import { carry } from './carry.js';
import { withoutImplied } from './implied.js';
import type { FormMove } from './moves.js';
import { asked } from './proceed.js';
import { confirming } from './question.js';
import { type Context, type FormState, type FormTurn, freshState } from './state.js';
import { drop, openTalk, settle } from './talk.js';

/**
 * Opens a form.
 * @param known facts from before
 * @param moves what the message that opens it tells
 */
export function begin(form: Form, known: Facts, moves: readonly FormMove[], context: Context): FormTurn {
  const given = withoutImplied(form, known, context.today);
  const talk = openTalk(form, { ...freshState(given), latest: Object.keys(given) }, context);
  settle(talk);
  const turn = carry(form, talk.state, moves, context);
  // What is decided at once needs no introduction.
  if (turn.verdict && turn.expecting === null) return { ...turn, say: [] };
  const [first = ''] = Object.keys(form.facts);
  const happened = typeof turn.state.given[first] === 'string';
  const opening = happened && form.sympathy !== undefined ? `${form.sympathy} ${form.opening}` : form.opening;
  return { ...turn, say: [{ text: opening, opening: true }, ...turn.say] };
}

/** Asks again for what a form expects, after an interruption. */
export function ask(form: Form, state: FormState, context: Context): FormTurn {
  return asked(openTalk(form, state, context));
}

/** One question back: the one before is asked again, and what was answered to it forgotten. */
export function goBack(form: Form, state: FormState, context: Context): FormTurn {
  const talk = openTalk(form, state, context);
  const { expecting } = state;
  const at = expecting === null ? -1 : state.trail.indexOf(expecting);
  const fact = expecting?.startsWith(confirming)
    ? expecting.slice(confirming.length)
    : state.trail[(at < 0 ? state.trail.length : at) - 1];
  if (fact === undefined) {
    talk.say.push({ text: say(context.sayings, 'form.noBack') });
    return asked(talk);
  }
  talk.state.trail = talk.state.trail.slice(0, Math.max(0, talk.state.trail.indexOf(fact)));
  Object.assign(talk.state, { refused: false, offered: null, leaning: null, reopened: null });
  drop(talk, fact, { ask: true });
  talk.state.unconfirmed = [];
  talk.state.expecting = fact;
  return asked(talk);
}
