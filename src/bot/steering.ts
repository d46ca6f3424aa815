import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Answering } from './answering.js';
import { FormDialog } from './formDialog.js';
import { ProcedureDialog } from './procedureDialog.js';
import { forgetFacts, type LeftOpen } from './progress.js';
import { choice, reply } from './replies.js';
import { turnOf } from './turn.js';

/** What cancel, start over, back and help do to the dialogs. */
export class Steering {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly answering: Answering,
  ) {}

  /** Ends what is running and forgets its facts; what was interrupted for it goes on. */
  async cancel(dc: DialogContext, open: LeftOpen, word = 'cancel.done'): Promise<void> {
    if (!dc.activeDialog) return this.reply(dc, isOpen(open) ? 'offer.declined' : 'cancel.nothing');
    await this.reply(dc, word);
    forgetFacts(turnOf(dc.context).progress);
    await dc.endDialog(dc.activeDialog.id);
  }

  async startOver(dc: DialogContext): Promise<void> {
    const doing = dc.activeDialog?.id;
    await dc.cancelAllDialogs();
    forgetFacts(turnOf(dc.context).progress);
    await this.reply(dc, doing ? 'startOver.doing' : 'startOver.idle');
    if (doing) await dc.beginDialog(doing);
  }

  async back(dc: DialogContext, open: LeftOpen): Promise<void> {
    if (open.choices && dc.activeDialog) return dc.repromptDialog();
    if (!dc.activeDialog && isOpen(open)) return this.reply(dc, 'offer.declined');
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await dialog.back(dc);
    else if (dialog instanceof ProcedureDialog) await dialog.move(dc, 'back');
    else await this.reply(dc, 'back.nothing');
  }

  async help(dc: DialogContext, open: LeftOpen): Promise<void> {
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await this.reply(dc, 'help.form');
    else if (dialog instanceof ProcedureDialog)
      await this.reply(dc, 'help.procedure', { title: dialog.procedure.title });
    else {
      const tries = [1, 2, 3].map((number) => choice(say(this.knowledge.sayings, `welcome.try.${number}`)));
      const titles = this.knowledge.forms.map(({ title }) => title).join('”, “');
      await reply(dc.context, say(this.knowledge.sayings, 'help.idle', { formTitle: titles }), tries);
    }
    await this.answering.again(dc, open);
  }

  private async reply(dc: DialogContext, key: string, values: Record<string, unknown> = {}): Promise<void> {
    await reply(dc.context, say(this.knowledge.sayings, key, values));
  }
}

const isOpen = ({ choices, offer }: LeftOpen) => choices !== null || offer !== null;
