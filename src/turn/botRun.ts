import type { Activity, TurnContext } from 'botbuilder';
import { type Beside, bring } from '../bot/turn.js';
import type { ConversationRow } from '../storage/tables.js';
import type { ConversationStorage } from './conversationStorage.js';
import { TurnAdapter } from './turnAdapter.js';

/** The bot's logic for one activity. */
export interface Bot {
  run(context: TurnContext): Promise<void>;
}

export interface BotRunParts {
  storage: ConversationStorage;
  bot: Bot;
  /** Said when the bot itself fails. */
  apology: string;
  onBotFault(fault: unknown, conversation: string): void;
}

/** What came of it: what was heard, what is said to it, and what is to be written. */
export interface BotAnswer {
  heard: Partial<Activity>;
  replies: Partial<Activity>[];
  /** The dialog state; `undefined` where it stays as it was. */
  state: string | null | undefined;
  case: Beside['case'];
}

/**
 * Runs the bot on one activity: what it says, the state and the case after that; and what it heard, without a
 * password that only the bot could know for one. A bot that fails has said nothing and changed nothing: the customer
 * gets an apology.
 * @param idOf the id of the turn's n-th reply (from 0)
 */
export async function runBot(
  { storage, bot, apology, onBotFault }: BotRunParts,
  conversation: ConversationRow,
  given: Partial<Activity>,
  { beside, idOf }: { beside: Beside; idOf: (reply: number) => string },
): Promise<BotAnswer> {
  const adapter = new TurnAdapter(idOf);
  // Its text is all that the bot changes.
  const heard = { ...given };
  const held = storage.hold(conversation.key, conversation.state, conversation.version);
  const after = { ...beside };
  try {
    await adapter.run(
      heard,
      (context) => bot.run(context),
      (context) => bring(context, after),
    );
    const state = held.changed ? held.state : undefined;
    return { heard: { ...given, text: heard.text }, replies: adapter.replies, state, case: after.case };
  } catch (fault) {
    onBotFault(fault, conversation.key);
    const replies = [{ type: 'message', text: apology, id: idOf(0) }];
    return { heard: { ...given, text: heard.text }, replies, state: undefined, case: beside.case };
  } finally {
    storage.release(conversation.key);
  }
}
