import type { Logger } from 'pino';
import type { Channel } from './channels/channel.js';
import type { Count } from './channels/directline/messageCost.js';
import { teamsChannel } from './channels/teams/channel.js';
import { TeamsCustomers } from './channels/teams/customers.js';
import { Departures } from './channels/teams/departures.js';
import { type Door, developmentDoor, signedDoor } from './channels/teams/door.js';
import { TeamsIngress } from './channels/teams/ingress.js';
import { KeySet } from './channels/teams/keySet.js';
import { plainConnector } from './channels/teams/plainConnector.js';
import { plainDeliverer } from './channels/teams/plainDeliverer.js';
import type { SentMessages } from './channels/teams/sent.js';
import { type AllowsService, amongHosts, onThisMachine } from './channels/teams/serviceUrl.js';
import { openCaseOf } from './storage/conversations.js';
import type { Database } from './storage/database.js';
import { StoredTeamsReferences } from './storage/teamsReferences.js';
import { namedForSdk, type TeamsSettings } from './teamsSettings.js';
import type { Turns } from './turn/turns.js';

interface Parts {
  database: Database;
  turns: Turns;
  count: Count;
  log: Logger;
  now(): Date;
  fault(what: string): (thrown: unknown) => void;
}

/** Nobody's messages are known by the Connector's ids. */
const noneSent: SentMessages = { seqOf: async () => null };

/** Teams as a channel of the service; none where it isn't served. */
export async function teamsOfService(teams: TeamsSettings | null, parts: Parts): Promise<Channel<never>[]> {
  if (!teams) return [];
  const { database, turns, now, count, log } = parts;
  const allowsService = teams.development ? onThisMachine : amongHosts(teams.serviceHosts);
  const references = new StoredTeamsReferences(database, now);
  const openCase = (conversation: string) => openCaseOf(database, conversation);
  const departures = new Departures({ references, turns, openCaseOf: openCase });
  const customers = new TeamsCustomers({ turns, references, departures, sent: noneSent, count, now });
  const adapter = once(() => adapterOf(teams));
  const ingress = new TeamsIngress({
    ...{ door: doorOf(teams, allowsService, parts), customers, adapter },
    onRefused: (why) => log.info({ why }, 'a call to the Teams endpoint was refused'),
  });
  if (!teams.development) {
    if (teams.tenants === null) log.warn('Teams: people of any tenant are answered (CERTDESK_TEAMS_TENANTS)');
    // Nobody's first message waits for it.
    await adapter();
  }
  // What is sent goes through here: budgets, cards in Teams' dialect and bearers take its place.
  const connector = plainConnector({ allowsService, token: bearerOf(teams) });
  return [teamsChannel(ingress, plainDeliverer(connector, references))];
}

function doorOf(teams: TeamsSettings, allowsService: AllowsService, { now, fault }: Parts): Door {
  if (teams.development) return developmentDoor(allowsService);
  const { appId, tenants, addresses } = teams;
  const address = addresses.ToBotFromChannelOpenIdMetadataUrl;
  const keys = new KeySet({ address, now, onFault: fault("the keys of Teams' Connector could not be fetched") });
  return signedDoor({ appId, tenants, keys, allowsService, now, issuer: addresses.ToBotFromChannelTokenIssuer });
}

/** Loaded here: most of a start is loading, and not everybody serves Teams. */
async function adapterOf(teams: TeamsSettings) {
  const { TeamsAdapter } = await import('./channels/teams/teamsAdapter.js');
  return teams.development ? new TeamsAdapter({}, 'development') : new TeamsAdapter(namedForSdk(teams), teams.appId);
}

/** What replies are sent with; an emulator asks for nothing. */
function bearerOf(teams: TeamsSettings): () => Promise<string | null> {
  if (teams.development) return async () => null;
  const { appId, addresses, validateAuthority } = teams;
  const [scope, login] = [addresses.ToChannelFromBotOAuthScope, addresses.ToChannelFromBotLoginUrl];
  const bearer = once(async () => {
    const { plainBearer } = await import('./channels/teams/plainBearer.js');
    return plainBearer(namedForSdk(teams), { appId, scope, login, validateAuthority });
  });
  return async () => (await bearer())();
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
