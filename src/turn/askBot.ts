import type { Activity } from 'botbuilder';
import type { Case } from '../cases/case.js';
import { nobodyThere } from '../cases/deskNow.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { ConversationRow } from '../storage/tables.js';
import type { BotAnswer, BotRunner } from './botCall.js';
import type { DeskLinks } from './deskLinks.js';

/** Whom the bot answers, and what the turn knows beside its activity. */
export interface Asking {
  conversation: ConversationRow;
  case: Case | null;
  activity: Partial<Activity>;
  discarded: readonly SecretKind[];
  address?: string | undefined;
  /** How many activities of this turn stand before its first reply. */
  ahead: number;
}

/** What asking the bot takes of the turn's parts. */
export interface BotParts {
  desk?: DeskLinks;
  newCaseId(): string;
  onBotFault(fault: unknown, conversation: string): void;
}

/** Has the bot answer an activity; where it failed, that is told and the answer is its apology. */
export async function askBot(bot: BotRunner, asking: Asking, parts: BotParts, inTime: () => void): Promise<BotAnswer> {
  const { conversation, activity, discarded, address, ahead } = asking;
  const { key, id, state, version, last_seq, edition } = conversation;
  const call = {
    ...{ conversation: key, id, state, version, activity, discarded, formOpen: edition !== null },
    ...{ address: address ?? key, lastSeq: last_seq + ahead },
    ...{ case: asking.case, newCaseId: parts.newCaseId(), desk: parts.desk?.now() ?? nobodyThere },
  };
  const answer = await bot.run(call, inTime);
  if (answer.fault !== undefined) parts.onBotFault(answer.fault, key);
  return answer;
}
