import type { TurnContext } from 'botbuilder';
import { type Beside, bring } from '../bot/turn.js';
import { apologized, type BotAnswer, type BotCall, type BotRunner, replyId } from './botCall.js';
import type { ConversationStorage } from './conversationStorage.js';
import { TurnAdapter } from './turnAdapter.js';

/** The bot's logic for one activity. */
export interface Bot {
  run(context: TurnContext): Promise<void>;
}

/** The bot in this thread. A fault of its is said with an apology. */
export class BotHere implements BotRunner {
  /** @param storage what the bot keeps its conversations' states in */
  constructor(
    private readonly bot: Bot,
    private readonly storage: ConversationStorage,
    private readonly apology: string,
  ) {}

  async run(call: BotCall): Promise<BotAnswer> {
    const { conversation, state, version, activity, discarded, formOpen, newCaseId, desk } = call;
    const adapter = new TurnAdapter((reply) => replyId(call, reply));
    // Its text is all that the bot changes.
    const heard = { ...activity };
    const held = this.storage.hold(conversation, state, version);
    const beside: Beside = { discarded, case: call.case, formOpen, newCaseId, desk };
    try {
      await adapter.run(
        heard,
        (context) => this.bot.run(context),
        (context) => bring(context, beside),
      );
      const after = held.changed ? held.state : undefined;
      return { text: heard.text, replies: adapter.replies, state: after, case: beside.case, formOpen: beside.formOpen };
    } catch (fault) {
      return { ...apologized(call, this.apology, fault), text: heard.text };
    } finally {
      this.storage.release(conversation);
    }
  }
}
