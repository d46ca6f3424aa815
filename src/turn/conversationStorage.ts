import type { Storage, StoreItem, StoreItems } from 'botbuilder';
import { conversationOfStorageKey } from './conversationKey.js';

/** What a turn holds of its conversation: the state that was found, and after the bot ran the state to write. */
export interface HeldState {
  /** As JSON. */
  state: string | null;
  /** The SDK's eTag. */
  version: number;
  changed: boolean;
}

/**
 * The SDK's storage inside a turn: the conversation's state is held, reads and writes stay in memory, and the turn
 * commits them with everything else. A write that names an eTag it did not read fails ("*" or none writes over).
 */
export class ConversationStorage implements Storage {
  private readonly held = new Map<string, HeldState>();

  /** Serves a conversation's state until {@link release}. */
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
      const { state, version } = this.heldFor(key);
      if (state) items[key] = { ...(JSON.parse(state) as object), eTag: String(version) };
    }
    return items;
  }

  /** @throws when an eTag is no longer the one that was read: nothing of that key is written */
  async write(changes: StoreItems): Promise<void> {
    for (const [key, item] of Object.entries(changes) as [string, StoreItem][]) {
      const { eTag, ...value } = item;
      const held = this.heldFor(key);
      if (eTag !== undefined && eTag !== '*' && Number(eTag) !== held.version)
        throw new Error(`The state of ${key} was changed by somebody else meanwhile (eTag ${eTag}).`);
      Object.assign(held, { state: JSON.stringify(value), changed: true });
    }
  }

  async delete(keys: string[]): Promise<void> {
    for (const key of keys) Object.assign(this.heldFor(key), { state: null, changed: true });
  }

  private heldFor(key: string): HeldState {
    const conversation = conversationOfStorageKey(key);
    if (conversation === null)
      throw new Error(`Only conversations' state is kept (channel/conversations/id/), not "${key}".`);
    const held = this.held.get(conversation.key);
    if (!held) throw new Error(`The state of ${key} can be had inside a turn only.`);
    return held;
  }
}
