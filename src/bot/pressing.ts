import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { FormMove } from '../forms/moves.js';
import type { FormState } from '../forms/state.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import type { Answering } from './answering.js';
import type { Contacting } from './contacting.js';
import type { Entries } from './entries.js';
import { FormDialog } from './formDialog.js';
import type { At, Press } from './press.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { LeftOpen } from './progress.js';
import { reply } from './replies.js';
import { bringUp } from './stack.js';
import { turnOf } from './turn.js';

type Of<K extends At['kind']> = Extract<At, { kind: K }>;

/** The buttons of cards, which may have been shown long ago: each means what it meant then. */
export class Pressing {
  constructor(
    private readonly sayings: Sayings,
    private readonly entries: Entries,
    private readonly answering: Answering,
    private readonly contacting: Contacting,
  ) {}

  /**
   * Does what the button stands for.
   * @param open what the last message left open
   * @returns whether it could: of a guide, step or entry that is gone, the message's text is all there is
   */
  async take(dc: DialogContext, press: Press, open: LeftOpen): Promise<boolean> {
    const { at, date } = press;
    switch (at.kind) {
      case 'contact':
        await this.contacting.pressed(dc, at, press);
        await this.answering.again(dc, open);
        return true;
      case 'step':
        return this.step(dc, at);
      case 'summary':
        return this.summary(dc, at, open);
      case 'change':
        return this.change(dc, at, open);
      case 'date':
        return this.date(dc, at, date);
      case 'none':
        await this.answering.dontKnow(dc, null);
        return true;
      case 'entry':
        if (!this.entries.has(at.entry)) return false;
        await this.answering.answer(dc, { entry: at.entry, also: [], step: null });
        return true;
    }
  }

  /** From that step on, whether or not the guide is still running; a form that is running waits beneath it. */
  private async step(dc: DialogContext, { guide, step, move }: Of<'step'>): Promise<boolean> {
    const dialog = dc.findDialog(guide);
    if (!(dialog instanceof ProcedureDialog) || !dialog.has(step)) return false;
    turnOf(dc.context).progress.misses = 0;
    if (bringUp(dc, guide)) await dialog.leave(dc, step, move);
    else await dc.beginDialog(guide, { step, move });
    return true;
  }

  /** Asks a row of the summary again, of a form that has decided too; where another matter is open, it says so. */
  private async change(dc: DialogContext, { form, fact, shown }: Of<'change'>, open: LeftOpen): Promise<boolean> {
    const { progress } = turnOf(dc.context);
    const dialog = dc.findDialog(form);
    if (!(dialog instanceof FormDialog) || !Object.hasOwn(dialog.form.facts, fact) || progress.resuming) return false;
    progress.misses = 0;
    const running = bringUp(dc, form);
    const state = running ? (dc.activeDialog?.state as FormState) : this.decided(dc, form);
    if (!state) {
      await reply(dc.context, say(this.sayings, 'form.over'));
      await this.answering.again(dc, open);
    } else if (shown !== undefined && !dialog.isAbout(state, shown)) {
      await reply(dc.context, say(this.sayings, running ? 'form.stale' : 'form.over'));
      await this.answering.again(dc, open);
    } else await this.revise(dc, dialog, state, [{ do: 'reopen', fact }]);
    return true;
  }

  /**
   * A day picked for a question that was answered already corrects the answer. For the question that stands, and for
   * one that is gone, the message's text is all there is.
   */
  private async date(dc: DialogContext, { form, fact }: Of<'date'>, date: string | undefined): Promise<boolean> {
    const { progress } = turnOf(dc.context);
    const dialog = form === undefined ? undefined : dc.findDialog(form);
    if (!(dialog instanceof FormDialog) || progress.resuming || date === undefined || fact === undefined) return false;
    const state = dc.stack.find(({ id }) => id === form)?.state ?? this.decided(dc, dialog.form.id);
    const { trail, expecting } = (state ?? { trail: [], expecting: null }) as FormState;
    if (dialog.form.facts[fact]?.kind !== 'date' || !trail.includes(fact) || expecting === fact) return false;
    progress.misses = 0;
    bringUp(dc, dialog.form.id);
    await this.revise(dc, dialog, state as FormState, [{ do: 'correct', fact, value: date, echo: true }]);
    return true;
  }

  /** Moves on the form that runs, or on one that has decided. */
  private async revise(dc: DialogContext, dialog: FormDialog, state: FormState, moves: FormMove[]): Promise<void> {
    if (dc.activeDialog?.id === dialog.form.id) await dialog.carry(dc, moves);
    else await dc.beginDialog(dialog.form.id, { from: state, moves });
  }

  private decided(dc: DialogContext, form: string): FormState | null {
    const { decided } = turnOf(dc.context).progress;
    return decided?.form === form ? (decided.state as FormState) : null;
  }

  /** Answers a summary that still holds; another is not agreed to unseen. */
  private async summary(dc: DialogContext, { form, shown, answer }: Of<'summary'>, open: LeftOpen): Promise<boolean> {
    const { progress } = turnOf(dc.context);
    const dialog = dc.findDialog(form);
    if (!(dialog instanceof FormDialog) || progress.resuming) return false;
    progress.misses = 0;
    if (!bringUp(dc, form)) {
      await reply(dc.context, say(this.sayings, 'form.over'));
      await this.answering.again(dc, open);
    } else if (dialog.shows(dc.activeDialog?.state as FormState) === shown) {
      await dialog.carry(dc, [{ do: answer === 'yes' ? 'decide' : 'refuse' }]);
    } else {
      await reply(dc.context, say(this.sayings, 'form.stale'));
      await dc.repromptDialog();
    }
    return true;
  }
}
