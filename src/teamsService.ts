import type { Logger } from 'pino';
import type { CaseKnowledge } from './cases/caseKnowledge.js';
import type { Channel } from './channels/channel.js';
import type { CustomerTyping } from './channels/directline/customerTyping.js';
import type { Count } from './channels/directline/messageCost.js';
import { threadOf } from './channels/teams/agents/place.js';
import { plain } from './channels/teams/agents/sayings.js';
import { AgentTyping } from './channels/teams/agentTyping.js';
import { cardNow } from './channels/teams/cardNow.js';
import { teamsChannel } from './channels/teams/channel.js';
import type { Connector } from './channels/teams/connector.js';
import { TeamsCustomers } from './channels/teams/customers.js';
import { Departures } from './channels/teams/departures.js';
import { type Door, developmentDoor, signedDoor } from './channels/teams/door.js';
import type { FileWay } from './channels/teams/files/fileCalls.js';
import { GoingOn } from './channels/teams/goingOn.js';
import { TeamsIngress } from './channels/teams/ingress.js';
import { KeySet } from './channels/teams/keySet.js';
import { outgoingToTeams } from './channels/teams/outgoing.js';
import { type AllowsService, amongHosts, onThisMachine } from './channels/teams/serviceUrl.js';
import { TypingSigns } from './channels/teams/typing.js';
import { caseToTellUnreachable, standingOf } from './storage/conversations.js';
import type { Database } from './storage/database.js';
import { StoredDesk } from './storage/storedDesk.js';
import { callsOfThread } from './storage/storedTeamsThreads.js';
import { StoredTeamsReferences } from './storage/teamsReferences.js';
import { StoredTeamsSent } from './storage/teamsSent.js';
import { type TeamsAgents, teamsAgents } from './teamsAgents.js';
import { teamsFilesOf } from './teamsFiles.js';
import { namedForSdk, type TeamsApp, type TeamsSettings } from './teamsSettings.js';
import type { Passage } from './turn/passage.js';
import type { Turns } from './turn/turns.js';

interface Parts {
  database: Database;
  turns: Turns;
  count: Count;
  /** The knowledge that cases need, of the current edition. */
  knowledge(): CaseKnowledge;
  suggest(text: string): Promise<Passage[]>;
  /** The service's origin, as browsers see it. */
  origin(): string;
  /** What stands in the place of Teams' Connector. */
  connector?: Connector | undefined;
  /** What stands in the place of the way to people's files. */
  fileWay?: Omit<FileWay, 'allowed'> | undefined;
  /** Passes on that customers type. */
  customerTyping: CustomerTyping;
  replica: string;
  log: Logger;
  now(): Date;
  fault(what: string): (thrown: unknown) => void;
}

/** Teams as the service has it. */
export interface TeamsHere {
  channel: Channel<never>;
  /** For the metrics: when the bot's credentials end. */
  credentials: { secondsLeft(): number; readonly refusals: number };
  /** What whoever runs it should see to; a sentence each. */
  warnings(): string[];
  /** Told that an agent writes a reply in a case. */
  agentTypes(agentId: string, caseId: string): void;
  /** Told of the cases that a turn has changed. */
  changed(caseIds: readonly string[]): void;
  start(): void;
  /** Ends after what is being posted. */
  stop(): Promise<void>;
}

/** Teams as a channel of the service, and the agents' channel there; null where it isn't served. */
export async function teamsOfService(teams: TeamsSettings | null, parts: Parts): Promise<TeamsHere | null> {
  if (!teams) return null;
  const { database, turns, now, count, log, connector } = parts;
  const allowed = teams.development ? onThisMachine : amongHosts(teams.serviceHosts);
  const references = new StoredTeamsReferences(database, now);
  const sent = new StoredTeamsSent(database);
  const departures = new Departures({
    ...{ references, turns },
    caseToTell: (conversation, since) => caseToTellUnreachable(database, conversation, since),
  });
  const left = (conversation: string) => departures.left(conversation);
  const copies = () => plain(parts.knowledge(), 'teams.copy.button');
  const out = outgoingToTeams({
    calledIn: async ({ conversationId }) => {
      const { root } = threadOf(conversationId);
      return root === null ? [] : callsOfThread(database, root);
    },
    ...{ credentials: credentialsOf(teams), allowed, references, sent, now, connector, left },
    copies,
  });
  const { files, ...fileWork } = teamsFilesOf({
    ...{ database, references, turns, now, left, connector: out.connector, knowledge: () => parts.knowledge() },
    ...{ hosts: teams.development ? [] : teams.fileHosts, way: parts.fileWay },
    onFault: parts.fault('files in Teams could not be seen to'),
  });
  const signs = new TypingSigns({ connector: out.connector });
  const agentTyping = new AgentTyping({
    ...{ database, references, signs, onFault: parts.fault('that an agent types could not be passed on') },
  });
  const agents = teams.development || !teams.agents ? null : agentsOf(teams.agents, out.connector, parts);
  const adapter = once(() => adapterOf(teams));
  const ingress = new TeamsIngress({
    ...{ door: doorOf(teams, allowed, parts), agents: agents?.channel ?? null, adapter },
    customers: new TeamsCustomers({
      ...{ turns, references, departures, sent, files, count, now },
      cardNow: (conversation, asked) => cardNow(parts, conversation, { ...asked, copies: copies() }),
      ...{
        signs,
        goingOn: teams.development ? null : new GoingOn({ database, turns, sent, now }),
      },
      typed: (conversation) =>
        parts.customerTyping.heard(conversation, async () => {
          const { owned, ended } = await standingOf(database, conversation);
          return owned && !ended;
        }),
    }),
    onRefused: (why) => log.info({ why }, 'a call to the Teams endpoint was refused'),
  });
  if (!teams.development) {
    if (teams.tenants === null) log.warn('Teams: people of any tenant are answered (CERTDESK_TEAMS_TENANTS)');
    // Nobody's first message waits for it.
    await adapter();
  }
  return {
    channel: teamsChannel(ingress, out.deliverer),
    credentials: out.watch,
    warnings: () => [
      ...out.watch.warnings(),
      ...(agents?.state() === 'gone' ? ["Teams: the agents' channel is gone; cases are at the desk alone."] : []),
    ],
    agentTypes: (agentId, caseId) => agentTyping.heard(agentId, caseId),
    changed: (caseIds) => agents?.changed(caseIds),
    start: () => {
      agents?.start();
      fileWork.start();
    },
    stop: async () => {
      await fileWork.stop();
      await agents?.stop();
      out.close();
    },
  };
}

function agentsOf(
  place: NonNullable<TeamsApp['agents']>,
  connector: Parameters<typeof teamsAgents>[1]['connector'],
  parts: Parts,
): TeamsAgents {
  const { database, log, fault } = parts;
  return teamsAgents(place, {
    ...{ ...parts, connector, cases: new StoredDesk(database) },
    onState: (state, why) => log.warn({ state, why }, "the agents' channel in Teams"),
    onFault: fault("the agents' channel in Teams could not be brought up to date"),
  });
}

function credentialsOf(teams: TeamsSettings) {
  return teams.development ? null : { settings: namedForSdk(teams), expires: teams.secretExpires };
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

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
