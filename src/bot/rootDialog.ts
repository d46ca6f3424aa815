import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { notice } from '../forms/notice.js';
import type { FormState } from '../forms/state.js';
import { say } from '../knowledge/say.js';
import type { Control, Facts, Form, Knowledge } from '../knowledge/types.js';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';
import { splitYesNo } from '../reading/yesNo.js';
import { clauses, isQuestion, sentences, tellingAndAsking } from '../text/sentences.js';
import { Answering } from './answering.js';
import { Controls } from './controls.js';
import { Entries } from './entries.js';
import { FormDialog } from './formDialog.js';
import { handOff, type NewCaseId, openDecidedCase } from './handOff.js';
import { Pressing } from './pressing.js';
import { ProcedureDialog } from './procedureDialog.js';
import type { Offer } from './progress.js';
import { FaqRecognizer } from './recognizer.js';
import { reply } from './replies.js';
import { bringUp } from './stack.js';
import { Steering } from './steering.js';
import { pickTitle } from './titlePick.js';
import { type Turn, turnOf } from './turn.js';

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** Who speaks of an own matter says so. */
const OWN = /\b(?:i|i'm|i've|my|we|we've|our|us)\b/i;

const WH = /^\W*(?:(?:and|so|but|ok|okay|well|hm+|er|um)\W+)*(?:what|why|how|where|who|when|which)\b/i;

/** A question after what something is: "what is a class 3?" names an option and picks none. */
const DEFINING =
  /^\W*(?:(?:and|but|so|sorry|hm+|er+|wait)\W+)*(?:what(?:'s| is| are| does| do)|why|who|where|how (?:do|does|can))\b.*\?\W*$/is;

/** What the bot's dialogs are made of. */
export interface Parts {
  knowledge: Knowledge;
  matcher: Matcher;
  newCaseId: NewCaseId;
}

/** Hears every message first: control words, a choice or an offer that is open, then whatever dialog is running, then the FAQ. */
export class RootDialog extends ComponentDialog {
  private readonly controls: Controls;
  private readonly entries: Entries;
  private readonly recognizer: FaqRecognizer;
  private readonly answering: Answering;
  private readonly steering: Steering;
  private readonly pressing: Pressing;

  constructor(private readonly parts: Parts) {
    super('root');
    const { knowledge, matcher, newCaseId } = parts;
    this.controls = new Controls(knowledge.sayings.controls);
    this.entries = new Entries(knowledge);
    this.recognizer = new FaqRecognizer(matcher);
    this.answering = new Answering(knowledge, this.entries, newCaseId);
    this.steering = new Steering(knowledge, this.answering, newCaseId);
    this.pressing = new Pressing(knowledge.sayings, this.entries, this.answering);
    for (const form of knowledge.forms) {
      this.addDialog(
        new FormDialog(form, knowledge.sayings, knowledge.desk, (context, verdict) =>
          openDecidedCase(context, verdict, newCaseId),
        ),
      );
    }
    for (const procedure of knowledge.procedures)
      this.addDialog(new ProcedureDialog(procedure, knowledge.sayings, this.controls));
  }

  protected override onBeginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.hear(dc);
  }

  protected override onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.hear(dc);
  }

  private async hear(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { progress } = turn;
    const { choices, offer } = progress;
    Object.assign(progress, { outcome: null, expecting: null, choices: null, offer: null });
    if (dc.activeDialog && !dc.findDialog(dc.activeDialog.id)) dc.stack.length = 0;

    if (turn.press && (await this.pressing.take(dc, turn.press, { choices, offer }))) return Dialog.EndOfTurn;
    const control = this.controls.read(turn.text, ['cancel', 'startOver', 'back', 'help', 'person']);
    if (progress.resuming && !control) {
      progress.resuming = false;
      await dc.beginDialog(this.resumes(progress.facts), { known: progress.facts });
    } else if (control) {
      progress.misses = 0;
      await this.steering.steer(dc, control, { choices, offer });
    } else if (await this.handsOver(dc, turn)) {
      progress.misses = 0;
    } else if (
      !(await this.picks(dc, turn, choices)) &&
      !(await this.takesOffer(dc, turn, offer)) &&
      !(await this.goesOn(dc, turn))
    ) {
      if (hasWords(turn.text)) await this.converse(dc, turn, await this.recognize(dc, turn.text));
      else {
        await reply(dc.context, say(this.parts.knowledge.sayings, 'answer.noText'));
        await this.answering.again(dc, { choices, offer });
      }
    }
    return Dialog.EndOfTurn;
  }

  /** Does a part of the message ask for a person? What it tells besides goes with the case, and to the form that asks or opens. */
  private async handsOver(dc: DialogContext, turn: Turn): Promise<boolean> {
    const parts = clauses(turn.text);
    const others = parts.filter((part) => !part.includes(' ') || this.controls.read(part, ['person']) === null);
    if (others.length === parts.length) return false;
    turn.text = others.join(', ');
    const { knowledge, newCaseId } = this.parts;
    const told = knowledge.forms.map((form): [Form, Facts] => [form, this.notices(form, turn)]);
    turn.progress.facts = Object.assign({}, ...told.map(([, facts]) => facts), turn.progress.facts);
    await handOff(dc.context, knowledge, newCaseId);
    const active = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
    const opened = told.find(([, facts]) => Object.keys(facts).length > 0)?.[0];
    if (active instanceof FormDialog && active.hears(dc.context, dc.activeDialog?.state as FormState).understood)
      await dc.continueDialog();
    else if (!active && opened) await dc.beginDialog(opened.id);
    else await dc.repromptDialog();
    return true;
  }

  /** The form that those facts belong to. */
  private resumes(facts: Facts): string {
    const form = this.parts.knowledge.forms.find((candidate) =>
      Object.keys(facts).every((name) => candidate.facts[name]),
    );
    return (form ?? this.parts.knowledge.forms[0]!).id;
  }

  /** Does the message choose from the "did you mean"? */
  private async picks(dc: DialogContext, turn: Turn, choices: string[] | null): Promise<boolean> {
    if (!choices || !hasWords(turn.text)) return false;
    const control = this.controls.read(turn.text, ['noneOfThese', 'no', 'yes']);
    if (control) {
      await (control === 'yes' ? this.answering.clarify(dc, { choices }) : this.answering.dontKnow(dc, null));
      return true;
    }
    const picked = pickTitle(
      turn.text,
      choices.map((id) => [id, this.entries.title(id)]),
    );
    if (picked === null) return false;
    await this.answering.answer(dc, { entry: picked, also: [], step: null });
    return true;
  }

  /** Does the message say yes or no to what was offered? */
  private async takesOffer(dc: DialogContext, turn: Turn, offer: Offer | null): Promise<boolean> {
    if (!offer) return false;
    const control = this.controls.read(turn.text, ['yes', 'no']);
    const split = splitYesNo(turn.text);
    const { answer, rest } = control ? { answer: control === 'yes', rest: '' } : split;
    // "No, how do I …" and "OK, and who signs it?" ask something else.
    if (answer === null || (rest !== '' && (!answer || sentences(rest).some(isQuestion)))) return false;
    turn.progress.misses = 0;
    if (!answer) await reply(dc.context, say(this.parts.knowledge.sayings, 'offer.declined'));
    else if (offer === 'person') await handOff(dc.context, this.parts.knowledge, this.parts.newCaseId);
    else {
      turn.text = rest;
      await dc.beginDialog(offer.form);
    }
    return true;
  }

  /** Is the message for the dialog that is running, or a correction of what was decided last? */
  private async goesOn(dc: DialogContext, turn: Turn): Promise<boolean> {
    const active = dc.activeDialog;
    const dialog = active && dc.findDialog(active.id);
    if (dialog instanceof FormDialog) {
      const state = active?.state as FormState;
      // A thumb up is a yes.
      if (!hasWords(turn.text) && !dialog.hears(dc.context, state).understood) return false;
      if (this.controls.read(turn.text, ['where'])) await dc.repromptDialog();
      else await this.hearForm(dc, dialog, state);
      return true;
    }
    if (dialog instanceof ProcedureDialog && dialog.moves(turn.text)) {
      turn.progress.misses = 0;
      await dc.continueDialog();
      return true;
    }
    const { decided } = turn.progress;
    const last = decided && dc.findDialog(decided.form);
    if (!decided || !(last instanceof FormDialog) || dc.stack.some(({ id }) => id === last.id)) return false;
    const again = last.hears(dc.context, decided.state as FormState);
    const before = JSON.stringify((decided.state as FormState).facts);
    if (!again.understood || (JSON.stringify(again.state.facts) === before && again.expecting === null)) return false;
    await dc.beginDialog(last.id, { from: decided.state });
    return true;
  }

  /** A form is asking: an answer goes to the form, a question of the FAQ is answered and the form asks again. */
  private async hearForm(dc: DialogContext, dialog: FormDialog, state: FormState): Promise<void> {
    const turn = turnOf(dc.context);
    const whole = dialog.hears(dc.context, state);
    const { tells, asks } = tellingAndAsking(turn.text);
    const took = JSON.stringify(whole.state) !== JSON.stringify(state);
    if (whole.understood && took && asks.length === 0) return this.continueForm(dc);
    const asked = await this.recognize(dc, asks.join(' ') || turn.text);
    const match =
      asked.decision === 'answer' || asks.length === 0
        ? asked
        : await this.recognize(dc, sentences(turn.text).filter(isQuestion).join(' '));
    // "Thx" is refused as a host name, but it is thanks.
    const aside =
      !took &&
      splitYesNo(turn.text).answer === null &&
      match.entry !== null &&
      this.entries.answer(match.entry)?.kind === 'own';
    if (whole.understood && asks.length === 0 && !aside) return this.continueForm(dc);
    const leadsHere = match.entry !== null && this.entries.answer(match.entry)?.leadsTo === dialog.id;
    // "What's the difference between the two?" picks nothing; "how would I know" does answer.
    const isPure =
      tells.length === 0 &&
      asks.some((sentence) => WH.test(sentence)) &&
      whole.state.hinted === state.hinted &&
      Object.keys(this.notices(dialog.form, turn)).every(
        (fact) => DEFINING.test(turn.text) && dialog.form.facts[fact]?.kind === 'choice',
      );
    const plainlyAsks = asks.some((sentence) => sentence.endsWith('?')) || !whole.understood || aside || isPure;
    if (match.decision === 'answer' && plainlyAsks && !(leadsHere && whole.understood && !turn.text.includes('?'))) {
      await this.answering.answer(dc, match, { reprompt: false });
      turn.text = asks.length > 0 ? tells.join(' ') : '';
      if (turn.text !== '' && dialog.hears(dc.context, state).understood) return this.continueForm(dc);
      return dc.repromptDialog();
    }
    if (whole.understood && !isPure) {
      const topic = asks.length > 0 ? this.parts.knowledge.outside.find(({ id }) => id === asked.outside) : undefined;
      if (topic) await reply(dc.context, topic.text);
      return this.continueForm(dc);
    }
    if (match.decision === 'clarify' && asks.length > 0) return this.answering.clarify(dc, match);
    if (plainlyAsks && asks.length > 0) return this.answering.dontKnow(dc, match.outside);
    return this.answering.misunderstood(dc, whole.say.length > 1);
  }

  private async continueForm(dc: DialogContext): Promise<void> {
    turnOf(dc.context).progress.misses = 0;
    await dc.continueDialog();
  }

  /** Nothing waits for this message, or a guide does that it isn't for: a form opens, or the FAQ answers. */
  private async converse(dc: DialogContext, turn: Turn, match: Match): Promise<void> {
    const titled = this.parts.knowledge.forms.find((form) => form.title.toLowerCase() === turn.text.toLowerCase());
    const form = titled ?? this.opens(turn, match);
    if (form) {
      turn.progress.misses = 0;
      const noticed = Object.keys(this.notices(form, turn)).length;
      const { asks } = tellingAndAsking(turn.text);
      const asked = asks.length > 0 ? await this.recognize(dc, asks.join(' ')) : match;
      const atOnce = (dc.findDialog(form.id) as FormDialog).opens(dc.context).verdict !== null;
      if (!titled && !atOnce && asked.decision === 'answer' && (asks.length > 0 || noticed < 2))
        await this.answering.say(dc, asked);
      // It may wait beneath a guide that a button brought up.
      await (bringUp(dc, form.id) ? dc.continueDialog() : dc.beginDialog(form.id));
      return;
    }
    const moot: Control[] =
      match.decision === 'unknown'
        ? ['yes', 'no', 'noneOfThese', 'dontKnow', 'where', 'done']
        : ['yes', 'no', 'noneOfThese', 'dontKnow'];
    if (!dc.activeDialog && this.controls.read(turn.text, moot))
      return void (await reply(dc.context, say(this.parts.knowledge.sayings, 'idle.nothing')));
    if (match.decision === 'answer') return this.answering.answer(dc, match);
    if (match.decision === 'clarify') return this.answering.clarify(dc, match);
    return this.answering.dontKnow(dc, match.outside);
  }

  /** The form that the message opens: it tells of the customer's own matter rather than asking about the FAQ's. */
  private opens(turn: Turn, match: Match): Form | undefined {
    const leads = match.ranking.slice(0, 2).map(({ id }) => this.entries.answer(id)?.leadsTo);
    const told = sentences(turn.text)
      .flatMap((sentence) => (isQuestion(sentence) ? sentence.split(/[,;:]\s+|\s[-–]\s/).slice(0, -1) : [sentence]))
      .filter((part) => !isQuestion(part));
    const ownMatter =
      told.length > 0 &&
      told.length === sentences(turn.text).length &&
      OWN.test(turn.text) &&
      match.decision !== 'unknown';
    return this.parts.knowledge.forms.find((form) => {
      const known = Object.keys(
        Object.assign({}, ...told.map((text) => this.notices(form, { ...turn, text }))),
      ) as string[];
      const first = Object.keys(form.facts)[0] ?? '';
      if (known.length > 0 && (known.includes(first) || leads.includes(form.id))) return true;
      return (
        (known.length > 0 && Object.keys(this.notices(form, turn)).length >= 2) || (ownMatter && leads[0] === form.id)
      );
    });
  }

  private notices(form: Form, turn: Turn) {
    const { sayings, desk } = this.parts.knowledge;
    return notice(form, turn.text, { today: turn.today, sayings, desk });
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
