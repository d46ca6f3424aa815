import type { Connector } from '../../src/channels/teams/connector.js';
import type { FileWay } from '../../src/channels/teams/files/fileCalls.js';
import { type Asked, type databases, type OpenedService, openedService } from '../openedService.js';
import { APP_ID, type FakeMicrosoft, fakeMicrosoft, TENANT } from './microsoft.js';

/** A service with Teams on, and Microsoft beside it. */
export interface OpenedTeams {
  service: OpenedService;
  microsoft: FakeMicrosoft;
  /** Posts an activity as the Connector does, signed unless a token (null: none) is given. */
  post(activity: unknown, token?: string | null, headers?: Record<string, string>): Promise<Asked>;
  /** The conversation's transcript as [role, type, text]. */
  said(conversation?: string): Promise<[string, string, string][]>;
  /** How many rows each table has that an activity could leave something in. */
  rows(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

const KEPT = ['conversations', 'activities', 'inbox', 'outbox', 'cases', 'customers', 'teams_references'] as const;

/**
 * Opens a service that answers in Teams. @param environment settings beside the bot's own; `undefined` takes one out
 * @param connector stands in the place of Microsoft's @param fileWay of the way to people's files
 */
export async function openedTeams(
  kind: (typeof databases)[number],
  environment: Record<string, string | undefined> = {},
  connector?: Connector,
  fileWay?: Omit<FileWay, 'allowed'>,
): Promise<OpenedTeams> {
  const clock: { now: Date } = { now: new Date('2026-05-20T11:00:00Z') };
  let service: OpenedService | undefined;
  const microsoft = await fakeMicrosoft(() => (service ?? { clock }).clock.now);
  const own = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'a password', BotOpenIdMetadata: microsoft.metadata };
  const named = { MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: TENANT };
  const set = Object.entries({ ...own, ...named, ...environment }).filter(([, value]) => value !== undefined);
  const settings = Object.fromEntries(set) as Record<string, string>;
  service = await openedService(kind, {
    environment: settings,
    ...(connector && { connector }),
    ...(fileWay && { fileWay }),
  });
  const { database, ask } = service;
  return {
    ...{ service, microsoft },
    post: async (activity, token, headers = {}) => {
      const bearer = token === undefined ? await microsoft.token() : token;
      return ask('POST', '/api/messages', { ...(bearer === null ? {} : { token: bearer }), body: activity, headers });
    },
    said: async (conversation = 'a:1-personal') => {
      const rows = await database.write
        .selectFrom('activities')
        .select(['role', 'type', 'activity'])
        .where('conversation', '=', `msteams/${TENANT}/${conversation}`)
        .orderBy('seq')
        .execute();
      return rows.map(({ role, type, activity }) => [
        role,
        type,
        (JSON.parse(activity) as { text?: string }).text ?? '',
      ]);
    },
    rows: async () => {
      const counts = KEPT.map(async (table) => {
        const { count } = await database.write
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return [table, Number(count)] as const;
      });
      return Object.fromEntries(await Promise.all(counts));
    },
    stop: async () => {
      await service.stop();
      await microsoft.stop();
    },
  };
}
