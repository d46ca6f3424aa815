import { openKnowledge, openMatching } from './assistant.js';
import { caseKnowledgeOf } from './caseKnowledgeOf.js';
import type { Act } from './cases/acts.js';
import type { Agent } from './cases/case.js';
import type { CaseKnowledge } from './cases/caseKnowledge.js';
import { nobodyThere } from './cases/deskNow.js';
import { noticesOf, type Reach } from './desk/caseNotices.js';
import type { KeptCase } from './desk/deskStore.js';
import { newCaseId } from './newCaseId.js';
import { openingOf } from './openingOf.js';
import type { Database } from './storage/database.js';
import { StoredTurns } from './storage/storedTurns.js';
import type { BotRunner } from './turn/botCall.js';
import type { DeskOutcome } from './turn/deskTurn.js';
import type { Edition } from './turn/editions.js';
import { ownerInRow } from './turn/owner.js';
import { Turns } from './turn/turns.js';

interface Options {
  knowledgeFolder: string;
  reach: Reach;
  /** Told when the bot failed in a turn; the customer gets an apology. */
  onBotFault(fault: unknown): void;
}

/** The desk as a shell has it. */
export interface DeskHere {
  /** Does an agent's act to a case, once. @param key the same has one effect */
  act(kept: KeptCase, act: Act, by: Agent, key: string): Promise<DeskOutcome>;
  knowledge: CaseKnowledge;
}

/**
 * Acts on a running service's database, for whoever has only a shell: each is a turn, as the desk's are, and the
 * service delivers what it says. The bot is opened for the acts after which it speaks.
 *
 * @throws {Failure} where the knowledge can't be used
 */
export function deskHere(database: Database, { knowledgeFolder, reach, onBotFault }: Options): DeskHere {
  const knowledge = openKnowledge(knowledgeFolder);
  let opened: Promise<BotRunner> | undefined;
  const open = async () => {
    const { editionHere } = await import('./editionHere.js');
    return editionHere(await openMatching(knowledgeFolder), (bot) => bot).bot;
  };
  const current: Edition = {
    ...{ id: '', botName: knowledge.desk.name, opening: openingOf(knowledge) },
    ...{ cases: caseKnowledgeOf(knowledge), suggest: async () => [] },
    bot: {
      run: async (call, inTime) => {
        opened ??= open();
        return (await opened).run(call, inTime);
      },
    },
  };
  const turns = new Turns({
    // A conversation whose form began with an older edition keeps its name: the service goes on with it.
    editions: { current, of: (id) => ({ ...current, id: id ?? current.id }) },
    ...{ store: new StoredTurns(database), ownerOf: ownerInRow, newCaseId, now: () => new Date() },
    desk: {
      now: () => nobodyThere,
      notices: (cases, conversation) => cases.flatMap((changed) => noticesOf(changed, conversation, reach)),
    },
    ...{ committed: () => undefined, onBotFault, inTimeMs: null },
    limits: { each: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY },
  });
  return {
    knowledge: current.cases,
    act: ({ conversation, case: { id } }, act, by, key) =>
      turns.act({ conversation, case: id, sourceId: key, act: { act, acting: { by, supervises: true } } }),
  };
}
