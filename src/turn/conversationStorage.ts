import type { Storage, StoreItem, StoreItems } from 'botbuilder';
import { conversationOfStorageKey } from './conversationKey.js';
import type { ConversationName, KeptState, StateRows } from './stateRows.js';

/**
 * What a turn holds of its conversation: the state that its locked row carried, and after the bot ran the state to
 * write.
 */
export interface HeldState extends KeptState {
  changed: boolean;
}

/**
 * The SDK's storage on the conversations' rows, with eTags: a write that names the eTag it read fails if somebody
 * wrote meanwhile ("*" or none writes over). Inside a turn the conversation's state is held: reads and writes stay in
 * memory, and the turn commits them with everything else.
 */
export class ConversationStorage implements Storage {
  private readonly held = new Map<string, HeldState>();

  constructor(private readonly rows: StateRows) {}

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
    for (const storageKey of keys) {
      const { key } = named(storageKey);
      const row = this.held.get(key) ?? (await this.rows.read(key));
      if (row?.state) items[storageKey] = { ...(JSON.parse(row.state) as object), eTag: String(row.version) };
    }
    return items;
  }

  /** @throws when an eTag is no longer the stored one: nothing of that key is written */
  async write(changes: StoreItems): Promise<void> {
    for (const [storageKey, item] of Object.entries(changes) as [string, StoreItem][]) {
      const { eTag, ...value } = item;
      const version = eTag === undefined || eTag === '*' ? null : Number(eTag);
      const conversation = named(storageKey);
      if (!(await this.writeState(conversation, JSON.stringify(value), version)))
        throw new Error(`The state of ${conversation.key} was changed by somebody else meanwhile (eTag ${eTag}).`);
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const storageKey of keys) {
      const { key } = named(storageKey);
      const held = this.held.get(key);
      if (held) Object.assign(held, { state: null, changed: true });
      else await this.rows.delete(key);
    }
  }

  private async writeState(conversation: ConversationName, state: string, version: number | null): Promise<boolean> {
    const held = this.held.get(conversation.key);
    if (!held) return this.rows.write(conversation, state, version);
    if (version !== null && version !== held.version) return false;
    Object.assign(held, { state, changed: true });
    return true;
  }
}

function named(storageKey: string): ConversationName {
  const conversation = conversationOfStorageKey(storageKey);
  if (conversation === null)
    throw new Error(`Only conversations' state is kept (channel/conversations/id/), not "${storageKey}".`);
  return conversation;
}
