import type { DialogContext } from 'botbuilder-dialogs';
import { say } from '../knowledge/say.js';
import type { Knowledge } from '../knowledge/types.js';
import type { Answering } from './answering.js';
import { FormDialog } from './formDialog.js';
import { handOff, type NewCaseId } from './handOff.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { Open } from './progress.js';
import { choice, reply } from './replies.js';
import { turnOf } from './turn.js';

type Steer = 'cancel' | 'startOver' | 'back' | 'help' | 'person';

/** The control words, which work at any moment and in any dialog. */
export class Steering {
  private readonly moves: Record<Steer, (dc: DialogContext, open: Open) => Promise<void>>;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly answering: Answering,
    private readonly newCaseId: NewCaseId,
  ) {
    this.moves = {
      cancel: (dc, open) => this.cancel(dc, open),
      startOver: (dc) => this.startOver(dc),
      back: (dc, open) => this.back(dc, open),
      help: (dc, open) => this.help(dc, open),
      person: (dc) => this.person(dc),
    };
  }

  /** @param open what the last message left open: help asks it again, the others drop it */
  steer(dc: DialogContext, control: string, open: Open): Promise<void> {
    return this.moves[control as Steer](dc, open);
  }

  private async cancel(dc: DialogContext, open: Open): Promise<void> {
    if (!dc.activeDialog) return this.reply(dc, isOpen(open) ? 'offer.declined' : 'cancel.nothing');
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

  private async person(dc: DialogContext): Promise<void> {
    await handOff(dc.context, this.knowledge, this.newCaseId);
    await dc.repromptDialog();
  }

  private async back(dc: DialogContext, open: Open): Promise<void> {
    if (open.choices && dc.activeDialog) return dc.repromptDialog();
    if (!dc.activeDialog && isOpen(open)) return this.reply(dc, 'offer.declined');
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await dialog.back(dc);
    else if (dialog instanceof ProcedureDialog) await dc.continueDialog();
    else await this.reply(dc, 'back.nothing');
  }

  private async help(dc: DialogContext, open: Open): Promise<void> {
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof FormDialog) await this.reply(dc, 'help.form');
    else if (dialog instanceof ProcedureDialog)
      await this.reply(dc, 'help.procedure', { title: dialog.procedure.title });
    else {
      const tries = [1, 2, 3].map((number) => choice(say(this.knowledge.sayings, `welcome.try.${number}`)));
      await reply(
        dc.context,
        say(this.knowledge.sayings, 'help.idle', { formTitle: this.knowledge.forms[0]?.title ?? '' }),
        tries,
      );
    }
    await this.answering.again(dc, open);
  }

  private async reply(dc: DialogContext, key: string, values: Record<string, unknown> = {}): Promise<void> {
    await reply(dc.context, say(this.knowledge.sayings, key, values));
  }
}

const isOpen = ({ choices, offer }: Open) => choices !== null || offer !== null;
