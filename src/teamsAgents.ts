import type { Agent } from './cases/case.js';
import type { CaseKnowledge } from './cases/caseKnowledge.js';
import { AgentsChannel } from './channels/teams/agents/agentsChannel.js';
import { ChannelPlace, type ChannelState } from './channels/teams/agents/channelPlace.js';
import { Members } from './channels/teams/agents/members.js';
import type { CasesHere } from './channels/teams/agents/threads.js';
import { ThreadWorker } from './channels/teams/agents/threadWorker.js';
import type { Connector } from './channels/teams/connector.js';
import type { Database } from './storage/database.js';
import { noteAgent } from './storage/deskAgents.js';
import { StoredTeamsPlaces } from './storage/storedTeamsPlaces.js';
import { StoredTeamsThreads } from './storage/storedTeamsThreads.js';
import type { TeamsAgentsPlace } from './teamsAgentsPlace.js';
import type { Passage } from './turn/passage.js';
import type { Turns } from './turn/turns.js';

interface Parts {
  connector: Connector;
  database: Database;
  turns: Pick<Turns, 'act'>;
  /** The cases, as the desk reads them. */
  cases: CasesHere;
  knowledge(): CaseKnowledge;
  suggest(text: string): Promise<Passage[]>;
  /** The origin of the service, as browsers see it; null where nobody else's browser reaches it. */
  origin(): string | null;
  /** This replica's name: no two that run have the same. */
  replica: string;
  now(): Date;
  /** Told when the channel goes, and when it is back. */
  onState(state: ChannelState, why: string | null): void;
  onFault(fault: unknown): void;
}

/** The agents' channel in Teams, as the service has it. */
export interface TeamsAgents {
  /** What verified activities are given to. */
  channel: AgentsChannel;
  /** Told of the cases that a turn has changed. */
  changed(caseIds: readonly string[]): void;
  state(): ChannelState;
  start(): void;
  /** Waits for what is being brought up to date, after a look for what is behind. */
  idle(): Promise<void>;
  /** Ends after what is being posted. */
  stop(): Promise<void>;
}

/** Puts the agents' channel together. */
export function teamsAgents(place: TeamsAgentsPlace, parts: Parts): TeamsAgents {
  const { connector, database, cases, now, onFault } = parts;
  const [threads, places] = [new StoredTeamsThreads(database), new StoredTeamsPlaces(database)];
  const addressOf = (caseId: string) => {
    const origin = parts.origin();
    return origin === null ? null : `${origin}/desk#/cases/${encodeURIComponent(caseId)}`;
  };
  const where = new ChannelPlace({ place, places, now, onState: parts.onState, there: () => void worker.sweep() });
  const worker = new ThreadWorker({ ...parts, threads, addressOf }, where, parts.replica);
  const met = (agent: Agent) => noteAgent(database, agent, now().getTime());
  const members = new Members({ place, connector, where: () => places.find(where.key), met, now, onFault });
  const channel = new AgentsChannel({ ...parts, place, where, members, threads, cases, addressOf });
  return {
    channel,
    changed: (caseIds) => worker.wake(caseIds),
    state: () => where.state,
    start: () => worker.start(),
    idle: async () => {
      await worker.sweep();
      await worker.idle();
    },
    stop: async () => {
      await channel.idle();
      await worker.stop();
    },
  };
}
