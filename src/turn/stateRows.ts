/** What a conversation's key is made of. */
export interface ConversationName {
  key: string;
  channel: string;
  id: string;
}

/** A state as its row has it; the version is the SDK's eTag. */
export interface KeptState {
  state: string | null;
  version: number;
}

/** The rows that hold the states, for whoever reads or writes one outside of a turn. */
export interface StateRows {
  read(conversation: string): Promise<KeptState | undefined>;
  /**
   * @param version the one that was read; null writes over any
   * @returns false where the row has another version: nothing was written
   */
  write(conversation: ConversationName, state: string, version: number | null): Promise<boolean>;
  delete(conversation: string): Promise<void>;
}
