import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import type { Act } from '../../src/cases/acts.js';
import type { Agent } from '../../src/cases/case.js';
import { envelope } from '../../src/channels/channel.js';
import { editionHere } from '../../src/editionHere.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { type TeamsAgents, teamsAgents } from '../../src/teamsAgents.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { openedDatabase } from '../openedDatabase.js';
import type { databases } from '../openedService.js';
import { HeardConnector } from './heardConnector.js';

export const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const CHANNEL = '19:desk@thread.tacv2';
export const SERVICE = 'https://smba.trafficmanager.net/emea/';
const BOT = { id: '28:app' };

/** A person of the team, or none of it. */
export interface Person {
  id: string;
  aadObjectId: string;
  name: string;
}
export const person = (name: string): Person => ({ id: `29:${name}`, aadObjectId: `aad-${name}`, name });
export const anna = person('Anna');
export const ben: Agent = { id: 'ben', name: 'Ben' };

/** The desk with its channel in Teams on an empty database, and a customer who writes. @param channel the customer's */
export async function openAgentsDesk(kind: (typeof databases)[number], channel = 'directline') {
  const key = `${channel}/c`;
  const speaker = { userId: 'dl_1', conversationId: 'c' };
  const { database, remove } = await openedDatabase(kind);
  const edition = editionHere(await openMatching(join(__dirname, '..', '..', 'knowledge')), (bot) => bot);
  const desk = new StoredDesk(database);
  const connector = new HeardConnector();
  const states: string[] = [];
  const faults: unknown[] = [];
  let [now, count] = [new Date('2026-05-20T11:00:00Z'), 0];
  let agents: TeamsAgents | null = null;
  const turns = new Turns({
    ...{ now: () => now, ownerOf: ownerInRow, inTimeMs: null, newCaseId: () => `C-${count}` },
    ...{ editions: oneEdition(edition), store: new StoredTurns(database) },
    committed: (_rows, _conversation, cases) => agents?.changed(cases.map((one) => one.case.id)),
    onBotFault: (fault) => faults.push(fault),
    limits: { each: 1000, all: 1000 },
  });
  /** Nothing happens at the same moment as something else. */
  const next = () => {
    count += 1;
    now = new Date(now.getTime() + 1);
  };
  /** A worker of its own, as a replica or a fresh start has it; nothing of the one before is known to it. */
  const replica = (name: string): TeamsAgents =>
    teamsAgents(
      { tenantId: TENANT, channelId: CHANNEL },
      {
        ...{ connector, database, turns, cases: desk, knowledge: () => edition.cases, suggest: edition.suggest },
        ...{ origin: () => 'https://desk.example.com', replica: name, now: () => now },
        ...{ onState: (state) => void states.push(state), onFault: (fault) => void faults.push(fault) },
      },
    );
  const from = (by: Person) => ({
    ...{ serviceUrl: SERVICE, channelId: 'msteams', from: by, recipient: BOT },
    channelData: { tenant: { id: TENANT }, team: { id: '19:team@thread.tacv2' }, channel: { id: CHANNEL } },
  });

  return {
    ...{ database, desk, connector, states, faults, turns, replica, edition },
    use: (other: TeamsAgents | null) => {
      agents = other;
    },
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    remove: async () => {
      await agents?.stop();
      await remove();
    },
    /** The app is installed into the team. */
    installed: { ...from(anna), id: 'i', type: 'installationUpdate', action: 'add', conversation: { id: CHANNEL } },
    /** The customer writes. @returns what the bot says */
    says: async (text: string) => {
      next();
      const activity = { ...envelope(channel, speaker, now), type: 'message', text };
      const outcome = await turns.run({ conversation: key, userId: 'dl_1', sourceId: null, begins: true, activity });
      return outcome.status === 'done' ? outcome.replies.map((reply) => reply.text ?? '') : [outcome.status];
    },
    caseNow: async () => (await desk.ofConversation(key))!,
    /** An agent acts at the web desk. */
    acts: (id: string, act: Act, by = ben) => {
      next();
      const acting = { by, supervises: false };
      return turns.act({ conversation: key, case: id, sourceId: `desk:${count}`, act: { act, acting } });
    },
    /** What the customer has read of people, in order. */
    read: async () => {
      const rows = await database.read.selectFrom('activities').selectAll().orderBy('seq').execute();
      return rows
        .filter(({ role, type }) => type === 'message' && role === 'agent')
        .map(({ activity }) => (JSON.parse(activity) as { text: string }).text);
    },
    press: (by: Person, verb: string, certdesk: object, thread: string, id?: string) => {
      next();
      const action = { type: 'Action.Execute', verb, data: { certdesk } };
      const named = { id: id ?? `f:${count}`, type: 'invoke', name: 'adaptiveCard/action', value: { action } };
      return { ...from(by), ...named, conversation: { id: thread } };
    },
    invoke: (by: Person, name: string, value: object, thread = CHANNEL) => {
      next();
      return { ...from(by), id: `f:${count}`, type: 'invoke', name, value, conversation: { id: thread } };
    },
    message: (by: Person, text: string, thread: string, more: object = {}) => {
      next();
      return { ...from(by), id: `m${count}`, type: 'message', text, conversation: { id: thread }, ...more };
    },
  };
}

/** What a card, or a message, shows: its words in one text. */
export function wordsOf(activity: { text?: string; attachments?: { content?: unknown }[] } | undefined): string {
  const words: string[] = activity?.text === undefined ? [] : [activity.text];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value))
        if (['text', 'title', 'value'].includes(key) && typeof one === 'string') words.push(one);
        else if (key !== 'data') look(one);
  };
  look(activity?.attachments?.map(({ content }) => content));
  return words.join('\n');
}
