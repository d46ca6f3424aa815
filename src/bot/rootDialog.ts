import { ComponentDialog } from 'botbuilder-dialogs/lib/componentDialog.js';
import { Dialog, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { Controls } from '../conversation/controls.js';
import type { Message } from '../conversation/message.js';
import type { Move } from '../conversation/moves.js';
import { route } from '../conversation/route.js';
import { open as openNow, type Situation } from '../conversation/situation.js';
import { thingsAskedFor } from '../conversation/trade.js';
import { understand } from '../conversation/understand.js';
import { sharedBounds } from '../forms/ranges.js';
import type { FormState } from '../forms/state.js';
import type { Facts } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { english } from '../languages/en/english.js';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';
import type { LearnedReader } from '../matching/reader/reader.js';
import { Answering } from './answering.js';
import { type Before, Carrying } from './carrying.js';
import { Entries } from './entries.js';
import { FormDialog } from './formDialog.js';
import { openDecidedCase } from './handOff.js';
import { Pressing } from './pressing.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { Progress } from './progress.js';
import { FaqRecognizer } from './recognizer.js';
import { Steering } from './steering.js';
import { besideOf, turnOf } from './turn.js';

/** What the bot's dialogs are made of. */
export interface Parts {
  knowledge: Knowledge;
  matcher: Matcher;
  /** What learned from the knowledge's examples; `null` where it has none. */
  reader: LearnedReader | null;
}

/**
 * Hears every message: a pressed button does what it stood for; a text is read once, routed to moves, and those are
 * carried out.
 */
export class RootDialog extends ComponentDialog {
  private readonly controls: Controls;
  private readonly entries: Entries;
  private readonly recognizer: FaqRecognizer;
  private readonly pressing: Pressing;
  private readonly carrying: Carrying;
  /** Words that say what a date is of, in any form. */
  private readonly cues: string[];
  /** Things whose turning up ends a matter. */
  private readonly lost: ReadonlySet<string>;

  constructor(private readonly parts: Parts) {
    super('root');
    const { knowledge, matcher } = parts;
    const { sayings, desk } = knowledge;
    this.controls = new Controls(sayings.controls, english);
    this.entries = new Entries(knowledge);
    this.recognizer = new FaqRecognizer(matcher);
    this.cues = knowledge.forms.flatMap(({ facts }) => Object.values(facts).flatMap(({ cues }) => cues));
    this.lost = new Set(knowledge.forms.flatMap((form) => [...thingsAskedFor(form).keys()]));
    const answering = new Answering(knowledge, this.entries);
    this.pressing = new Pressing(sayings, this.entries, answering);
    this.carrying = new Carrying(knowledge, answering, new Steering(knowledge, answering), (dc, text) =>
      this.recognize(dc, text),
    );
    for (const form of knowledge.forms) this.addDialog(new FormDialog(form, sayings, desk, openDecidedCase));
    const titles = (ids: readonly string[]) => ids.map((id) => this.entries.title(id));
    for (const procedure of knowledge.procedures) this.addDialog(new ProcedureDialog(procedure, sayings, titles));
  }

  protected override onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.onContinueDialog(dc);
  }

  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const heard = await this.hear(dc);
    besideOf(dc.context).formOpen = dc.stack.length > 0;
    return heard;
  }

  private async hear(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { progress } = turn;
    if (dc.activeDialog && !dc.findDialog(dc.activeDialog.id)) dc.stack.length = 0;
    const situation = this.situation(dc, progress, turn.today);
    const { choices, offer, cancelling, expecting } = progress;
    const before: Before = { choices, offer, cancelling, expecting };
    Object.assign(progress, { outcome: null, expecting: null, choices: null, offer: null, cancelling: false });
    if (turn.press && (await this.pressing.take(dc, turn.press, before))) return Dialog.EndOfTurn;
    // What a suggested answer sends is an entry's title, whatever its words may mean besides.
    const titled = dc.activeDialog ? undefined : this.entries.titled(turn.text);
    const moves: Move[] = titled ? [{ do: 'pick', entry: titled }] : route(this.read(turn.text, turn.today), situation);
    const waited = this.waited(progress);
    if (waited && !moves.some((move) => move.do === 'startOver' || move.do === 'cancel')) {
      progress.resuming = false;
      await dc.beginDialog(waited.form, { known: waited.facts });
    } else await this.carrying.carry(dc, moves, before);
    return Dialog.EndOfTurn;
  }

  private read(text: string, today: string): Message {
    return understand(text, {
      today,
      language: english,
      trade: this.parts.knowledge.trade,
      cues: this.cues,
      bounds: sharedBounds(this.parts.knowledge.forms, today),
      lost: this.lost,
    });
  }

  /** What is open, as the route looks at it. */
  private situation(dc: DialogContext, progress: Progress, today: string): Situation {
    const { knowledge, reader } = this.parts;
    const running = dc.activeDialog;
    const runs = knowledge.forms.find(({ id }) => id === running?.id);
    const form = runs && { form: runs, state: running?.state as FormState };
    const decided = progress.decided;
    const last = decided && knowledge.forms.find(({ id }) => id === decided.form);
    const stacked = dc.stack.some(({ id }) => id === last?.id);
    return {
      ...openNow({
        running: form ?? null,
        waits: this.waitingForm(dc),
        guide: running && this.entries.procedure(running.id) ? running.id : null,
        choices: progress.choices?.map((id) => ({ id, title: this.entries.title(id) })) ?? null,
        offer: progress.offer,
        cancelling: progress.cancelling,
        decided: last && decided && !stacked ? { form: last, state: decided.state as FormState } : null,
      }),
      forms: knowledge.forms,
      today,
      misses: progress.misses,
      trade: knowledge.trade,
      language: english,
      controls: this.controls,
      reader,
    };
  }

  /** The uppermost form beneath what runs. */
  private waitingForm(dc: DialogContext): { form: Form; state: FormState } | null {
    for (const { id, state } of dc.stack.slice(0, -1).toReversed()) {
      const form = this.parts.knowledge.forms.find((one) => one.id === id);
      if (form) return { form, state: state as FormState };
    }
    return null;
  }

  /** The form that waited when the state of another version was kept, with its facts; `null` where none did. */
  private waited({ resuming, facts, form }: Progress): { form: string; facts: Facts } | null {
    const known = form !== null && this.parts.knowledge.forms.some(({ id }) => id === form);
    return resuming && known ? { form, facts: facts[form] ?? {} } : null;
  }

  private async recognize(dc: DialogContext, text: string): Promise<Match> {
    const titled = this.entries.titled(text);
    const active = dc.activeDialog;
    const at =
      active && this.entries.procedure(active.id)
        ? { procedure: active.id, step: (active.state as { step: string }).step }
        : undefined;
    const { match } = await this.recognizer.recognize(dc, { text }, undefined, undefined, at);
    return titled ? { ...match, decision: 'answer', entry: titled, also: [], step: null, outside: null } : match;
  }
}
