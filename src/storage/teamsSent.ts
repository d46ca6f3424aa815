import type { SentToTeams } from '../channels/teams/sentToTeams.js';
import type { Database } from './database.js';
import { writeSharing } from './sharedCommit.js';

/** More than Teams takes in an hour. */
const MOST = 2000;

/** What arrived in Teams, as rows. */
export class StoredTeamsSent implements SentToTeams {
  constructor(private readonly database: Database) {}

  async partsOf(conversation: string, seq: number): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.read
      .selectFrom('teams_sent')
      .select(['part', 'message_id'])
      .where('conversation', '=', conversation)
      .where('seq', '=', seq)
      .execute();
    return new Map(rows.map(({ part, message_id }) => [part, message_id]));
  }

  async keep(
    conversation: string,
    { seq, part, messageId, at }: { seq: number; part: number; messageId: string; at: number },
  ): Promise<void> {
    await writeSharing(this.database, (db) =>
      db
        .insertInto('teams_sent')
        .values({ conversation, seq, part, message_id: messageId, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async seqOf(conversation: string, messageId: string): Promise<number | null> {
    const row = await this.database.read
      .selectFrom('teams_sent')
      .select('seq')
      .where('conversation', '=', conversation)
      .where('message_id', '=', messageId)
      .executeTakeFirst();
    return row?.seq ?? null;
  }

  async since(conversation: string, after: number): Promise<number[]> {
    const rows = await this.database.read
      .selectFrom('teams_sent')
      .select('at')
      .where('conversation', '=', conversation)
      .where('at', '>', after)
      .orderBy('at', 'desc')
      .limit(MOST)
      .execute();
    return rows.map(({ at }) => at).reverse();
  }
}
