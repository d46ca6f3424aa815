import type { Activity, TurnContext } from 'botbuilder';
import { type Beside, bring } from '../bot/turn.js';
import type { Case } from '../cases/case.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { ConversationStorage } from './conversationStorage.js';
import { idAt } from './transcriptRows.js';
import { TurnAdapter } from './turnAdapter.js';

/** One activity for the bot, with all that it may know: plain data, so that the bot may run on another thread. */
export interface BotCall {
  /** The conversation's key, and the id that its channel knows. */
  conversation: string;
  id: string;
  /** The dialogs' state, and its version. */
  state: string | null;
  version: number;
  activity: Partial<Activity>;
  /** The kinds of secret that were taken out of the activity. */
  discarded: readonly SecretKind[];
  case: Case | null;
  /** The id that a case gets which is opened in this turn. */
  newCaseId: string;
  /** Whether a form or a guide is open. */
  open: boolean;
  /** The number of the last activity before the first reply. */
  last: number;
}

/** What came of it: what was heard, what is said to it, and what is to be written. */
export interface BotAnswer {
  /** The activity's text, without a password that only the bot could know for one. */
  text: string | undefined;
  replies: Partial<Activity>[];
  /** The dialog state; `undefined` where it stays as it was. */
  state: string | null | undefined;
  case: Case | null;
  open: boolean;
  /** Why the customer got an apology. */
  fault?: unknown;
}

/** Runs the bot: here or on another thread. */
export interface BotRunner {
  /**
   * @param inTime asked before the call's turn comes, however long it waited; what it throws is thrown
   * @throws where nothing can be said now: the sender tries again
   */
  run(call: BotCall, inTime?: () => void): Promise<BotAnswer>;
}

/** The bot's logic for one activity. */
export interface Bot {
  run(context: TurnContext): Promise<void>;
}

/** The apology for a bot that failed: it has said nothing and changed nothing. */
export function apologized(call: BotCall, apology: string, fault: unknown): BotAnswer {
  const { activity, open } = call;
  const replies = [{ type: 'message', text: apology, id: replyId(call, 0) }];
  return { text: activity.text, replies, state: undefined, case: call.case, open, fault };
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
    const { conversation, state, version, activity, discarded, open, newCaseId } = call;
    const adapter = new TurnAdapter((reply) => replyId(call, reply));
    // Its text is all that the bot changes.
    const heard = { ...activity };
    const held = this.storage.hold(conversation, state, version);
    const beside: Beside = { discarded, case: call.case, open, newCaseId };
    try {
      await adapter.run(
        heard,
        (context) => this.bot.run(context),
        (context) => bring(context, beside),
      );
      const after = held.changed ? held.state : undefined;
      return { text: heard.text, replies: adapter.replies, state: after, case: beside.case, open: beside.open };
    } catch (fault) {
      return { ...apologized(call, this.apology, fault), text: heard.text };
    } finally {
      this.storage.release(conversation);
    }
  }
}

function replyId({ id, last }: BotCall, reply: number): string {
  return idAt({ id, last_seq: last }, reply + 1);
}
