import type { DialogContext } from 'botbuilder-dialogs';
import { say } from '../knowledge/say.js';
import type { Knowledge } from '../knowledge/types.js';
import type { Match } from '../matching/match.js';
import { answerCard } from './cards/answerCard.js';
import { clarifyCard } from './cards/clarifyCard.js';
import type { Entries } from './entries.js';
import { handOff, type NewCaseId } from './handOff.js';
import type { Offer, Open } from './progress.js';
import { type Choice, choice, quoted, reply } from './replies.js';
import { nextCard, turnOf } from './turn.js';

/** What is to be answered: an entry, others asked for in the same message, the step it is about. */
export type Answered = Pick<Match, 'entry' | 'also' | 'step'>;

/** The three ways a question ends: an answer, "did you mean", "I don't know". Afterwards the dialog that is running asks again. */
export class Answering {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly entries: Entries,
    private readonly newCaseId: NewCaseId,
  ) {}

  /** Answers, and offers what may come next; a guide is begun when nothing else is running. */
  async answer(dc: DialogContext, match: Answered, { reprompt = true } = {}): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.misses = 0;
    const { entry } = match;
    if (entry === null) return this.dontKnow(dc, null);
    if (entry === 'human.handoff') {
      await handOff(dc.context, this.knowledge, this.newCaseId);
      if (reprompt) await dc.repromptDialog();
      return;
    }
    if (!dc.activeDialog && !match.step && match.also.length === 0 && this.entries.procedure(entry)) {
      await dc.beginDialog(entry);
      return;
    }
    const form = dc.activeDialog ? undefined : this.entries.answer(entry)?.leadsTo;
    await this.say(dc, match, dc.activeDialog || form ? [] : this.next(match));
    if (dc.activeDialog) {
      if (reprompt) await dc.repromptDialog();
    } else if (form && progress.decided?.form !== form) {
      await this.offer(dc, { form });
    }
  }

  /** Asks again what was open beside the dialogs: a "did you mean", an offer. Otherwise the dialog that is running asks again. */
  async again(dc: DialogContext, { choices, offer }: Open): Promise<void> {
    if (choices) return this.clarify(dc, { choices });
    if (offer && !dc.activeDialog) return this.offer(dc, offer);
    return dc.repromptDialog();
  }

  /** Just the answer's words, with the answers to any other question of the same message. */
  async say(dc: DialogContext, { entry, also, step }: Answered, choices: Choice[] = []): Promise<void> {
    const { sayings } = this.knowledge;
    const answers = [entry, ...also]
      .filter((id) => id !== null)
      .map((id) => {
        const whole = this.entries.text(id, id === entry ? step : null);
        // Small talk in the middle of something else is cut short: its first paragraph.
        const brief = dc.activeDialog && this.entries.answer(id)?.kind === 'own';
        return brief ? { ...whole, text: whole.text.split('\n\n')[0] ?? '' } : whole;
      });
    const text = answers.map((answer) => quoted(sayings, answer)).join(`\n\n${this.says('answer.also')}\n\n`);
    await reply(dc.context, text, choices, { card: answerCard(sayings, nextCard(dc.context), answers), answer: entry });
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

  /** "I don't know", with what the bot can do and the offer of a person. */
  async dontKnow(dc: DialogContext, outside: string | null): Promise<void> {
    const { progress } = turnOf(dc.context);
    const topic = this.knowledge.outside.find(({ id }) => id === outside);
    progress.misses = topic ? 0 : progress.misses + 1;
    await reply(dc.context, topic ? topic.text : this.says('unknown.say'));
    if (dc.activeDialog) return dc.repromptDialog();
    await this.offer(dc, 'person');
  }

  /** Nothing could be made of the message while a form waits: the form says what it missed. The third time in a row a person is offered. */
  async misunderstood(dc: DialogContext, saidWhy: boolean): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.misses += 1;
    if (progress.misses >= 3)
      await reply(dc.context, this.says('misunderstood.offer'), [choice(this.says('offer.person.yes'))]);
    else if (!saidWhy) await reply(dc.context, this.says('misunderstood'));
    await (progress.misses >= 3 ? dc.repromptDialog() : dc.continueDialog());
  }

  private async offer(dc: DialogContext, offer: Offer): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.offer = offer;
    if (offer === 'person')
      await reply(dc.context, this.says(progress.misses >= 3 ? 'misunderstood.offer' : 'unknown.offer'), [
        choice(this.says('offer.person.yes')),
      ]);
    else
      await reply(dc.context, this.says('offer.form'), [
        choice(this.says('choice.yes')),
        choice(this.says('choice.no')),
      ]);
  }

  private next({ entry, step }: Answered): Choice[] {
    const ids = step ? [step.procedure] : (this.entries.answer(entry ?? '')?.followUps ?? []);
    const tries =
      entry === 'smalltalk.greeting' || entry === 'bot.capabilities'
        ? [1, 2, 3].map((number) => this.says(`welcome.try.${number}`))
        : [];
    return (tries.length > 0 ? tries : ids.map((id) => this.entries.title(id))).map(choice);
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.knowledge.sayings, key, values);
  }
}
