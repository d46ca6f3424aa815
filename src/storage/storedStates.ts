import type { ConversationName, KeptState, StateRows } from '../turn/stateRows.js';
import type { Database } from './database.js';

/** The dialogs' states on the conversations' rows, outside of turns. */
export class StoredStates implements StateRows {
  /** @param now the clock, for rows that a write makes */
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async read(conversation: string): Promise<KeptState | undefined> {
    return this.database.read
      .selectFrom('conversations')
      .select(['state', 'version'])
      .where('key', '=', conversation)
      .executeTakeFirst();
  }

  async write({ key, channel, id }: ConversationName, state: string, version: number | null): Promise<boolean> {
    const at = this.now().getTime();
    const nothingYet = { last_seq: 0, streamed_by: null, owner: null, open_case: null, ended_at: null };
    const written = await this.database.write
      .insertInto('conversations')
      .values({ key, channel, id, user_id: '', state, version: 1, ...nothingYet, created_at: at, updated_at: at })
      .onConflict((row) => {
        const update = row.column('key').doUpdateSet((expression) => ({
          state,
          updated_at: at,
          version: expression('conversations.version', '+', 1),
        }));
        return version === null ? update : update.where('conversations.version', '=', version);
      })
      .returning('version')
      .executeTakeFirst();
    return written !== undefined;
  }

  async delete(conversation: string): Promise<void> {
    await this.database.write
      .updateTable('conversations')
      .set((row) => ({ state: null, version: row('version', '+', 1) }))
      .where('key', '=', conversation)
      .execute();
  }
}
