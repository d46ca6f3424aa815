import type { DialogContext } from 'botbuilder-dialogs';
import { say } from '../knowledge/say.js';
import type { Knowledge } from '../knowledge/types.js';
import { FormDialog } from './formDialog.js';
import { handOff, type NewCaseId } from './handOff.js';
import { ProcedureDialog } from './procedureDialog.js';
import { choice, reply } from './replies.js';
import { turnOf } from './turn.js';

type Steer = 'cancel' | 'startOver' | 'back' | 'help' | 'person';

/** The control words, which work at any moment and in any dialog. */
export class Steering {
  private readonly moves: Record<Steer, (dc: DialogContext) => Promise<void>>;

  constructor(
    private readonly knowledge: Knowledge,
    newCaseId: NewCaseId,
  ) {
    this.moves = {
      cancel: (dc) => this.cancel(dc),
      startOver: (dc) => this.startOver(dc),
      back: (dc) => this.back(dc),
      help: (dc) => this.help(dc),
      person: (dc) => handOff(dc.context, knowledge, newCaseId),
    };
  }

  steer(dc: DialogContext, control: string): Promise<void> {
    return this.moves[control as Steer](dc);
  }

  private async cancel(dc: DialogContext): Promise<void> {
    if (!dc.activeDialog) return this.reply(dc, 'cancel.nothing');
    await this.reply(dc, 'cancel.done');
    Object.assign(turnOf(dc.context).progress, { facts: {}, decided: null });
    // What was interrupted for it goes on.
    await dc.endDialog();
  }

  private async startOver(dc: DialogContext): Promise<void> {
    const doing = dc.activeDialog?.id;
    await dc.cancelAllDialogs();
    Object.assign(turnOf(dc.context).progress, { facts: {}, decided: null });
    await this.reply(dc, doing ? 'startOver.doing' : 'startOver.idle');
    if (!doing) return;
    turnOf(dc.context).text = '';
    await dc.beginDialog(doing);
  }

  private async back(dc: DialogContext): Promise<void> {
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await dialog.back(dc);
    else if (dialog instanceof ProcedureDialog) await dc.continueDialog();
    else await this.reply(dc, 'back.nothing');
  }

  private async help(dc: DialogContext): Promise<void> {
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await this.reply(dc, 'help.form');
    else if (dialog instanceof ProcedureDialog) await this.reply(dc, 'help.procedure', { title: dialog.procedure.title });
    else {
      const tries = [1, 2, 3].map((number) => choice(say(this.knowledge.sayings, `welcome.try.${number}`)));
      await reply(dc.context, say(this.knowledge.sayings, 'help.idle', { formTitle: this.knowledge.forms[0]?.title ?? '' }), tries);
    }
    await dc.repromptDialog();
  }

  private async reply(dc: DialogContext, key: string, values: Record<string, unknown> = {}): Promise<void> {
    await reply(dc.context, say(this.knowledge.sayings, key, values));
  }
}
