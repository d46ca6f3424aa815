import type { DialogContext } from 'botbuilder-dialogs';
import type { FormState } from '../forms/state.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/types.js';
import type { Answering } from './answering.js';
import type { Entries } from './entries.js';
import { FormDialog } from './formDialog.js';
import type { At } from './press.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { Open } from './progress.js';
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
  ) {}

  /**
   * Does what the button stands for.
   * @param open what the last message left open
   * @returns whether it could: of a guide, step or entry that is gone, the message's text is all there is
   */
  async take(dc: DialogContext, at: At, open: Open): Promise<boolean> {
    switch (at.kind) {
      case 'step':
        return this.step(dc, at);
      case 'summary':
        return this.summary(dc, at, open);
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

  /** Answers a summary that still holds; another is not agreed to unseen. */
  private async summary(dc: DialogContext, { form, shown, answer }: Of<'summary'>, open: Open): Promise<boolean> {
    const { progress } = turnOf(dc.context);
    const dialog = dc.findDialog(form);
    if (!(dialog instanceof FormDialog) || progress.resuming) return false;
    progress.misses = 0;
    if (!bringUp(dc, form)) {
      await reply(dc.context, say(this.sayings, 'form.over'));
      await this.answering.again(dc, open);
    } else if (dialog.shows(dc.activeDialog?.state as FormState) === shown) {
      turnOf(dc.context).text = say(this.sayings, `choice.${answer}`);
      await dc.continueDialog();
    } else {
      await reply(dc.context, say(this.sayings, 'form.stale'));
      await dc.repromptDialog();
    }
    return true;
  }
}
