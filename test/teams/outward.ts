import type { Budgets } from '../../src/channels/teams/budgets.js';
import { chatKey } from '../../src/channels/teams/chatKey.js';
import { type ConnectorParts, connectorOverHttp } from '../../src/channels/teams/connectorOverHttp.js';
import { teamsDeliverer } from '../../src/channels/teams/deliverer.js';
import { budgetsOf } from '../../src/channels/teams/outgoing.js';
import type { Reference, TeamsReferences } from '../../src/channels/teams/reference.js';
import type { Deliverer } from '../../src/delivery/deliverer.js';
import { Outbox } from '../../src/delivery/outbox.js';
import type { Database } from '../../src/storage/database.js';
import { StoredLetters } from '../../src/storage/storedLetters.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { StoredTeamsSent } from '../../src/storage/teamsSent.js';
import { conversationKey } from '../../src/turn/conversationKey.js';

/** Where each conversation is: in memory. */
export class Places implements Pick<TeamsReferences, 'find'> {
  readonly all = new Map<string, Reference>();

  /** Puts a conversation somewhere. @returns its key */
  put(serviceUrl: string, tenantId: string, conversationId: string, userId = `29:${conversationId}`): string {
    const key = conversationKey('msteams', `${tenantId}/${conversationId}`);
    const who = { botId: '28:bot', userId, aadObjectId: null };
    this.all.set(key, { serviceUrl, tenantId, conversationId, scope: 'personal', ...who });
    return key;
  }

  async find(conversation: string): Promise<Reference | null> {
    return this.all.get(conversation) ?? null;
  }
}

/** A process that sends: what it is made of may be changed. */
export interface Outward {
  outbox: Outbox;
  /** Conversations that the bot was found to be gone from. */
  left: string[];
  faults: unknown[];
  /** Ends it as a kill does: nothing that it does from now on is kept. */
  kill(): void;
  close(): void;
}

interface Options {
  places: Pick<TeamsReferences, 'find'>;
  allowed: ConnectorParts['allowed'];
  bearer?: ConnectorParts['bearer'];
  inTimeMs?: number;
  /** The outbox's clock runs ahead by so much: claims of one that died are over. */
  aheadMs?: number;
  replica?: string;
  budgets?: Pick<Budgets, 'take' | 'takeSpare'>;
  change?: (deliverer: Deliverer) => Deliverer;
}

/** What goes out to Teams, as the product puts it together. */
export function outward(database: Database, options: Options): Outward {
  let dead = false;
  const living = (kept: Database): Database => ({
    ...kept,
    get read() {
      if (dead) throw new Error('killed');
      return kept.read;
    },
    get write() {
      if (dead) throw new Error('killed');
      return kept.write;
    },
    async transact(work) {
      if (dead) throw new Error('killed');
      return kept.transact(work);
    },
  });
  const own = living(database);
  const sent = new StoredTeamsSent(own);
  const budgets = options.budgets ?? budgetsOf(sent, { conversationsIn: async (chat) => [chatKey(chat, 1)] });
  const { allowed, bearer = null, inTimeMs = 4000, aheadMs = 0, change = (same: Deliverer) => same } = options;
  const take: Budgets['take'] = async (to) => {
    const over = await budgets.take(to);
    if (dead) throw new Error('killed');
    return over;
  };
  const connector = connectorOverHttp({
    allowed,
    bearer,
    budgets: { take, takeSpare: (to) => budgets.takeSpare(to) },
    inTimeMs,
  });
  const left: string[] = [];
  const faults: unknown[] = [];
  const deliverer = teamsDeliverer({
    ...{ connector, references: options.places, sent, now: () => new Date() },
    left: async (conversation) => void left.push(conversation),
  });
  const outbox = new Outbox({
    letters: new StoredLetters(own),
    deliverers: new Map([['msteams', change(deliverer)]]),
    replica: options.replica ?? 'one',
    now: () => new Date(Date.now() + aheadMs),
    onFault: (fault) => void (dead || faults.push(fault)),
  });
  return {
    ...{ outbox, left, faults, close: () => connector.close() },
    kill: () => {
      dead = true;
    },
  };
}

/** A reply as a turn leaves it behind. */
export function replyIn(conversation: string, seq: number, activity: object = {}): ActivityRow {
  const id = `${conversation.slice('msteams/'.length)}|${String(seq).padStart(7, '0')}`;
  const said = { type: 'message', id, text: `Reply ${seq}`, ...activity };
  return {
    ...{ conversation, seq, id, role: 'bot', type: said.type, at: Date.now() },
    activity: JSON.stringify(said),
  };
}

/** Writes replies as turns write them, to be delivered. */
export async function commit(database: Database, rows: readonly ActivityRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 50) {
    const some = rows.slice(from, from + 50);
    await database.write.insertInto('activities').values(some).execute();
    const letters = some.map(({ conversation, seq, at }) => ({
      ...{ conversation, seq, channel: 'msteams', attempts: 0, due_at: at + 10_000, error: null, dead_at: null },
    }));
    await database.write.insertInto('outbox').values(letters).execute();
  }
}
