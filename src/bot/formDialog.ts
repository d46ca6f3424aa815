import { isDeepStrictEqual } from 'node:util';
import type { TurnContext } from 'botbuilder';
import {
  Dialog,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
} from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { carry } from '../forms/carry.js';
import { ask, begin, goBack } from '../forms/conversation.js';
import { decide } from '../forms/decide.js';
import type { FormMove } from '../forms/moves.js';
import { factLines, shownBy } from '../forms/question.js';
import type { FormState, FormTurn, Said, Verdict } from '../forms/state.js';
import { verdictWritten } from '../forms/verdict.js';
import type { Desk } from '../knowledge/desk.js';
import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { bringsBack } from './asking.js';
import { nameOf } from './brief.js';
import type { Card } from './cards/card.js';
import { inert } from './cards/cardText.js';
import { questionCard } from './cards/questionCard.js';
import { summaryCard } from './cards/summaryCard.js';
import { verdictCard } from './cards/verdictCard.js';
import { howFar } from './howFar.js';
import { keepFacts, noteSubject } from './progress.js';
import { reply } from './replies.js';
import { nextCard, turnOf } from './turn.js';
import { type Handed, verdictParts, verdictText } from './verdict.js';

/**
 * How a form tells the conversation that a person must go on. @param urgent a row decided at once
 * @returns the case's id, and how soon somebody answers
 */
export type OpenCase = (context: TurnContext, verdict: Verdict, told: Urgency) => { id: string; presence: string };

/** How much a verdict's case can't wait, and of what it is where the form goes on with something else. */
export interface Urgency {
  urgent: boolean;
  /** The verdict's facts in words. */
  apart: string | null;
}

/** How a form is begun: with facts from before, or from a state that had been decided; and what the message tells. */
export interface Beginning {
  known?: Facts;
  from?: FormState;
  moves?: readonly FormMove[];
  /** Whoever comes next asks the question. */
  quiet?: boolean;
  /** Another form is begun above it at once: this one only says that its turn comes. */
  waits?: boolean;
}

/** Runs any form: carries moves out, says what the form says next, keeps the facts. All rules are the form's. */
export class FormDialog extends Dialog {
  constructor(
    readonly form: Form,
    private readonly sayings: Sayings,
    private readonly desk: Desk,
    private readonly openCase: OpenCase,
  ) {
    super(form.id);
  }

  override async beginDialog(
    dc: DialogContext,
    { known = {}, from, moves = [], quiet = false, waits = false }: Beginning = {},
  ) {
    const context = this.context(dc.context);
    if (waits) {
      const turn = begin(this.form, known, moves, context);
      const later = { text: say(this.sayings, 'form.later', { title: this.form.title }), opening: true };
      return this.proceed(dc, { ...turn, say: [later] }, { quiet: true });
    }
    if (!from) return this.proceed(dc, begin(this.form, known, moves, context), { quiet });
    return this.proceed(dc, carry(this.form, from, moves, context), { after: from, quiet });
  }

  /** Carries moves out on the running form. @param quiet whoever comes next asks the question */
  async carry(dc: DialogContext, moves: readonly FormMove[], quiet = false): Promise<DialogTurnResult> {
    return this.proceed(dc, carry(this.form, this.state(dc), moves, this.context(dc.context)), { quiet });
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.carry(dc, []);
  }

  /** Asked again after an interruption, on the same day or another. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.again(context, instance.state as FormState);
  }

  /** What ran above has ended. @param ended its id, where it says so: of a form, half a sentence leads back */
  override async resumeDialog(dc: DialogContext, _: DialogReason, ended?: unknown): Promise<DialogTurnResult> {
    keepFacts(turnOf(dc.context).progress, this.form.id, this.state(dc).facts);
    const fromForm = typeof ended === 'string' && dc.findDialog(ended) instanceof FormDialog;
    const back = { text: say(this.sayings, 'form.resumed', { title: this.form.title }) };
    await this.again(dc.context, this.state(dc), fromForm ? [back] : []);
    return Dialog.EndOfTurn;
  }

  private async again(context: TurnContext, state: FormState, before: readonly Said[] = []): Promise<void> {
    const { expecting, say: asks } = ask(this.form, state, this.context(context));
    turnOf(context).progress.expecting = expecting;
    await this.say(context, [...before, ...asks], state);
  }

  /** Where the answer to what is asked can be found, and the question once more. */
  async explain(dc: DialogContext): Promise<void> {
    const state = this.state(dc);
    const fact = (state.expecting ?? '').replace(/^confirm:/, '');
    const hint = this.form.facts[fact]?.hint;
    // Who cannot tell afterwards has had the hint already.
    if (hint) state.hinted = fact;
    await reply(dc.context, hint ?? say(this.sayings, 'aside.unknown'));
    await dc.repromptDialog();
  }

  /** One question back. */
  async back(dc: DialogContext): Promise<DialogTurnResult> {
    return this.proceed(dc, goBack(this.form, this.state(dc), this.context(dc.context)));
  }

  /** The facts that a summary of this state shows, as one text to compare. */
  shows(state: FormState): string | null {
    return state.expecting === 'summary' ? shownBy(this.form, state) : null;
  }

  /**
   * Whether a summary was of the subject that the form is at (of two certificates, this one). @param shown the facts
   * it showed: see `shows`
   */
  isAbout({ facts }: FormState, shown: string): boolean {
    const { each } = this.form;
    return each === undefined || facts[each] === undefined || shown.includes(JSON.stringify([each, facts[each]]));
  }

  private state(dc: DialogContext): FormState {
    return dc.activeDialog!.state as FormState;
  }

  private context(context: TurnContext) {
    return { today: turnOf(context).today, sayings: this.sayings, desk: this.desk };
  }

  /**
   * @param after the state that had been decided, where this is a correction of it
   * @param quiet whoever comes next asks the question
   */
  private async proceed(
    dc: DialogContext,
    turn: FormTurn,
    { after, quiet = false }: { after?: FormState; quiet?: boolean } = {},
  ): Promise<DialogTurnResult> {
    const { progress } = turnOf(dc.context);
    dc.activeDialog!.state = turn.state;
    keepFacts(progress, this.form.id, turn.state.facts);
    progress.expecting = turn.expecting;
    if (turn.verdict) {
      progress.outcome = turn.verdict.outcome;
      const noted = turn.say.filter(({ echo }) => echo);
      await this.sayVerdict(dc.context, turn.verdict, { noted, after, goesOn: turn.expecting !== null });
    }
    // A verdict says all that was noted for it.
    const said = turn.verdict ? turn.say.filter(({ echo }) => !echo) : turn.say;
    // The agent who asked goes on.
    const hushed = (quiet && !turn.verdict) || bringsBack(dc.context, turn.state);
    // Behind a verdict the next subject's turn is said, its question by whoever comes next.
    const goesOn = quiet && turn.verdict && turn.expecting !== null ? said.slice(0, -1) : said;
    await this.say(dc.context, hushed ? said.filter(({ opening }) => opening) : goesOn, turn.state);
    if (turn.expecting !== null) return Dialog.EndOfTurn;
    progress.decided = { form: this.form.id, state: turn.state };
    return dc.endDialog(this.form.id);
  }

  /**
   * The verdict with its card. One for a person that a correction leaves as it was is not said twice: the news goes
   * with its case.
   */
  private async sayVerdict(
    context: TurnContext,
    verdict: Verdict,
    { noted, after, goesOn }: { noted: readonly Said[]; after: FormState | undefined; goesOn: boolean },
  ): Promise<void> {
    const { today, at, edition, progress } = turnOf(context);
    const { outcome, title, text, reasons, plan, facts, decidedOn } = verdict;
    const name = nameOf(this.form, facts);
    const heard = progress.verdict?.outcome === outcome && isDeepStrictEqual(progress.verdict.reasons, reasons);
    const made = { outcome, title, text, reasons, plan: plan.map((step) => step.text), edition, at };
    progress.verdict = name === null ? made : { ...made, subject: name };
    if (name !== null)
      noteSubject(progress, { form: this.form.id, name, facts, given: decidedOn.given, verdict: progress.verdict });
    // Who told an agent what they asked for needs no verdict again that they have had.
    if (heard && bringsBack(context, { facts: verdict.facts, expecting: null })) return;
    const row = rowOf(this.form, verdict.decidedOn.given, today);
    const urgent = this.form.decide[row ?? -1]?.atOnce === true;
    const apart = goesOn
      ? factLines(this.form, verdict, this.context(context), Object.keys(verdict.decidedOn.given))
      : null;
    const handed = verdict.handOff ? this.handed(verdict, this.openCase(context, verdict, { urgent, apart })) : null;
    const same = after && rowOf(this.form, after.given, today) === row;
    if (handed && same) {
      const added = say(this.sayings, 'verdict.added', { case: handed.case });
      return reply(context, [...noted.map(({ text }) => text), added].join(' '));
    }
    const written = verdictWritten(this.form, verdict, inert);
    const card = verdictCard(this.sayings, nextCard(context), written, handed);
    const answer = this.form.id;
    await reply(context, verdictText(this.sayings, verdict, handed), [], {
      card,
      answer,
      ...(handed && { case: handed.case }),
      verdict: verdictParts(this.form, this.sayings, verdict, handed),
      howFar: null,
    });
  }

  /** The case of a verdict, and what the person who gets it would like to know besides. */
  private handed({ outcome, facts }: Verdict, { id, presence }: ReturnType<OpenCase>): Handed {
    const wanted = this.form.outcomes[outcome]?.adds.filter((fact) => facts[fact] === undefined) ?? [];
    return { case: id, presence, adds: wanted.map((fact) => this.form.facts[fact]?.label ?? fact) };
  }

  /**
   * One message: a kind word and what was noted in one line, then why something could not be read, then the question.
   */
  private async say(context: TurnContext, said: readonly Said[], state: FormState): Promise<void> {
    const last = said.at(-1);
    if (!last) return;
    const lead = said.filter(({ opening, echo }) => opening || echo).map(({ text }) => text);
    const rest = said.filter(({ opening, echo }) => !opening && !echo).map(({ text }) => text);
    const paragraphs = [...(lead.length > 0 ? [lead.join(' ')] : []), ...rest];
    const { choices = [] } = last;
    await reply(context, paragraphs.join('\n\n'), choices, {
      card: this.card(context, last, paragraphs.slice(0, -1)),
      howFar: howFar(this.form, state) ?? undefined,
    });
  }

  /** The card of a summary, or of a question for a date. @param before what is said before it in the same message */
  private card(context: TurnContext, { text, summary, date }: Said, before: readonly string[]): Card | undefined {
    if (summary) return summaryCard(this.sayings, nextCard(context), { form: this.form.id, summary, before });
    const fact = turnOf(context).progress.expecting;
    if (!date || fact === null) return undefined;
    const asked = { form: this.form.id, fact, question: text, bounds: date, before };
    return questionCard(this.sayings, nextCard(context), asked);
  }
}

/** The row that decides over these facts, or what stands in for one. */
function rowOf(form: Form, given: Facts, today: string): number | null | undefined {
  const decision = decide(form, given, today);
  return 'row' in decision ? decision.row : undefined;
}
