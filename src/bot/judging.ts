import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Message } from '../conversation/message.js';
import type { Move } from '../conversation/moves.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Match } from '../matching/match.js';
import { callPerson, openCaseOf } from './cases.js';
import type { Entries } from './entries.js';
import { presence } from './presence.js';
import { type Aside, factsNow, MOST } from './progress.js';
import { choice, reply } from './replies.js';
import { besideOf, turnOf } from './turn.js';

/** A message, and what follows from it where it is for nothing that was asked beside the matter. */
export interface Replied {
  message: Message;
  moves: readonly Move[];
}

/** What a remark would otherwise come to: nothing else hears it. */
const unheard: ReadonlySet<Move['do']> = new Set(['answer', 'misunderstood', 'nothingOpen', 'decline']);
/** A few words that the matcher is so sure of are a question without its mark. */
const [SHORT, SURE] = [5, 0.9];
const wrongs = ['notAsked', 'wrong', 'unclear'] as const;
const same = (one: string, other: string) => plain(one) === plain(other);
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a text says nothing but words of a choice: "it helped". */
function isPartOf(text: string, choice: string): boolean {
  const words = plain(choice).split(' ');
  return plain(text)
    .split(' ')
    .every((word) => words.includes(word));
}

/** What the customer thinks of an answer, or of how it went: asked in one press, with a line if they like. */
export class Judging {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly entries: Entries,
    private readonly recognize: (dc: DialogContext, text: string) => Promise<Match>,
  ) {}

  /** A thumb: a raised one says nothing, a lowered one is asked about once for each answer. */
  async react(dc: DialogContext): Promise<void> {
    const { progress } = turnOf(dc.context);
    const { replyToId = '', reactionsAdded = [] } = dc.context.activity;
    const judged = progress.judgeable.find(({ reply: id }) => id === replyToId);
    const lowered = reactionsAdded.some(({ type }) => type === 'dislike');
    if (!judged || !lowered || progress.judged.includes(replyToId)) return;
    progress.judged = [...progress.judged, replyToId].slice(-MOST.judged);
    progress.aside = { is: 'fault', entry: judged.entry };
    const choices = [...wrongs.map((key) => this.says(`judged.${key}`)), this.says('offer.person.yes')];
    await reply(dc.context, this.says('judged.ask'), choices.map(choice));
  }

  /** Asks once whether it helped. */
  async askRating(dc: DialogContext): Promise<void> {
    if (besideOf(dc.context).case?.rating !== null) return;
    turnOf(dc.context).progress.aside = { is: 'rating' };
    await reply(dc.context, this.says('rating.ask'), [
      choice(this.says('rating.good')),
      choice(this.says('rating.bad')),
    ]);
  }

  /** @returns whether the message was for what was asked; any other goes its usual way */
  async hear(dc: DialogContext, aside: Exclude<Aside, { is: 'contact' }>, replied: Replied): Promise<boolean> {
    switch (aside.is) {
      case 'rating':
        return this.rated(dc, replied);
      case 'ratingLine':
        return (await this.isRemark(dc, replied)) && this.ratingLine(dc, replied.message.text);
      case 'fault':
        return (await this.fault(dc, aside.entry, replied)) || this.faultLine(dc, aside.entry, replied);
      case 'faultLine':
        return this.faultLine(dc, aside.entry, replied);
    }
  }

  private async rated(dc: DialogContext, { message }: Replied): Promise<boolean> {
    const { text, reply: does, length, asks } = message;
    const plainly = length <= SHORT && asks === '';
    const [yes, no] = [this.says('rating.good'), this.says('rating.bad')];
    const good = isPartOf(text, yes) || (plainly && does === 'agrees');
    const bad = isPartOf(text, no) || (plainly && does === 'denies');
    const beside = besideOf(dc.context);
    if (good === bad || !beside.case || beside.case.rating !== null) return false;
    const { progress, at } = turnOf(dc.context);
    beside.case = { ...beside.case, rating: { score: good ? 'good' : 'bad', comment: null, at } };
    progress.aside = { is: 'ratingLine' };
    await reply(dc.context, this.says(good ? 'rating.thanksGood' : 'rating.thanksBad'));
    return true;
  }

  private async ratingLine(dc: DialogContext, text: string): Promise<boolean> {
    const beside = besideOf(dc.context);
    if (!beside.case?.rating) return false;
    beside.case = { ...beside.case, rating: { ...beside.case.rating, comment: text.slice(0, MOST.words) } };
    await reply(dc.context, this.says('rating.noted'));
    return true;
  }

  private async fault(dc: DialogContext, entry: string, { message }: Replied): Promise<boolean> {
    const why = wrongs.find((key) => same(message.text, this.says(`judged.${key}`)));
    if (!why) return false;
    const open = openCaseOf(dc.context);
    if (open) this.call(dc, entry, this.says(`judged.${why}`));
    if (why === 'wrong') turnOf(dc.context).progress.aside = { is: 'faultLine', entry };
    await reply(dc.context, this.says(`judged.${why}.then`));
    return true;
  }

  /** What is wrong, in the customer's words: a person is to look at it. */
  private async faultLine(dc: DialogContext, entry: string, replied: Replied): Promise<boolean> {
    if (!(await this.isRemark(dc, replied))) return false;
    const { case: open, called } = this.call(dc, entry, replied.message.text);
    const { id } = open;
    const thanks = called
      ? [this.says('judged.thanks'), this.says('handOff.case', { case: id }), presence(dc.context, this.knowledge)]
      : [this.says('judged.added', { case: id })];
    await reply(dc.context, thanks.join('\n\n'), [], { case: id });
    return true;
  }

  private call(dc: DialogContext, entry: string, said: string) {
    const { progress } = turnOf(dc.context);
    const title = this.knowledge.forms.find(({ id }) => id === entry)?.title ?? this.entries.title(entry);
    const why = this.says('brief.judged', { title, comment: said.slice(0, MOST.words) });
    const outcome = progress.verdict?.outcome ?? null;
    return callPerson(dc.context, { reason: 'feedback', facts: factsNow(progress), outcome, why });
  }

  /** Whether nothing else would hear the message: it asks nothing, tells no fact and steers nowhere. */
  private async isRemark(dc: DialogContext, { message, moves }: Replied): Promise<boolean> {
    if (message.asks !== '' || !/\p{L}/u.test(message.text) || !moves.every(({ do: does }) => unheard.has(does)))
      return false;
    const match = await this.recognize(dc, message.text);
    const { role } = this.entries.answer(match.entry ?? '') ?? {};
    const sure = match.decision === 'answer' && match.confidence >= SURE;
    return !(sure && (message.length <= SHORT || role !== undefined));
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.knowledge.sayings, key, values);
  }
}
