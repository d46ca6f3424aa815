import { ComponentDialog } from 'botbuilder-dialogs/lib/componentDialog.js';
import { Dialog, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { besidesContact } from '../conversation/contactAnswer.js';
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
import { say } from '../knowledge/say.js';
import { english } from '../languages/en/english.js';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';
import type { LearnedReader } from '../matching/reader/reader.js';
import { Answering } from './answering.js';
import { withKnownFacts } from './asking.js';
import { briefOf, type FormAt, toldByNow } from './brief.js';
import { type Before, Carrying } from './carrying.js';
import { openCaseOf } from './cases.js';
import { Contacting } from './contacting.js';
import { DeskEvents, FROM_DESK, readForBot } from './deskEvents.js';
import { Entries } from './entries.js';
import { FormDialog } from './formDialog.js';
import { GoingOn, readGoesOn } from './goingOn.js';
import { openDecidedCase } from './handOff.js';
import { Judging } from './judging.js';
import { Pressing } from './pressing.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { Progress } from './progress.js';
import { FaqRecognizer } from './recognizer.js';
import { reply } from './replies.js';
import { Steering } from './steering.js';
import { besideOf, turnOf } from './turn.js';

/** What the bot's dialogs are made of. */
export interface Parts {
  /** The edition's id. */
  id: string;
  knowledge: Knowledge;
  matcher: Matcher;
  /** What learned from the knowledge's examples; `null` where it has none. */
  reader: LearnedReader | null;
}

/** A message of more words is a letter. */
const LETTER = 40;

/**
 * Hears every message: a pressed button does what it stood for; a text is read once, routed to moves, and those are
 * carried out.
 */
export class RootDialog extends ComponentDialog {
  private readonly controls: Controls;
  private readonly entries: Entries;
  private readonly recognizer: FaqRecognizer;
  private readonly pressing: Pressing;
  private readonly answering: Answering;
  private readonly carrying: Carrying;
  private readonly contacting: Contacting;
  private readonly judging: Judging;
  private readonly deskEvents: DeskEvents;
  private readonly goingOn: GoingOn;
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
    this.answering = new Answering(knowledge, this.entries);
    const { answering } = this;
    const recognize = (dc: DialogContext, text: string) => this.recognize(dc, text);
    this.contacting = new Contacting(sayings);
    this.pressing = new Pressing(sayings, this.entries, answering, this.contacting);
    this.carrying = new Carrying(knowledge, answering, new Steering(knowledge, answering), recognize);
    this.judging = new Judging(knowledge, this.entries, recognize);
    this.deskEvents = new DeskEvents(knowledge, answering, this.judging);
    this.goingOn = new GoingOn(knowledge, answering);
    const openCase = openDecidedCase(knowledge);
    for (const form of knowledge.forms) this.addDialog(new FormDialog(form, sayings, desk, openCase));
    const titles = (ids: readonly string[]) => ids.map((id) => this.entries.title(id));
    for (const procedure of knowledge.procedures) this.addDialog(new ProcedureDialog(procedure, sayings, titles));
  }

  protected override onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.onContinueDialog(dc);
  }

  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    if (dc.activeDialog && !dc.findDialog(dc.activeDialog.id)) dc.stack.length = 0;
    const before = openCaseOf(dc.context);
    const { type, name, value } = dc.context.activity;
    const goesOn = type === 'event' ? readGoesOn(name, value) : null;
    const fromDesk = type === 'event' && name === FROM_DESK ? readForBot(value) : null;
    if (type === 'messageReaction') await this.judging.react(dc);
    else if (fromDesk) await this.deskEvents.take(dc, fromDesk);
    else if (goesOn) await this.goingOn.take(dc, goesOn);
    else if (type === 'message') {
      const { text } = turnOf(dc.context);
      await this.hear(dc);
      // Whoever asks for a person may say in the same message how they can be reached.
      if (before === null) await this.contacting.hear(dc, text, this.situation(dc), null);
    }
    await this.settle(dc, before?.asking ?? null);
    besideOf(dc.context).formOpen = dc.stack.length > 0;
    return Dialog.EndOfTurn;
  }

  private async hear(dc: DialogContext): Promise<void> {
    const turn = turnOf(dc.context);
    const { progress } = turn;
    const situation = this.situation(dc);
    const { choices, offer, cancelling, expecting, aside } = progress;
    const before: Before = { choices, offer, cancelling, expecting };
    Object.assign(progress, { outcome: null, expecting: null, choices: null, offer: null, cancelling: false });
    progress.aside = null;
    if (turn.press && (await this.pressing.take(dc, turn.press, before))) return;
    const asked = aside?.is === 'contact' ? aside : null;
    const left = await this.contacting.hear(dc, turn.text, situation, asked);
    if (left === null) return this.answering.again(dc, before);
    turn.text = left;
    // What a suggested answer sends is an entry's title, whatever its words may mean besides.
    const titled = dc.activeDialog ? undefined : this.entries.titled(turn.text);
    const whole = this.read(turn.text, turn.today);
    const rest = titled || openCaseOf(dc.context) ? null : besidesContact(turn.text, situation);
    // At the end of a letter it is nothing that needs an answer.
    const early = rest !== null && whole.length <= LETTER && !whole.ofPerson?.wanted;
    if (early && rest === '') return this.contacting.tooEarly(dc, { alone: true });
    const ofWhole: Move[] = titled ? [{ do: 'pick', entry: titled }] : route(whole, situation);
    // "joe@foo.co.uk, how much is it?": where the whole tells nothing it is read without the contact.
    const tells = ofWhole.some(({ do: does }) => does !== 'answer' && does !== 'misunderstood');
    if (early && !tells) turn.text = rest;
    const moves = early && !tells ? route(this.read(rest, turn.today), situation) : ofWhole;
    if (early && !moves.some((move) => move.do === 'handOver')) await this.contacting.tooEarly(dc, { alone: false });
    if (aside && aside.is !== 'contact' && (await this.judging.hear(dc, aside, { message: whole, moves })))
      return this.answering.again(dc, before);
    const waited = this.waited(progress);
    if (waited && !moves.some((move) => move.do === 'startOver' || move.do === 'cancel')) {
      progress.resuming = false;
      await dc.beginDialog(waited.form, { known: waited.facts });
    } else await this.carrying.carry(dc, moves, before);
  }

  /**
   * What the end of a turn leaves to the case: what is known by now goes with it, and once nothing else is open it is
   * asked how the customer can be reached. @param asking the fact that an agent had asked for
   */
  private async settle(dc: DialogContext, asking: string | null): Promise<void> {
    const { knowledge } = this.parts;
    const beside = besideOf(dc.context);
    const { progress, today, press } = turnOf(dc.context);
    const at = this.formsAt(dc, progress);
    progress.toldBy = toldByNow(progress, at, { message: dc.context.activity.id ?? '', pressed: press !== null });
    const open = openCaseOf(dc.context);
    if (!open) return;
    const known = withKnownFacts(dc, open);
    beside.case = { ...known, outcome: progress.outcome ?? known.outcome };
    if (asking !== null && open.asking === asking && known.facts[asking] !== undefined) {
      const agent = open.agent?.name ?? say(knowledge.sayings, 'desk.somebody');
      await reply(dc.context, say(knowledge.sayings, 'desk.brought', { agent }));
      progress.expecting = null;
    }
    const { choices, offer, cancelling, aside, contactFor } = progress;
    const nothingElse = !dc.activeDialog && !choices && !offer && !cancelling && !aside;
    if (open.status === 'waiting' && contactFor !== open.id && nothingElse) await this.contacting.ask(dc, beside.case);
    beside.case = { ...beside.case, brief: briefOf(beside.case, { knowledge, progress, at, today }) };
  }

  /** The forms that run or wait, and the one that decided last. */
  private formsAt(dc: DialogContext, { decided }: Progress): FormAt[] {
    const { forms } = this.parts.knowledge;
    const stacked = dc.stack.filter(({ id }) => forms.some((form) => form.id === id));
    return [
      ...stacked.map(({ id, state }) => ({ form: id, state: state as FormState })),
      ...(decided ? [{ form: decided.form, state: decided.state as FormState }] : []),
    ];
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
  private situation(dc: DialogContext): Situation {
    const { knowledge, reader } = this.parts;
    const { progress, today } = turnOf(dc.context);
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
