import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { ForBot } from '../cases/acts.js';
import { withoutImplied } from '../forms/implied.js';
import { type FormState, freshState } from '../forms/state.js';
import type { Form } from '../knowledge/form.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';
import type { Answering } from './answering.js';
import { FormDialog } from './formDialog.js';
import type { Judging } from './judging.js';
import { reply } from './replies.js';
import { bringUp } from './stack.js';
import { besideOf, turnOf } from './turn.js';

/** The name of the event by which the bot is told that the conversation is its own again. */
export const FROM_DESK = 'certdesk.case';

/** What the bot does when an agent hands the conversation back to it, for good or for one question. */
export class DeskEvents {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly answering: Answering,
    private readonly judging: Judging,
  ) {}

  async take(dc: DialogContext, asked: ForBot): Promise<void> {
    if (asked.do === 'go-on' || asked.do === 'resume') await this.goOn(dc, asked);
    else if (asked.do === 'ask') await this.ask(dc, asked.fact);
    else await this.judging.askRating(dc);
  }

  /** Puts the question again that stood before the agent came; the customer was told already that it goes on. */
  private async goOn(dc: DialogContext, asked: ForBot): Promise<void> {
    const { progress } = turnOf(dc.context);
    const { choices, offer } = progress;
    progress.cancelling = false;
    if (dc.activeDialog || choices || offer) await this.answering.again(dc, { choices, offer, cancelling: false });
    else if (asked.do === 'go-on') await reply(dc.context, this.says('desk.here'));
  }

  /** Asks for a fact: in the form that runs or has decided, or in one that is begun for it. */
  private async ask(dc: DialogContext, fact: string): Promise<void> {
    const form = this.formOf(dc, fact);
    const dialog = form && dc.findDialog(form.id);
    if (!form || !(dialog instanceof FormDialog)) return;
    const { progress } = turnOf(dc.context);
    Object.assign(progress, { choices: null, offer: null, cancelling: false, aside: null, misses: 0, resuming: false });
    const agent = besideOf(dc.context).case?.agent?.name ?? this.says('desk.somebody');
    await reply(dc.context, this.says('desk.asks', { agent }));
    const moves = [{ do: 'reopen' as const, fact }];
    if (bringUp(dc, form.id)) await dialog.carry(dc, moves);
    else await dc.beginDialog(form.id, { from: this.stateOf(dc, form), moves });
  }

  /** The form that has such a fact, the one that was spoken of last before any other. */
  private formOf(dc: DialogContext, fact: string): Form | undefined {
    const { form: last } = turnOf(dc.context).progress;
    const having = this.knowledge.forms.filter(({ facts }) => Object.hasOwn(facts, fact));
    return having.find(({ id }) => id === last) ?? having[0];
  }

  private stateOf(dc: DialogContext, form: Form): FormState {
    const { progress, today } = turnOf(dc.context);
    const { decided } = progress;
    if (decided?.form === form.id) return decided.state as FormState;
    const given = withoutImplied(form, progress.facts[form.id] ?? {}, today);
    return { ...freshState(given), latest: Object.keys(given) };
  }

  private says(key: string, values: Record<string, unknown> = {}): string {
    return say(this.knowledge.sayings, key, values);
  }
}

/** What an event of the desk asks the bot to do; null where it is none. */
export function readForBot(value: unknown): ForBot | null {
  const { do: does, fact } = (value ?? {}) as { do?: unknown; fact?: unknown };
  if (does === 'go-on' || does === 'resume' || does === 'ask-rating') return { do: does };
  return does === 'ask' && typeof fact === 'string' ? { do: does, fact } : null;
}
