import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import type { Connector } from '../../src/channels/teams/connector.js';
import { connectorOverHttp } from '../../src/channels/teams/connectorOverHttp.js';
import type { Reference } from '../../src/channels/teams/reference.js';
import { editionHere } from '../../src/editionHere.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { onBotFault } from '../bot/bot.js';
import { isLong } from '../longForm.js';
import { databases } from '../openedService.js';
import { FakeConnector } from '../teams/fakeConnector.js';
import { SERVICE, TENANT } from '../teams/microsoft.js';
import { type OpenedTeams, openedTeams } from '../teams/openedTeams.js';
import { lettersOf, seenOf } from '../teams/seenInTeams.js';
import { TeamsCustomer } from '../teams/teamsCustomer.js';
import { actOf, agentOf, type Begins, parseChat } from './chatFile.js';
import { shortForms } from './shortForms.js';

const files = readdirSync(__dirname)
  .filter((file) => file.endsWith('.chat'))
  // How things are at the desk is for the desk itself to say.
  .filter((file) => !/^desk\b/m.test(readFileSync(join(__dirname, file), 'utf8')))
  .sort();

describe.each(isLong ? databases : (['embedded'] as const))('in Teams, on the %s database', (kind) => {
  let teams: OpenedTeams;
  let fake: FakeConnector;
  let turns: Turns;
  let shorten: (reply: string) => string;
  let acts = 0;
  beforeAll(async () => {
    fake = await new FakeConnector().open();
    const overHttp = connectorOverHttp({
      allowed: (address) => address === fake.serviceUrl(),
      bearer: async () => 'bearer',
      budgets: { take: async () => () => undefined },
    });
    const there = (to: Reference) => {
      expect(to.serviceUrl).toBe(SERVICE);
      return { ...to, serviceUrl: fake.serviceUrl() };
    };
    const connector: Connector = {
      post: (to, activity) => overHttp.post(there(to), activity),
      update: (to, id, activity) => overHttp.update(there(to), id, activity),
      remove: (to, id) => overHttp.remove(there(to), id),
      begin: (to, activity) => overHttp.begin(there(to), activity),
      member: (to, id) => overHttp.member(there(to), id),
    };
    teams = await openedTeams(kind, {}, connector);
    const { database, clock, outbox } = teams.service;
    const opened = await openMatching(join(__dirname, '..', '..', 'knowledge'));
    ({ shorten } = shortForms(opened.knowledge));
    turns = new Turns({
      ...{ now: () => clock.now, ownerOf: ownerInRow, inTimeMs: null, onBotFault },
      ...{ editions: oneEdition(editionHere(opened, (bot) => bot)), store: new StoredTurns(database) },
      newCaseId: () => `C-${acts}`,
      committed: (rows, { key: conversation, channel }) => void outbox.send(channel, { conversation, rows }),
      limits: { each: 10, all: 10 },
    });
  }, 180_000);
  afterAll(async () => {
    await teams.stop();
    await fake.close();
  });

  const keyOf = (conversation: string) => `msteams/${TENANT}/${conversation}`;
  const rowsOf = (conversation: string, after: number) =>
    teams.service.database.read
      .selectFrom('activities')
      .selectAll()
      .where('conversation', '=', keyOf(conversation))
      .where('seq', '>', after)
      .orderBy('seq')
      .execute();

  async function begin(begins: Begins, customer: TeamsCustomer): Promise<void> {
    const { service } = teams;
    const conversation = keyOf(customer.conversation);
    switch (begins.by) {
      case 'user': {
        await customer.says(begins.text);
        return;
      }
      case 'agent': {
        acts += 1;
        const acting = { by: agentOf(begins.name), supervises: false };
        const newest = await service.database.read
          .selectFrom('cases')
          .select('id')
          .where('conversation', '=', conversation)
          .orderBy('opened_at', 'desc')
          .orderBy('id', 'desc')
          .executeTakeFirst();
        const act = { act: actOf(begins.text), acting };
        await turns.act({ conversation, case: newest?.id ?? '', sourceId: `agent:${acts}`, act });
        break;
      }
      case 'timer': {
        const due = (await new StoredDesk(service.database).due(service.clock.now.getTime(), 100)).find(
          (one) => one.conversation === conversation,
        );
        if (due) await turns.act({ conversation, case: due.id, sourceId: `timer:${due.id}:${due.version}`, act: null });
        break;
      }
      case 'thumb': {
        const rows = await rowsOf(customer.conversation, 0);
        const judged = rows.findLast(({ activity }) => /"certdesk":\{[^}]*"answer"/.test(activity));
        const message = customer.all().find(({ activity }) => activity.id === judged?.id);
        await customer.thumbs(begins.text === 'up' ? 'like' : 'dislike', message!);
      }
    }
    await service.outbox.idle();
  }

  test.each(files)('%s has the same words', async (name) => {
    const chat = parseChat(name, readFileSync(join(__dirname, name), 'utf8'));
    const { service } = teams;
    service.clock.now = new Date('2026-05-20T11:00:00Z');
    const customer = new TeamsCustomer(teams, fake, `a:1conversation${files.indexOf(name)}`);
    await customer.installs();
    expect(customer.hears()).toHaveLength(1);
    let last = (await rowsOf(customer.conversation, 0)).at(-1)!.seq;
    const cases: string[] = [];
    for (const { moment, begins, lines } of chat.turns) {
      if (moment)
        service.clock.now = new Date(`${moment.replace(' ', 'T')}${moment.includes(' ') ? '' : 'T11:00'}:00Z`);
      await begin(begins, customer);
      const rows = await rowsOf(customer.conversation, last);
      last = rows.at(-1)?.seq ?? last;
      const shown = rows.filter(({ type, role }) => type === 'message' && (role === 'bot' || role === 'system'));
      const texts = shown.map(({ activity }) => (JSON.parse(activity) as { text?: string }).text ?? '');
      const arrived = customer.hears();
      expect(arrived.map(({ activity }) => activity.id)).toEqual(
        rows.filter(({ type, role }) => type === 'message' && role !== 'user').map(({ id }) => id),
      );
      // Nobody is shown an empty message.
      for (const { activity } of arrived) expect(lettersOf(seenOf(activity).texts.join(' '))).not.toBe('');
      const inFile = (text: string) =>
        shorten(text).replace(/\bC-\d{6}\b/g, (id) => {
          if (!cases.includes(id)) cases.push(id);
          return `C-23456${6 + cases.indexOf(id) + 1}`;
        });
      expect([name, begins, texts.map(inFile)]).toEqual([name, begins, lines.map(({ text }) => text)]);
    }
    await service.database.write.deleteFrom('case_history').execute();
  });
});
