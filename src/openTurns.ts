import type { Opened } from './assistant.js';
import { SupportBot } from './bot/supportBot.js';
import { say } from './knowledge/say.js';
import type { Database } from './storage/database.js';
import { StoredStates } from './storage/storedStates.js';
import { StoredTurns } from './storage/storedTurns.js';
import type { Bot } from './turn/botRun.js';
import { ConversationStorage } from './turn/conversationStorage.js';
import { ownerInRow } from './turn/owner.js';
import { type TurnParts, Turns } from './turn/turns.js';

/** What differs between the doors that turns are opened for. */
interface Options<Watched extends Bot>
  extends Pick<TurnParts, 'now' | 'limits' | 'inTimeMs' | 'committed' | 'onBotFault'> {
  newCaseId(): string;
  /** Puts somebody beside the bot who looks on. */
  watch(bot: SupportBot): Watched;
}

/** The bot behind the durable turn, on a database: what every channel hands its activities to. */
export function openTurns<Watched extends Bot>(
  { knowledge, matcher, reader }: Opened,
  database: Database,
  { newCaseId, watch, ...options }: Options<Watched>,
): { turns: Turns; bot: Watched } {
  const storage = new ConversationStorage(new StoredStates(database, options.now));
  const bot = watch(new SupportBot({ knowledge, matcher, reader, newCaseId }, storage));
  const turns = new Turns({
    ...{ ...options, storage, bot },
    store: new StoredTurns(database),
    ownerOf: ownerInRow,
    botName: knowledge.desk.name,
    apology: say(knowledge.sayings, 'error'),
  });
  return { turns, bot };
}
