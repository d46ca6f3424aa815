import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import { saidByPress } from '../../bot/press.js';
import { factsNow } from '../../bot/progress.js';
import type { SupportBot } from '../../bot/supportBot.js';
import { markDiscarded } from '../../bot/turn.js';
import type { Case } from '../../cases/case.js';
import type { SecretKind } from '../../certificates/secrets.js';
import type { Facts } from '../../knowledge/facts.js';
import { TurnAdapter } from '../../turn/turnAdapter.js';
import { withoutSecrets } from '../../turn/withoutSecrets.js';

/** What a terminal (or a program in its place) may say of a message; everything else is set here. */
export interface Incoming {
  conversation?: { id: string };
  text?: string;
  /** A pressed button of a card, as the card submits it; it stands for its own words. */
  value?: unknown;
  attachments?: Activity['attachments'];
  /** ISO timestamp; the clock's where it is absent. */
  timestamp?: string;
}

/** One turn as seen from outside. */
export interface Answered {
  conversation: { id: string };
  replies: Partial<Activity>[];
  expecting: string | null;
  facts: Facts;
  outcome: string | null;
  case: Pick<Case, 'id' | 'status'> | null;
}

/** The terminal's door: makes an activity of a line, and of the turn an answer. */
export class TerminalChannel {
  private received = 0;
  private sent = 0;

  /** @param now the clock, for activities that bring no timestamp */
  constructor(
    private readonly bot: SupportBot,
    private readonly now: () => Date,
  ) {}

  /** The greeting of a conversation that begins. */
  async open(id: string): Promise<Partial<Activity>[]> {
    const user = { id: 'customer', name: '' };
    const activity = {
      ...this.envelope(id),
      type: ActivityTypes.ConversationUpdate,
      membersAdded: [user, { id: 'certdesk', name: '' }],
    };
    return this.run(activity, [], (context) => this.bot.run(context));
  }

  /** Runs one message, the secrets taken out of it first. @throws {RangeError} where a day was picked that is none */
  async say(incoming: Incoming): Promise<Answered> {
    const id = incoming.conversation?.id ?? 'terminal';
    const { text = '', attachments, timestamp } = incoming;
    const press = saidByPress(incoming.value);
    if (press && 'problem' in press) throw new RangeError(`value.date: ${press.problem}`);
    const said = {
      ...this.envelope(id, timestamp),
      type: ActivityTypes.Message,
      text: press?.says ?? text,
      ...(press && { value: press.value }),
      ...(attachments ? { attachments } : {}),
    };
    const { activity, found } = withoutSecrets(said);
    let after: Omit<Answered, 'conversation' | 'replies'> = { expecting: null, facts: {}, outcome: null, case: null };
    const replies = await this.run(activity, found, async (context) => {
      await this.bot.run(context);
      const known = await this.bot.known(context);
      const { expecting, outcome, case: open } = known;
      const facts = factsNow(known);
      after = { expecting, facts, outcome, case: open && { id: open.id, status: open.status } };
    });
    return { conversation: { id }, replies, ...after };
  }

  private async run(
    activity: Partial<Activity>,
    found: readonly SecretKind[],
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Partial<Activity>[]> {
    const adapter = new TurnAdapter(() => {
      this.sent += 1;
      return `reply-${this.sent}`;
    });
    await adapter.run(activity, logic, (context) => markDiscarded(context, found));
    return adapter.replies;
  }

  private envelope(id: string, timestamp?: string): Partial<Activity> {
    this.received += 1;
    return {
      id: `message-${this.received}`,
      channelId: 'terminal',
      serviceUrl: 'urn:certdesk:terminal',
      conversation: { id, name: '', isGroup: false, conversationType: 'personal' },
      from: { id: 'customer', name: '' },
      recipient: { id: 'certdesk', name: '' },
      locale: 'en-GB',
      timestamp: timestamp === undefined ? this.now() : new Date(timestamp),
    };
  }
}
