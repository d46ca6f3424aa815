import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Move } from '../conversation/moves.js';
import { tradeOf } from '../conversation/trade.js';
import type { Role } from '../knowledge/entry.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import { english } from '../languages/en/english.js';
import type { Match } from '../matching/match.js';
import { wordsOf } from '../text/words.js';
import type { Answering } from './answering.js';
import { openCaseOf } from './cases.js';
import { type Beginning, FormDialog } from './formDialog.js';
import { ProcedureDialog } from './procedureDialog.js';
import { forgetFacts, type LeftOpen } from './progress.js';
import { reply } from './replies.js';
import { bringUp } from './stack.js';
import type { Steering } from './steering.js';
import { turnOf } from './turn.js';

/** What was open when the message came. */
export interface Before extends LeftOpen {
  expecting: string | null;
  /** What the message does next: handing over puts the open question again, a form that is begun asks its own. */
  next?: Move['do'];
}

/** How sure the matcher must be of what nobody asked in so many words while something else is running. */
const SURE = 0.9;

/** A later move of the message puts the question. */
const asksLater = (next: Before['next']) => next === 'handOver' || next === 'begin';

/**
 * While a case is open, how sure it must be that a question is about how that stands, or about a person: of 600
 * questions none of another matter came so far.
 */
const OF_CASE = { status: 0.08, person: 0.3 };

type Of<K extends Move['do']> = Extract<Move, { do: K }>;

/** Carries moves out with the SDK's dialogs; decides nothing. */
export class Carrying {
  private readonly carriers: {
    [K in Move['do']]: (dc: DialogContext, move: Of<K>, before: Before) => Promise<unknown>;
  } = {
    form: (dc, move, before) => this.form(dc, move, before),
    begin: (dc, move, before) => this.begin(dc, move, before),
    revise: (dc, { form, state, moves }, { next }) =>
      dc.beginDialog(form, { from: state, moves, quiet: asksLater(next) } satisfies Beginning),
    answer: (dc, move, before) => this.answer(dc, move, before),
    aside: (dc, { question }) => this.briefly(dc, question),
    pick: (dc, { entry }) => this.answering.answer(dc, { entry, also: [], step: null }),
    showChoices: (dc, _, { choices }) => this.answering.clarify(dc, { choices: choices ?? [] }),
    noneOfThese: (dc) => this.answering.dontKnow(dc, null),
    handOver: (dc) => this.answering.person(dc),
    cancel: (dc, { over }, before) => this.steering.cancel(dc, before, over ? 'over.glad' : 'cancel.done'),
    askCancel: (dc) => this.askCancel(dc, 'cancel.ask'),
    goOn: (dc) => this.goOn(dc),
    startOver: (dc) => this.steering.startOver(dc),
    back: (dc, _, before) => this.steering.back(dc, before),
    help: (dc, _, before) => this.steering.help(dc, before),
    repeat: (dc, _, before) => this.repeat(dc, before),
    pause: (dc, _, { expecting }) => this.keepPlace(dc, 'pause.kept', expecting),
    step: (dc, { to }) => this.step(dc, to),
    decline: (dc) => this.says(dc, 'offer.declined'),
    over: (dc) => this.over(dc),
    courtesy: (dc, { role }, before) => this.politely(dc, role, before),
    nothingOpen: (dc) => this.says(dc, 'idle.nothing'),
    misunderstood: (dc, _, before) => this.misunderstood(dc, before),
  };

  constructor(
    private readonly knowledge: Knowledge,
    private readonly answering: Answering,
    private readonly steering: Steering,
    /** What a question means, from the step of the guide that is running. */
    private readonly recognize: (dc: DialogContext, text: string) => Promise<Match>,
  ) {}

  /** Carries the moves out in their order. */
  async carry(dc: DialogContext, moves: readonly Move[], before: Before): Promise<void> {
    for (const [i, move] of moves.entries()) {
      const carrier = this.carriers[move.do] as (dc: DialogContext, move: Move, before: Before) => Promise<unknown>;
      await carrier(dc, move, { ...before, next: moves[i + 1]?.do });
    }
  }

  private async form(dc: DialogContext, { form, moves, asks }: Of<'form'>, { next }: Before): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.misses = 0;
    if (asks !== undefined) await this.aside(dc, asks, { next });
    bringUp(dc, form);
    const dialog = dc.findDialog(form);
    if (dialog instanceof FormDialog) await dialog.carry(dc, moves, asksLater(next));
  }

  /** A form that waits beneath a guide comes up; any other is begun anew on top of what runs. */
  private async begin(dc: DialogContext, { form, moves, asks }: Of<'begin'>, { next }: Before): Promise<void> {
    turnOf(dc.context).progress.misses = 0;
    if (asks !== undefined) await this.aside(dc, asks, { form, next });
    const dialog = dc.findDialog(form);
    if (bringUp(dc, form) && dialog instanceof FormDialog) await dialog.carry(dc, moves, asksLater(next));
    else if (next === 'begin') await dc.beginDialog(form, { moves, waits: true } satisfies Beginning);
    else await dc.beginDialog(form, { moves, quiet: asksLater(next) } satisfies Beginning);
  }

  /** A question beside something else. One that only asks for what the form decides needs no answer of its own. */
  private async aside(
    dc: DialogContext,
    question: string,
    { form, next }: { form?: string; next?: Before['next'] },
  ): Promise<void> {
    const match = await this.asked(dc, question);
    const asksForForm = form !== undefined && match.decision !== 'answer';
    if (asksForForm && !match.outside) return;
    const needed = await this.answering.aside(dc, match);
    // The message hands over by itself, once it has told what it tells.
    if (needed === 'asked' && next === 'handOver') return;
    if (needed !== null) await this.answering.person(dc, needed === 'asked' ? undefined : needed);
  }

  /** What the FAQ is not sure of goes unanswered: somebody is called who reads it. */
  private async briefly(dc: DialogContext, question: string): Promise<void> {
    const match = await this.asked(dc, question);
    if (match.decision !== 'answer' && match.outside === null) return;
    const needed = await this.answering.aside(dc, match);
    if (needed === 'mis-issued') await this.answering.person(dc, needed);
  }

  private async answer(dc: DialogContext, { question, otherwise }: Of<'answer'>, before: Before): Promise<unknown> {
    const match = await this.asked(dc, question);
    const sure = match.decision === 'answer' ? match.confidence >= SURE : match.outside !== null;
    if (otherwise && !sure) return this.carry(dc, otherwise, before);
    const hands = this.roleOf(match.entry) === 'handoff';
    // A case is not opened on a guess; of one that is open it is told how it stands.
    if (hands && match.confidence < SURE && dc.activeDialog && !openCaseOf(dc.context))
      return this.answering.dontKnow(dc, null);
    const polite = match.decision === 'answer' && match.entry !== null && this.isCourtesy(match.entry);
    if (polite && dc.activeDialog) return this.answering.courtesy(dc, match.entry!, before.expecting);
    if (match.decision === 'answer') return this.answering.answer(dc, match);
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    const known = this.knowledge.outside.some(({ id }) => id === match.outside);
    // A question that the FAQ isn't sure of, in the middle of a form, is most likely about what was asked.
    const between = match.decision === 'clarify' && !match.choices.every((id) => this.isCourtesy(id));
    if (dialog instanceof FormDialog && !known && !(between && this.namesThings(question))) return dialog.explain(dc);
    if (between) return this.answering.clarify(dc, match);
    return this.answering.dontKnow(dc, match.outside);
  }

  /** What a question means: while a case is open, one that may as well be about that is. */
  private async asked(dc: DialogContext, question: string): Promise<Match> {
    const match = await this.recognize(dc, question);
    if (match.decision === 'answer' || match.outside !== null || !openCaseOf(dc.context)) return match;
    const [best] = match.ranking;
    const role = this.roleOf(best?.id ?? null);
    const least = role === 'case-status' ? OF_CASE.status : role === 'handoff' ? OF_CASE.person : 1;
    if (!best || best.confidence < least || !asksIn(question)) return match;
    const entry = this.knowledge.answers.find((answer) => answer.role === 'case-status')?.id ?? best.id;
    return { ...match, decision: 'answer', entry, also: [], step: null };
  }

  private roleOf(entry: string | null): Role | undefined {
    return this.knowledge.answers.find(({ id }) => id === entry)?.role;
  }

  /** The entry of that role: said whole where nothing runs, in short where something does. */
  private async politely(dc: DialogContext, role: Of<'courtesy'>['role'], { expecting }: Before): Promise<void> {
    const entry = this.knowledge.answers.find((answer) => answer.role === role)!.id;
    if (dc.activeDialog) return this.answering.courtesy(dc, entry, expecting);
    return this.answering.answer(dc, { entry, also: [], step: null });
  }

  /** A question about a thing of the trade is none about what was asked. */
  private namesThings(question: string): boolean {
    return tradeOf(this.knowledge.trade, english.realWords).things.find(wordsOf(question)).length > 0;
  }

  private isCourtesy(entry: string): boolean {
    const role = this.roleOf(entry);
    return role === 'thanks' || role === 'greeting';
  }

  /** Not understood: politeness beside the matter gets its word; else the question is put differently. */
  private async misunderstood(dc: DialogContext, before: Before): Promise<void> {
    const { text, progress } = turnOf(dc.context);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      await this.says(dc, 'answer.noText');
      return this.answering.again(dc, before);
    }
    const match = await this.recognize(dc, text);
    const own = match.decision === 'answer' && match.entry !== null;
    const sure = match.confidence >= SURE;
    if (own && this.isCourtesy(match.entry!) && dc.activeDialog)
      return this.answering.courtesy(dc, match.entry!, before.expecting);
    if (own && sure && this.roleOf(match.entry) === 'handoff') return this.answering.person(dc);
    const ofCase = own && openCaseOf(dc.context) !== null && this.roleOf(match.entry) === 'case-status';
    if (match.decision === 'answer' && (sure || ofCase)) return this.answering.answer(dc, match);
    if (this.knowledge.outside.some(({ id, nonsense }) => id === match.outside && !nonsense))
      return this.answering.dontKnow(dc, match.outside);
    await this.answering.misunderstood(dc);
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    const ladder = Math.min(2, progress.misses) as 0 | 1 | 2;
    if (dialog instanceof FormDialog) await dialog.carry(dc, [{ do: 'ask', ladder }]);
    else await dc.repromptDialog();
  }

  private async step(dc: DialogContext, to: Of<'step'>['to']): Promise<void> {
    turnOf(dc.context).progress.misses = 0;
    const dialog = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    if (dialog instanceof ProcedureDialog) await dialog.move(dc, to);
  }

  private async over(dc: DialogContext): Promise<void> {
    if (dc.activeDialog && dc.findDialog(dc.activeDialog.id) instanceof FormDialog)
      return this.askCancel(dc, 'over.ask');
    forgetFacts(turnOf(dc.context).progress);
    return this.says(dc, 'over.glad');
  }

  private async askCancel(dc: DialogContext, key: string): Promise<void> {
    const { progress } = turnOf(dc.context);
    Object.assign(progress, { cancelling: true, expecting: 'clarify' });
    const yes = say(this.knowledge.sayings, 'choice.yes');
    const no = say(this.knowledge.sayings, 'choice.no');
    const choices = [yes, no].map((label) => ({ label, value: label }));
    await reply(dc.context, say(this.knowledge.sayings, key), choices);
  }

  private async goOn(dc: DialogContext): Promise<void> {
    await this.says(dc, 'cancel.kept');
    await dc.repromptDialog();
  }

  private async repeat(dc: DialogContext, before: Before): Promise<void> {
    if (dc.activeDialog || before.choices || before.offer) return this.answering.again(dc, before);
    return this.says(dc, 'idle.nothing');
  }

  private async keepPlace(dc: DialogContext, key: string, expecting: string | null): Promise<void> {
    turnOf(dc.context).progress.expecting = expecting;
    await this.says(dc, dc.activeDialog ? key : 'pause.idle');
  }

  private async says(dc: DialogContext, key: string): Promise<void> {
    await reply(dc.context, say(this.knowledge.sayings, key));
  }
}

function asksIn(text: string): boolean {
  return text.includes('?') || english.modalityOf(english.plain(text)) === 'asked';
}
