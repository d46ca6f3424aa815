import type { Opened } from './assistant.js';
import { Entries } from './bot/entries.js';
import { passagesOf } from './bot/passages.js';
import { SupportBot } from './bot/supportBot.js';
import { caseKnowledgeOf } from './caseKnowledgeOf.js';
import { say } from './knowledge/say.js';
import { openingOf } from './openingOf.js';
import { type Bot, BotHere } from './turn/botHere.js';
import { ConversationStorage } from './turn/conversationStorage.js';
import type { Edition } from './turn/editions.js';

/** An edition whose bot is in this thread. */
interface EditionHere<Watched extends Bot> extends Edition {
  /** Said when the bot itself fails. */
  apology: string;
  watched: Watched;
}

/**
 * The edition that an opened knowledge makes, its bot in this thread.
 *
 * @param watch puts somebody beside the bot who looks on
 */
export function editionHere<Watched extends Bot>(
  { id, knowledge, matcher, reader }: Opened,
  watch: (bot: SupportBot) => Watched,
): EditionHere<Watched> {
  const storage = new ConversationStorage();
  const watched = watch(new SupportBot({ id, knowledge, matcher, reader }, storage));
  const apology = say(knowledge.sayings, 'error');
  const cases = caseKnowledgeOf(knowledge);
  const entries = new Entries(knowledge);
  return {
    ...{ id, botName: knowledge.desk.name, opening: openingOf(knowledge), cases, apology, watched },
    bot: new BotHere(watched, storage, apology),
    suggest: async (text) => passagesOf(matcher.match(text), entries),
  };
}
