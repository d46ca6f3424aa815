import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { SupportBot } from '../../bot/supportBot.js';
import { markDiscarded } from '../../bot/turn.js';
import { withoutSecrets } from '../../bot/withoutSecrets.js';
import type { Case } from '../../cases/case.js';
import type { Facts } from '../../knowledge/types.js';
import { TerminalAdapter } from './terminalAdapter.js';

/** What a terminal (or a program in its place) may say of a message; everything else is set here. */
export interface Incoming {
  conversation?: { id: string };
  text?: string;
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
  private readonly adapter = new TerminalAdapter();
  private received = 0;

  /** @param now the clock, for activities that bring no timestamp */
  constructor(
    private readonly bot: SupportBot,
    private readonly now: () => Date,
  ) {}

  /** The greeting of a conversation that begins. */
  async open(id: string): Promise<Partial<Activity>[]> {
    const user = { id: 'customer', name: '' };
    const activity = { ...this.envelope(id), type: ActivityTypes.ConversationUpdate, membersAdded: [user, { id: 'certdesk', name: '' }] };
    return this.adapter.process(activity, (context) => this.bot.run(context));
  }

  /** Runs one message, the secrets taken out of it first. */
  async say(incoming: Incoming): Promise<Answered> {
    const id = incoming.conversation?.id ?? 'terminal';
    const { text = '', attachments, timestamp } = incoming;
    const said = { ...this.envelope(id, timestamp), type: ActivityTypes.Message, text, ...(attachments ? { attachments } : {}) };
    const { activity, found } = withoutSecrets(said);
    let after: Omit<Answered, 'conversation' | 'replies'> = { expecting: null, facts: {}, outcome: null, case: null };
    const replies = await this.adapter.process(activity, async (context: TurnContext) => {
      markDiscarded(context, found);
      await this.bot.run(context);
      const { expecting, facts, outcome, case: open } = await this.bot.known(context);
      after = { expecting, facts, outcome, case: open && { id: open.id, status: open.status } };
    });
    return { conversation: { id }, replies, ...after };
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
