import { join } from 'node:path';
import { ConversationState, MemoryStorage } from 'botbuilder';
import { openMatching } from '../../src/assistant.js';
import { SupportBot } from '../../src/bot/supportBot.js';
import { TerminalChannel } from '../../src/channels/terminal/terminalChannel.js';

export type Matching = Awaited<ReturnType<typeof openMatching>>;

/** The knowledge of this project and its matcher; a build keeps the index. */
export const opened = (): Promise<Matching> => openMatching(join(__dirname, '..', '..', 'knowledge'));

/** A bot with a memory of its own. Case ids count up. */
export function botOf({ knowledge, matcher, reader }: Matching, storage = new MemoryStorage()) {
  let cases = 0;
  const newCaseId = () => {
    cases += 1;
    return `C-${cases}`;
  };
  const state = new ConversationState(storage);
  const bot = new SupportBot({ knowledge, matcher, reader, newCaseId }, state);
  return { bot, state, storage, channel: new TerminalChannel(bot, () => new Date('2026-05-20T11:00:00Z')) };
}
