import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { Case, Contact } from '../cases/case.js';
import { contactAnswer } from '../conversation/contactAnswer.js';
import type { Situation } from '../conversation/situation.js';
import { say } from '../knowledge/say.js';
import type { Sayings } from '../knowledge/sayings.js';
import type { ContactRead } from '../reading/contact.js';
import { readContactFields } from '../reading/contactFields.js';
import { contactCard } from './cards/contactCard.js';
import { openCaseOf } from './cases.js';
import type { Press } from './press.js';
import { choice, reply } from './replies.js';
import { besideOf, nextCard, turnOf } from './turn.js';

/**
 * How the customer can be reached: asked once for each case, read wherever it is told while one is open, kept with the
 * case and nowhere else.
 */
export class Contacting {
  constructor(private readonly sayings: Sayings) {}

  /**
   * Takes out of a message what it gives of a contact.
   * @param asked whether that was asked for, and whether already for the second time
   * @returns what the message says besides, to be heard as any other; null where that is nothing
   */
  async hear(
    dc: DialogContext,
    text: string,
    situation: Situation,
    asked: { again: boolean } | null,
  ): Promise<string | null> {
    const open = openCaseOf(dc.context);
    if (!open) return text;
    const answer = contactAnswer(text, situation, { asked: asked !== null, skip: this.says('contact.skip') });
    if (answer === null) return text;
    if (answer.skips) {
      await reply(dc.context, this.says('contact.skipped'));
      return null;
    }
    await this.note(dc, answer, asked);
    return answer.rest === '' ? null : answer.rest;
  }

  /**
   * Says of a contact that is told while nobody is to come that it isn't needed yet, and was not noted.
   * @param alone the message says nothing else: what was open is put again, or a person offered
   */
  async tooEarly(dc: DialogContext, { alone }: { alone: boolean }): Promise<void> {
    const offers = alone && !dc.activeDialog;
    const { progress } = turnOf(dc.context);
    if (offers) Object.assign(progress, { offer: 'person', misses: 0 });
    const says = [this.says('contact.early'), this.says(offers ? 'contact.early.offer' : 'contact.early.say')].join(
      ' ',
    );
    await reply(dc.context, says, offers ? [choice(this.says('offer.person.yes'))] : []);
    if (alone && dc.activeDialog) await dc.repromptDialog();
  }

  /** What was written into the fields of a card. @returns whether the card's case is the one that is open */
  async pressed(dc: DialogContext, at: { case: string; answer: 'send' | 'skip' }, { contact }: Press): Promise<void> {
    const { name = '', email = '', telephone = '' } = contact ?? {};
    if (openCaseOf(dc.context)?.id !== at.case) return reply(dc.context, this.says('contact.over'));
    if (at.answer === 'skip' || `${name}${email}${telephone}` === '')
      return reply(dc.context, this.says('contact.skipped'));
    await this.note(dc, { ...readContactFields({ name, email, telephone }), rest: '' }, { again: false });
  }

  /** Asks how the customer can be reached, where a person is to come and it isn't known. */
  async ask(dc: DialogContext, open: Case): Promise<void> {
    const { progress } = turnOf(dc.context);
    progress.contactFor = open.id;
    const { name, email, telephone } = open.contact;
    if (email !== null || telephone !== null) return;
    progress.aside = { is: 'contact', again: false };
    const question = this.says(name === null ? 'contact.ask' : 'contact.askReach');
    const card = contactCard(this.sayings, nextCard(dc.context), { case: open.id, question });
    await reply(dc.context, question, [choice(this.says('contact.skip'))], { card });
  }

  /** Keeps what was given with the case, and says it back in a line. */
  private async note(
    dc: DialogContext,
    { wrongEmail, rest: _, ...given }: ContactRead,
    asked: { again: boolean } | null,
  ) {
    const { progress } = turnOf(dc.context);
    const beside = besideOf(dc.context);
    const open = openCaseOf(dc.context);
    if (!open) return;
    const contact: Contact = { ...open.contact, ...given };
    beside.case = { ...open, contact };
    const noted = [given.name, given.email, given.telephone].filter((one) => one !== undefined);
    if (noted.length > 0) await reply(dc.context, this.says('contact.noted', { contact: noted.join(', ') }));
    if (wrongEmail === undefined) return;
    if (asked?.again) return reply(dc.context, this.says('contact.leftOut', { email: wrongEmail }));
    progress.aside = { is: 'contact', again: true };
    progress.contactFor = open.id;
    await reply(dc.context, this.says('contact.notAnAddress', { email: wrongEmail }), [
      choice(this.says('contact.skip')),
    ]);
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.sayings, key, values);
  }
}
