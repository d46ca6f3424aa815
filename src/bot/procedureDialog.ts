import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Procedure } from '../knowledge/entry.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import { stepCard } from './cards/stepCard.js';
import type { Move } from './press.js';
import { choice, quoted, reply } from './replies.js';
import { nextCard, turnOf } from './turn.js';

interface Place {
  step: string;
}

/** Where to take the guide up: at a step that a button was pressed on. */
interface From extends Place {
  move: Move;
}

/**
 * Runs a guide one step at a time. Its state is the id of the step, so that a guide may be reworded or renumbered
 * meanwhile.
 */
export class ProcedureDialog extends Dialog {
  constructor(
    readonly procedure: Procedure,
    private readonly sayings: Sayings,
    /** The titles of entries, for what may come after the last step. */
    private readonly next: (entries: readonly string[]) => string[],
  ) {
    super(procedure.id);
  }

  override async beginDialog(dc: DialogContext, from?: Partial<From>): Promise<DialogTurnResult> {
    if (from?.step !== undefined && from.move !== undefined) return this.leave(dc, from.step, from.move);
    await reply(dc.context, this.procedure.text);
    return this.show(dc, this.procedure.steps[0]!.id);
  }

  /** Leaves the step that is shown: on, back, nowhere, or to a step by its number. */
  async move(dc: DialogContext, to: Move | number): Promise<DialogTurnResult> {
    const at = this.number(dc.activeDialog!.state as Place);
    const { steps } = this.procedure;
    if (typeof to === 'number') {
      const step = steps[to - 1];
      if (!step) await reply(dc.context, this.says('procedure.noStep', { number: to, total: steps.length }));
      return this.show(dc, (step ?? steps[Math.max(0, at - 1)]!).id);
    }
    if (at === 0) {
      await reply(dc.context, this.says('procedure.ended', { title: this.procedure.title }));
      return this.show(dc, steps[0]!.id);
    }
    return this.leave(dc, steps[at - 1]!.id, to);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.move(dc, 'where');
  }

  /** Whether the guide has a step of this id. */
  has(step: string): boolean {
    return this.number({ step }) > 0;
  }

  /** Moves on, back, or nowhere from a step that the guide has. */
  async leave(dc: DialogContext, step: string, move: Move): Promise<DialogTurnResult> {
    const at = this.number({ step });
    if (move === 'back' && at === 1) await reply(dc.context, this.says('procedure.first'));
    if (move !== 'done') return this.show(dc, this.procedure.steps[Math.max(0, at - (move === 'back' ? 2 : 1))]!.id);
    const next = this.procedure.steps[at];
    if (next) return this.show(dc, next.id);
    turnOf(dc.context).progress.expecting = null;
    const further = this.next(this.procedure.followUps);
    await reply(dc.context, this.says('procedure.finished'), further.map(choice), { howFar: null });
    return dc.endDialog();
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const at = Math.max(1, this.number(instance.state as Place));
    await this.sendStep(context, at);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await this.repromptDialog(dc.context, dc.activeDialog!);
    return Dialog.EndOfTurn;
  }

  /** The step's number from 1, or 0 if the guide has no such step any more. */
  private number(place: Place): number {
    return this.procedure.steps.findIndex((step) => step.id === place.step) + 1;
  }

  private async show(dc: DialogContext, step: string): Promise<DialogTurnResult> {
    const place: Place = { step };
    dc.activeDialog!.state = place;
    await this.sendStep(dc.context, this.number(place));
    return Dialog.EndOfTurn;
  }

  private async sendStep(context: TurnContext, number: number): Promise<void> {
    const step = this.procedure.steps[number - 1]!;
    const head = this.says('procedure.step', { number, total: this.procedure.steps.length, title: step.title });
    const text = quoted(this.sayings, { text: `**${head}**\n\n${step.text}`, sources: step.sources });
    turnOf(context).progress.expecting = 'step';
    const buttons = ['procedure.done', ...(number > 1 ? ['procedure.back'] : []), 'procedure.where'];
    await reply(
      context,
      `${text}\n\n${this.says('procedure.how')}`,
      buttons.map((key) => choice(this.says(key))),
      {
        card: stepCard(this.sayings, nextCard(context), { procedure: this.procedure, step, number }),
        answer: this.procedure.id,
        howFar: { kind: 'step', at: number, of: this.procedure.steps.length, title: step.title },
      },
    );
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.sayings, key, values);
  }
}
