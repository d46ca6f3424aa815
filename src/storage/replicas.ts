import { sql } from 'kysely';
import type { Client } from 'pg';
import type { Database } from './database.js';
import { addressForPg } from './postgresPool.js';

const CHANNEL = 'certdesk_stream';
/** Before a conversation's key: its customer types. */
const TYPES = 'types ';
const LISTEN_AGAIN_MS = 1000;

/**
 * How replicas on one PostgreSQL tell each other of news for a stream that is open elsewhere (NOTIFY). A notice may
 * be lost: the streams' comparison with the transcript finds what it told of. On the embedded database there is
 * nobody to tell.
 */
export class Replicas {
  private listener: Client | undefined;
  private stopped = false;

  /** @param heard is given the key of a conversation with news, or in which the customer types */
  constructor(
    private readonly database: Database,
    private readonly url: string | null,
    private readonly heard: { news(conversation: string): void; types(conversation: string): void },
    private readonly onFault: (fault: unknown) => void,
  ) {}

  /** Listens until {@link stop}; a listener that is cut listens again. */
  async listen(): Promise<void> {
    if (this.url === null || this.stopped) return;
    const { Client } = await import('pg');
    const client = new Client({
      connectionString: addressForPg(this.url),
      keepAlive: true,
      connectionTimeoutMillis: 3000,
      application_name: 'certdesk listener',
    });
    const again = () => {
      if (this.listener !== client || this.stopped) return;
      this.listener = undefined;
      client.end().catch(() => undefined);
      setTimeout(() => void this.listen(), LISTEN_AGAIN_MS).unref();
    };
    this.listener = client;
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload = '' }) => {
      if (payload.startsWith(TYPES)) this.heard.types(payload.slice(TYPES.length));
      else if (payload !== '') this.heard.news(payload);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (fault) {
      this.onFault(fault);
      again();
    }
  }

  /** Tells the others. @throws what the database says */
  async tell(conversation: string): Promise<void> {
    await sql`select pg_notify(${CHANNEL}, ${conversation})`.execute(this.database.write);
  }

  /** Tells the others that the customer types there: nothing that would be missed. @throws what the database says */
  async tellTyping(conversation: string): Promise<void> {
    await this.tell(`${TYPES}${conversation}`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.listener?.end().catch(() => undefined);
  }
}
