import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { editionHere } from '../../src/editionHere.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { onBotFault } from '../bot/bot.js';
import type { databases } from '../openedService.js';
import { FakeConnector } from '../teams/fakeConnector.js';
import { TENANT } from '../teams/microsoft.js';
import { type OpenedTeams, openedTeams } from '../teams/openedTeams.js';
import { reaching } from '../teams/reaching.js';
import { TeamsCustomer } from '../teams/teamsCustomer.js';
import { actOf, agentOf, type Begins } from './chatFile.js';

/** A service with Teams, whose replies reach a Connector on this machine, and agents beside it. */
export class TeamsTalk {
  private acts = 0;

  private constructor(
    readonly teams: OpenedTeams,
    private readonly connector: FakeConnector,
    readonly knowledge: Knowledge,
    private readonly turns: Turns,
  ) {}

  static async open(kind: (typeof databases)[number]): Promise<TeamsTalk> {
    const connector = await new FakeConnector().open();
    const teams = await openedTeams(kind, {}, reaching(connector));
    const { database, clock, outbox } = teams.service;
    const opened = await openMatching(join(__dirname, '..', '..', 'knowledge'));
    const turns = new Turns({
      ...{ now: () => clock.now, ownerOf: ownerInRow, inTimeMs: null, onBotFault, newCaseId: () => 'C-999999' },
      ...{ editions: oneEdition(editionHere(opened, (bot) => bot)), store: new StoredTurns(database) },
      committed: (rows, { key: conversation, answersOn }) => void outbox.send(answersOn, { conversation, rows }),
      limits: { each: 10, all: 10 },
    });
    return new TeamsTalk(teams, connector, opened.knowledge, turns);
  }

  /** Somebody who installs the app, in a conversation whose id is as long as Teams' are. */
  async customer(): Promise<TeamsCustomer> {
    const customer = new TeamsCustomer(this.teams, this.connector, `a:1${randomBytes(96).toString('base64url')}`);
    await customer.installs();
    return customer;
  }

  setClock(moment: string): void {
    const [day, time = '11:00'] = moment.split(' ');
    this.teams.service.clock.now = new Date(`${day}T${time}:00Z`);
  }

  /** Has a turn of a chat happen, and waits until all that came of it is at the Connector. */
  async begin(begins: Begins, customer: TeamsCustomer): Promise<void> {
    const { service } = this.teams;
    const conversation = keyOf(customer);
    const act = async (id: string, sourceId: string, asked: Parameters<Turns['act']>[0]['act']) => {
      await this.turns.act({ conversation, case: id, sourceId, act: asked });
    };
    switch (begins.by) {
      case 'user':
        await customer.says(begins.text);
        break;
      case 'agent': {
        this.acts += 1;
        const acting = { by: agentOf(begins.name), supervises: false };
        await act(await this.newestCase(conversation), `agent:${this.acts}`, { act: actOf(begins.text), acting });
        break;
      }
      case 'timer': {
        const due = await new StoredDesk(service.database).due(service.clock.now.getTime(), 100);
        const mine = due.find((one) => one.conversation === conversation);
        if (mine) await act(mine.id, `timer:${mine.id}:${mine.version}`, null);
        break;
      }
      case 'thumb': {
        const judged = (await this.rows(customer)).findLast(({ activity }) =>
          /"certdesk":\{[^}]*"answer"/.test(activity),
        );
        const shown = customer.all().find(({ activity }) => activity.id === judged?.id);
        await customer.thumbs(begins.text === 'up' ? 'like' : 'dislike', shown!);
      }
    }
    await service.outbox.idle();
  }

  /** The transcript. @param after the activity with that number */
  rows(customer: TeamsCustomer, after = 0): Promise<ActivityRow[]> {
    return this.teams.service.database.read
      .selectFrom('activities')
      .selectAll()
      .where('conversation', '=', keyOf(customer))
      .where('seq', '>', after)
      .orderBy('seq')
      .execute();
  }

  /** How long others waited says nothing to the next customer. */
  async forgetWaits(): Promise<void> {
    await this.teams.service.database.write.deleteFrom('case_history').execute();
  }

  async close(): Promise<void> {
    await this.teams.stop();
    await this.connector.close();
  }

  private async newestCase(conversation: string): Promise<string> {
    const newest = await this.teams.service.database.read
      .selectFrom('cases')
      .select('id')
      .where('conversation', '=', conversation)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    return newest?.id ?? '';
  }
}

const keyOf = ({ conversation }: TeamsCustomer) => `msteams/${TENANT}/${conversation}`;
