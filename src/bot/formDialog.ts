import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { ask, begin, goBack, hear } from '../forms/conversation.js';
import { shownBy } from '../forms/question.js';
import type { FormState, FormTurn, Verdict } from '../forms/state.js';
import { verdictWritten } from '../forms/verdict.js';
import type { Desk, Facts, Form, Sayings } from '../knowledge/types.js';
import { inert } from './cards/cardText.js';
import { summaryCard } from './cards/summaryCard.js';
import { verdictCard } from './cards/verdictCard.js';
import { reply } from './replies.js';
import { nextCard, turnOf } from './turn.js';
import { verdictText } from './verdict.js';

/** How a form tells the conversation that a person must go on. Gives the case's id back. */
export type OpenCase = (context: TurnContext, verdict: Verdict) => string;

/** Runs any form: hears the customer, says what the form says next, keeps the facts. All rules are the form's. */
export class FormDialog extends Dialog {
  constructor(
    readonly form: Form,
    private readonly sayings: Sayings,
    private readonly desk: Desk,
    private readonly openCase: OpenCase,
  ) {
    super(form.id);
  }

  /** @param known facts from before, or a state to go on from */
  override async beginDialog(
    dc: DialogContext,
    options: { known?: Facts; from?: FormState } = {},
  ): Promise<DialogTurnResult> {
    const { text } = turnOf(dc.context);
    const context = this.context(dc.context);
    return this.proceed(
      dc,
      options.from
        ? hear(this.form, options.from, text, context)
        : begin(this.form, options.known ?? {}, text, context),
    );
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.proceed(dc, this.hears(dc.context, dc.activeDialog!.state as FormState));
  }

  /** Asked again after an interruption, on the same day or another. */
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const again = ask(this.form, instance.state as FormState, this.context(context));
    turnOf(context).progress.expecting = again.expecting;
    await this.say(context, again);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    turnOf(dc.context).progress.facts = (dc.activeDialog!.state as FormState).facts;
    await this.repromptDialog(dc.context, dc.activeDialog!);
    return Dialog.EndOfTurn;
  }

  /** One question back. */
  async back(dc: DialogContext): Promise<DialogTurnResult> {
    return this.proceed(dc, goBack(this.form, dc.activeDialog!.state as FormState, this.context(dc.context)));
  }

  /** What would come of opening the form with this turn's text; changes nothing. */
  opens(context: TurnContext): FormTurn {
    return begin(this.form, {}, turnOf(context).text, this.context(context));
  }

  /** What the form would make of this turn's text in that state; changes nothing. */
  hears(context: TurnContext, state: FormState): FormTurn {
    const turn = turnOf(context);
    // Asked before it is done: heard once, so long as neither the text nor the state has become another.
    const { heard } = turn;
    if (heard && heard.form === this.form.id && heard.state === state && heard.text === turn.text) return heard.result;
    const result = hear(this.form, state, turn.text, this.context(context));
    turn.heard = { form: this.form.id, state, text: turn.text, result };
    return result;
  }

  /** The facts that a summary of this state shows, as one text to compare. */
  shows(state: FormState): string | null {
    return state.expecting === 'summary' ? shownBy(this.form, state) : null;
  }

  private context(context: TurnContext) {
    return { today: turnOf(context).today, sayings: this.sayings, desk: this.desk };
  }

  private async proceed(dc: DialogContext, turn: FormTurn): Promise<DialogTurnResult> {
    const { progress } = turnOf(dc.context);
    dc.activeDialog!.state = turn.state;
    progress.facts = turn.state.facts;
    progress.expecting = turn.expecting;
    if (turn.verdict) {
      progress.outcome = turn.verdict.outcome;
      const caseId = turn.verdict.handOff ? this.openCase(dc.context, turn.verdict) : null;
      const card = verdictCard(
        this.sayings,
        nextCard(dc.context),
        verdictWritten(this.form, turn.verdict, inert),
        caseId,
      );
      await reply(dc.context, verdictText(this.sayings, turn.verdict, caseId), [], { card });
    }
    await this.say(dc.context, turn);
    if (turn.expecting !== null) return Dialog.EndOfTurn;
    progress.decided = { form: this.form.id, state: turn.state };
    return dc.endDialog();
  }

  private async say(context: TurnContext, turn: Pick<FormTurn, 'say'>): Promise<void> {
    for (const { text, choices, summary } of turn.say)
      await reply(context, text, choices, {
        card: summary && summaryCard(this.sayings, nextCard(context), this.form.id, summary),
      });
  }
}
