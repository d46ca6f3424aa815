import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { isOver } from '../cases/case.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Answering } from './answering.js';
import { nameOf } from './brief.js';
import { caseStatus } from './caseStatus.js';
import { factsNow } from './progress.js';
import { reply } from './replies.js';
import { besideOf, turnOf } from './turn.js';

/** The name of the event by which the bot is told that the customer goes on in another channel. */
export const GOES_ON = 'certdesk.goes-on';

/** What the bot says to a customer who comes over from the web chat: what is open, and that it goes on here. */
export class GoingOn {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly answering: Answering,
  ) {}

  /** @param asks whether the question that is open is put again; the customer's next message may be its answer */
  async take(dc: DialogContext, { asks }: { asks: boolean }): Promise<void> {
    const { progress } = turnOf(dc.context);
    const { case: known } = besideOf(dc.context);
    const open = known && !isOver(known) ? known : null;
    const status = open && caseStatus(dc.context, this.knowledge, open);
    const text = [this.says(...this.whatIsOpen(dc)), ...(status === null ? [] : [status])].join('\n\n');
    await reply(dc.context, text, [], open ? { case: open.id } : {});
    const { choices, offer } = progress;
    if (asks && open?.agent == null && (dc.activeDialog || choices || offer))
      await this.answering.again(dc, { choices, offer, cancelling: false });
  }

  private whatIsOpen(dc: DialogContext): [key: string, values?: Record<string, string>] {
    const { progress } = turnOf(dc.context);
    const ids = dc.stack.map(({ id }) => id).reverse();
    const guide = this.knowledge.procedures.find(({ id }) => id === ids[0]);
    if (guide) return ['goesOn.guide', { title: guide.title }];
    const form = this.knowledge.forms.find(({ id }) => ids.includes(id));
    const last = form ?? this.knowledge.forms.find(({ id }) => id === progress.form);
    const name = last && nameOf(last, factsNow(progress));
    if (name) return ['goesOn.about', { name }];
    return form ? ['goesOn.form', { title: form.title }] : ['goesOn.say'];
  }

  private says(key: string, values: Record<string, string> = {}): string {
    return say(this.knowledge.sayings, key, values);
  }
}

/** What that event says of how to go on; null where an event is another. */
export function readGoesOn(name: string | undefined, value: unknown): { asks: boolean } | null {
  return name === GOES_ON ? { asks: (value as { asks?: unknown } | undefined)?.asks === true } : null;
}
