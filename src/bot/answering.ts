import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Case, Reason } from '../cases/case.js';
import type { OutsideTopic, Role } from '../knowledge/entry.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Match } from '../matching/match.js';
import { answerCard } from './cards/answerCard.js';
import { clarifyCard } from './cards/clarifyCard.js';
import { caseStatus } from './caseStatus.js';
import { openCaseOf } from './cases.js';
import type { Entries, EntryText } from './entries.js';
import { handOff, MISUNDERSTOOD } from './handOff.js';
import type { LeftOpen } from './progress.js';
import { type Choice, choice, quoted, reply } from './replies.js';
import { besideOf, nextCard, turnOf } from './turn.js';

/** What is to be answered: an entry, others asked for in the same message, the step it is about. */
export type Answered = Pick<Match, 'entry' | 'also' | 'step'>;

/** How many sentences of an answer are said beside something else. */
const BRIEF = 2;

/**
 * The three ways a question ends: an answer, "did you mean", "I don't know". Afterwards the dialog that is running
 * asks again.
 */
export class Answering {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly entries: Entries,
  ) {}

  /** Answers, and offers what may come next; a guide is begun when nothing else is running. */
  async answer(dc: DialogContext, match: Answered): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.misses = 0;
    const { entry } = match;
    if (entry === null) return this.dontKnow(dc, null);
    const role = this.entries.answer(entry)?.role;
    if (role === 'handoff') return this.person(dc);
    if (role === 'case-status' && (await this.status(dc))) {
      if (dc.activeDialog) await dc.repromptDialog();
      return;
    }
    if (!dc.activeDialog && !match.step && match.also.length === 0 && this.entries.procedure(entry)) {
      await dc.beginDialog(entry);
      return;
    }
    const form = dc.activeDialog ? undefined : this.entries.answer(entry)?.leadsTo;
    await this.say(dc, match, dc.activeDialog || form ? [] : this.next(match));
    if (dc.activeDialog) await dc.repromptDialog();
    else if (form && progress.decided?.form !== form) await this.offer(dc, { form });
  }

  /**
   * A word of politeness in the middle of something: the place is kept, and nothing is asked again that was asked
   * just before.
   */
  async courtesy(dc: DialogContext, entry: string, expecting: string | null): Promise<void> {
    const { progress } = turnOf(dc.context);
    const role: Role | undefined = this.entries.answer(entry)?.role;
    const text = this.entries.text(entry, null).text.split(/(?<=[.!?])\s/)[0] ?? '';
    if (role === 'greeting') {
      await reply(dc.context, text);
      return dc.repromptDialog();
    }
    await reply(dc.context, `${text} ${this.says('courtesy.waiting')}`);
    progress.expecting = expecting;
  }

  /** Opens a case, and goes on where something else is running. @param reason as {@link handOff} */
  async person(dc: DialogContext, reason?: Reason): Promise<void> {
    await handOff(dc.context, this.knowledge, reason);
    if (dc.activeDialog) await dc.repromptDialog();
  }

  /** How the conversation's case stands. @returns whether it has one */
  async status(dc: DialogContext): Promise<boolean> {
    const { case: known } = besideOf(dc.context);
    if (!known) return false;
    await reply(dc.context, caseStatus(dc.context, this.knowledge, known), [], { case: known.id, stands: true });
    return true;
  }

  /** The case with which goes whatever can't be answered here; null where nobody at the desk is on one. */
  private atDesk(dc: DialogContext): Case | null {
    const open = openCaseOf(dc.context);
    return open && open.status !== 'returned-to-bot' ? open : null;
  }

  /**
   * Asks again what was open beside the dialogs: a "did you mean", an offer. Otherwise the dialog that is running
   * asks again.
   */
  async again(dc: DialogContext, { choices, offer }: LeftOpen): Promise<void> {
    if (choices) return this.clarify(dc, { choices });
    if (offer && !dc.activeDialog) return this.offer(dc, offer);
    return dc.repromptDialog();
  }

  /** Just the answer's words, with the answers to any other question of the same message. */
  async say(dc: DialogContext, { entry, also, step }: Answered, choices: Choice[] = []): Promise<void> {
    const { sayings } = this.knowledge;
    const answers = [entry, ...also]
      .filter((id) => id !== null)
      .map((id) => this.entries.text(id, id === entry ? step : null));
    const text = answers.map((answer) => quoted(sayings, answer)).join(`\n\n${this.says('answer.also')}\n\n`);
    await reply(dc.context, text, choices, { card: answerCard(sayings, nextCard(dc.context), answers), answer: entry });
  }

  /**
   * A sentence or two to a question that stands beside something else, with its source. What can't be answered is
   * said to be so.
   * @returns why a person is needed for it; null where none is
   */
  async aside(dc: DialogContext, match: Match): Promise<Reason | null> {
    const topic = this.topic(match.outside);
    if (topic?.handOff) return 'mis-issued';
    if (topic) await reply(dc.context, topic.text);
    else if (match.decision === 'answer' && match.entry !== null) {
      const { kind, role } = this.entries.answer(match.entry) ?? {};
      if (role === 'handoff') return 'asked';
      if (role === 'case-status') await this.status(dc);
      if (kind === 'own') return null;
      const whole = this.entries.text(match.entry, match.step);
      await reply(dc.context, quoted(this.knowledge.sayings, brief(whole)), [], { answer: match.entry });
    } else await reply(dc.context, this.unknown(dc, 'aside.unknown'));
    return null;
  }

  /** "Did you mean": two or three titles, picked by number, title or another wording. */
  async clarify(dc: DialogContext, match: Pick<Match, 'choices'>): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.choices = match.choices;
    progress.expecting = 'clarify';
    const titles = match.choices.map((id) => this.entries.title(id));
    const items = titles.map((title, index) => this.says('clarify.item', { number: index + 1, title }));
    const text = [this.says('clarify.ask'), items.join('\n'), this.says('clarify.how')].join('\n\n');
    const entries = match.choices.map((id, index) => ({ id, title: titles[index]! }));
    const card = clarifyCard(this.knowledge.sayings, nextCard(dc.context), entries);
    await reply(dc.context, text, [...titles.map(choice), choice(this.says('clarify.none'))], { card });
  }

  /**
   * "I don't know", with what the bot can do and the offer of a person; of a subject beside the FAQ what is known of
   * it.
   */
  async dontKnow(dc: DialogContext, outside: string | null): Promise<void> {
    const { progress } = turnOf(dc.context);
    const topic = this.topic(outside);
    progress.misses = topic ? 0 : progress.misses + 1;
    if (topic?.handOff) {
      await reply(dc.context, topic.text);
      return this.person(dc, 'mis-issued');
    }
    await reply(dc.context, topic ? topic.text : this.unknown(dc, dc.activeDialog ? 'aside.unknown' : 'unknown.say'));
    if (dc.activeDialog) return dc.repromptDialog();
    if (this.atDesk(dc)) return;
    await this.offer(dc, 'person');
  }

  /** "I don't know"; where somebody at the desk is on the case, they read it. */
  private unknown(dc: DialogContext, key: 'aside.unknown' | 'unknown.say'): string {
    const { misses } = turnOf(dc.context).progress;
    const open = this.atDesk(dc);
    if (open) return this.says(inTurn('unknown.goesWithCase', misses), { case: open.id });
    return this.says(inTurn(key, misses));
  }

  /**
   * Nothing could be made of the message: a person is offered the third time in a row, and before that whoever asks
   * says it differently.
   */
  async misunderstood(dc: DialogContext): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.misses += 1;
    const open = this.atDesk(dc);
    if (progress.misses < MISUNDERSTOOD) await reply(dc.context, this.says(`misunderstood.${progress.misses}`));
    else if (open) await reply(dc.context, this.says('misunderstood.waits', { case: open.id }));
    else await reply(dc.context, this.says('misunderstood.offer'), [choice(this.says('offer.person.yes'))]);
  }

  private async offer(dc: DialogContext, offer: NonNullable<LeftOpen['offer']>): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.offer = offer;
    if (offer === 'person')
      await reply(
        dc.context,
        this.says(progress.misses >= MISUNDERSTOOD ? 'misunderstood.offer' : inTurn('unknown.offer', progress.misses)),
        [choice(this.says('offer.person.yes'))],
      );
    else
      await reply(dc.context, this.says('offer.form'), [
        choice(this.says('choice.yes')),
        choice(this.says('choice.no')),
      ]);
  }

  private topic(id: string | null): OutsideTopic | undefined {
    return this.knowledge.outside.find((topic) => topic.id === id);
  }

  private next({ entry, step }: Answered): Choice[] {
    const ids = step ? [step.procedure] : (this.entries.answer(entry ?? '')?.followUps ?? []);
    const role = this.entries.answer(entry ?? '')?.role;
    const tries =
      role === 'greeting' || role === 'capabilities'
        ? [1, 2, 3].map((number) => this.says(`welcome.try.${number}`))
        : [];
    return (tries.length > 0 ? tries : ids.map((id) => this.entries.title(id))).map(choice);
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.knowledge.sayings, key, values);
  }
}

/**
 * The saying, or every second time in a row its other wording: nobody likes to hear the same sentence twice running.
 */
function inTurn(
  key: 'aside.unknown' | 'unknown.say' | 'unknown.goesWithCase' | 'unknown.offer',
  times: number,
): string {
  return times % 2 === 0 && times > 0 ? `${key}.again` : key;
}

/** The first sentences of an answer, with the first of its sources. */
function brief({ text, sources }: EntryText): EntryText {
  const [first = ''] = text.split('\n\n');
  return {
    text: first
      .split(/(?<=[.!?])\s+/)
      .slice(0, BRIEF)
      .join(' '),
    sources: sources.slice(0, 1),
  };
}
