import type { TurnContext } from 'botbuilder';
import { factsNow } from '../../bot/progress.js';
import type { SupportBot } from '../../bot/supportBot.js';
import { besideOf } from '../../bot/turn.js';
import type { Case } from '../../cases/case.js';
import type { Facts } from '../../knowledge/facts.js';
import type { Bot } from '../../turn/botHere.js';

/** What is known after a turn, for whoever looks on. */
export interface Known {
  expecting: string | null;
  facts: Facts;
  outcome: string | null;
  case: Pick<Case, 'id' | 'status'> | null;
}

/** The bot, and what it knew at the end of each turn. */
export class WatchedBot implements Bot {
  private readonly known = new Map<string, Known>();

  constructor(private readonly bot: SupportBot) {}

  async run(context: TurnContext): Promise<void> {
    await this.bot.run(context);
    const progress = await this.bot.known(context);
    const { expecting, outcome } = progress;
    const open = besideOf(context).case;
    const facts = factsNow(progress);
    const now = { expecting, facts, outcome, case: open && { id: open.id, status: open.status } };
    this.known.set(context.activity.conversation.id, now);
  }

  /** What is known in the conversation since its last turn; it is forgotten here. */
  take(conversationId: string): Known {
    const known = this.known.get(conversationId);
    this.known.delete(conversationId);
    return known ?? { expecting: null, facts: {}, outcome: null, case: null };
  }
}
