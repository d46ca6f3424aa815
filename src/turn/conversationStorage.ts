import type { Storage, StoreItem, StoreItems } from 'botbuilder';
import type { Database } from '../storage/database.js';
import { conversationOfStorageKey } from './conversationKey.js';

/**
 * What a turn holds of its conversation: the state that its locked row carried, and after the bot ran the state to
 * write.
 */
export interface HeldState {
  state: string | null;
  version: number;
  changed: boolean;
}

/**
 * The SDK's storage on the conversations' rows, with eTags: a write that names the eTag it read fails if somebody
 * wrote meanwhile ("*" or none writes over). Inside a turn the conversation's state is held: reads and writes stay in
 * memory, and the turn commits them with everything else.
 */
export class ConversationStorage implements Storage {
  private readonly held = new Map<string, HeldState>();

  /** @param now the clock, for rows that a write makes */
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Serves a conversation's state from its locked row until {@link release}. */
  hold(conversation: string, state: string | null, version: number): HeldState {
    const held = { state, version, changed: false };
    this.held.set(conversation, held);
    return held;
  }

  release(conversation: string): void {
    this.held.delete(conversation);
  }

  async read(keys: string[]): Promise<StoreItems> {
    const items: StoreItems = {};
    for (const key of keys) {
      const row = await this.stateOf(named(key));
      if (row?.state) items[key] = { ...(JSON.parse(row.state) as object), eTag: String(row.version) };
    }
    return items;
  }

  /** @throws when an eTag is no longer the stored one: nothing of that key is written */
  async write(changes: StoreItems): Promise<void> {
    for (const [key, item] of Object.entries(changes) as [string, StoreItem][]) {
      const { eTag, ...value } = item;
      await this.writeState(
        named(key),
        JSON.stringify(value),
        eTag === undefined || eTag === '*' ? null : String(eTag),
      );
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) {
      const conversation = named(key);
      const held = this.held.get(conversation);
      if (held) Object.assign(held, { state: null, changed: true });
      else
        await this.database.write
          .updateTable('conversations')
          .set((row) => ({ state: null, version: row('version', '+', 1) }))
          .where('key', '=', conversation)
          .execute();
    }
  }

  private async stateOf(conversation: string): Promise<{ state: string | null; version: number } | undefined> {
    const held = this.held.get(conversation);
    return (
      held ??
      this.database.read
        .selectFrom('conversations')
        .select(['state', 'version'])
        .where('key', '=', conversation)
        .executeTakeFirst()
    );
  }

  private async writeState(conversation: string, state: string, eTag: string | null): Promise<void> {
    const conflict = () =>
      new Error(`The state of ${conversation} was changed by somebody else meanwhile (eTag ${eTag}).`);
    const held = this.held.get(conversation);
    if (held) {
      if (eTag !== null && eTag !== String(held.version)) throw conflict();
      Object.assign(held, { state, changed: true });
      return;
    }
    const at = this.now().getTime();
    const [channel = '', id = ''] = conversation.split(/\/(.*)/s);
    const made = {
      key: conversation,
      channel,
      id,
      user_id: '',
      state,
      version: 1,
      last_seq: 0,
      streamed_by: null,
      created_at: at,
      updated_at: at,
      ended_at: null,
    };
    const written = await this.database.write
      .insertInto('conversations')
      .values(made)
      .onConflict((row) => {
        const update = row.column('key').doUpdateSet((expression) => ({
          state,
          updated_at: at,
          version: expression('conversations.version', '+', 1),
        }));
        return eTag === null ? update : update.where('conversations.version', '=', Number(eTag));
      })
      .returning('version')
      .executeTakeFirst();
    if (!written) throw conflict();
  }
}

function named(storageKey: string): string {
  const conversation = conversationOfStorageKey(storageKey);
  if (conversation === null)
    throw new Error(`Only conversations' state is kept (channel/conversations/id/), not "${storageKey}".`);
  return conversation;
}
