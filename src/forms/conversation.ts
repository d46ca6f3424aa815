import { say } from '../knowledge/say.js';
import type { Facts, Form } from '../knowledge/types.js';
import { hearAfter, hearAnswer, hearConfirmation, hearOpening, hearSummary } from './hearing.js';
import { withoutImplied } from './implied.js';
import { asked, proceed } from './proceed.js';
import { confirming } from './question.js';
import { shareWithAll } from './rounds.js';
import { type Context, type FormState, type FormTurn, freshState } from './state.js';
import { drop, openTalk, settle } from './talk.js';

/**
 * Opens a form.
 * @param known facts from before
 * @param text the sentence that opens it, listened to as any other; may be empty
 */
export function begin(form: Form, known: Facts, text: string, context: Context): FormTurn {
  const given = withoutImplied(form, known, context.today);
  const talk = openTalk(form, { ...freshState(given), latest: Object.keys(given) }, context);
  settle(talk);
  talk.understood = true;
  talk.say.push({ text: form.opening });
  hearOpening(talk, text);
  const turn = proceed(talk);
  // What is decided at once needs no introduction.
  return turn.verdict && turn.expecting === null ? { ...turn, say: [] } : turn;
}

/** Hears one message and says what comes next. Pure: the state given is left as it is, so that a message may also be tried. */
export function hear(form: Form, state: FormState, text: string, context: Context): FormTurn {
  const talk = openTalk(form, state, context);
  const { expecting } = state;
  if (expecting === null) {
    hearAfter(talk, text);
    return talk.understood ? proceed(talk) : asked(talk);
  }
  if (expecting === 'summary') {
    const agreed = hearSummary(talk, text);
    return talk.state.refused ? refused(talk) : proceed(talk, { agreed });
  }
  if (expecting.startsWith(confirming)) hearConfirmation(talk, expecting.slice(confirming.length), text);
  else hearAnswer(talk, expecting, text);
  shareWithAll(talk, text);
  return proceed(talk);
}

/** After a refused summary its question isn't put again: what is wrong was asked instead. */
function refused(talk: ReturnType<typeof openTalk>): FormTurn {
  const { state, say: said, understood } = talk;
  if (said.length === 0) said.push({ text: say(talk.context.sayings, 'form.whatsWrong') });
  return { state, say: said, expecting: 'summary', understood, verdict: null };
}

/** Asks again for what a form expects, after an interruption. */
export function ask(form: Form, state: FormState, context: Context): FormTurn {
  return { ...asked(openTalk(form, state, context)), understood: true };
}

/** One question back: the one before is asked again, and what was answered to it forgotten. */
export function goBack(form: Form, state: FormState, context: Context): FormTurn {
  const talk = openTalk(form, state, context);
  talk.understood = true;
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
  Object.assign(talk.state, { refused: false, offered: null, reopened: null });
  drop(talk, fact, { ask: true });
  talk.state.unconfirmed = [];
  talk.state.expecting = fact;
  return asked(talk);
}
