import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { say } from '../knowledge/say.js';
import type { Procedure, Sayings } from '../knowledge/types.js';
import { stepCard } from './cards/stepCard.js';
import type { Controls } from './controls.js';
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

/** "Go to step 9", "step 9 please". */
const MOVE =
  /^\W*(?:(?:please|ok|okay|now|can you|could you|can we|let's|i want to|i'd like to) )*(?:(?:go|skip|jump|move|take me|bring me|back|continue|start|carry on|return|show me)\b[\w\s]*?\b)?step (?:number |no\.? ?)?(\d{1,3})\b(?:\W+(?:please|now|thanks|then|again))*\W*$/i;

/** Runs a guide one step at a time. Its state is the id of the step, so that a guide may be reworded or renumbered meanwhile. */
export class ProcedureDialog extends Dialog {
  constructor(
    readonly procedure: Procedure,
    private readonly sayings: Sayings,
    private readonly controls: Controls,
  ) {
    super(procedure.id);
  }

  override async beginDialog(dc: DialogContext, from?: Partial<From>): Promise<DialogTurnResult> {
    if (from?.step !== undefined && from.move !== undefined) return this.leave(dc, from.step, from.move);
    await reply(dc.context, this.procedure.text);
    return this.show(dc, this.procedure.steps[0]!.id);
  }

  /** Hears "done", "back", "where am I" and "go to step 9"; root has answered everything else before. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const at = this.number(dc.activeDialog!.state as Place);
    const { text } = turnOf(dc.context);
    const wanted = MOVE.exec(text)?.[1];
    const { steps } = this.procedure;
    if (wanted !== undefined) {
      const step = steps[Number(wanted) - 1];
      if (!step) await reply(dc.context, this.says('procedure.noStep', { number: wanted, total: steps.length }));
      return this.show(dc, (step ?? steps[Math.max(0, at - 1)]!).id);
    }
    if (at === 0) {
      await reply(dc.context, this.says('procedure.ended', { title: this.procedure.title }));
      return this.show(dc, this.procedure.steps[0]!.id);
    }
    const control = this.controls.read(text, ['done', 'back', 'where', 'yes']);
    const move = control === 'back' ? 'back' : control === 'done' || control === 'yes' ? 'done' : 'where';
    return this.leave(dc, steps[at - 1]!.id, move);
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
    await reply(dc.context, this.says('procedure.finished'));
    return dc.endDialog();
  }

  /** Whether the text moves within the guide. */
  moves(text: string): boolean {
    return this.controls.read(text, ['done', 'back', 'where', 'yes']) !== null || MOVE.test(text);
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
      },
    );
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.sayings, key, values);
  }
}
