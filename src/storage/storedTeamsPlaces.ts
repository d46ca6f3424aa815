import type { AgentsPlaces, KnownPlace } from '../channels/teams/agents/threads.js';
import type { Reference } from '../channels/teams/reference.js';
import type { Database } from './database.js';

/** The agents' channels as rows. */
export class StoredTeamsPlaces implements AgentsPlaces {
  constructor(private readonly database: Database) {}

  async find(channel: string): Promise<KnownPlace | null> {
    const row = await this.database.read
      .selectFrom('teams_places')
      .selectAll()
      .where('channel', '=', channel)
      .executeTakeFirst();
    if (!row) return null;
    const ms = (at: number | null) => (at === null ? null : Number(at));
    return {
      reference: JSON.parse(row.reference) as Reference,
      ...{ goneAt: ms(row.gone_at), attempts: row.attempts, probeAt: ms(row.probe_at) },
    };
  }

  async keep(channel: string, reference: Reference): Promise<void> {
    const there = { reference: JSON.stringify(reference), gone_at: null, attempts: 0, probe_at: null };
    await this.database.write
      .insertInto('teams_places')
      .values({ channel, ...there })
      .onConflict((conflict) => conflict.column('channel').doUpdateSet(there))
      .execute();
  }

  async setGone(channel: string, gone: Pick<KnownPlace, 'goneAt' | 'attempts' | 'probeAt'>): Promise<void> {
    await this.database.write
      .updateTable('teams_places')
      .set({ gone_at: gone.goneAt, attempts: gone.attempts, probe_at: gone.probeAt })
      .where('channel', '=', channel)
      .execute();
  }
}
