import { type AtDesk, agent, type Listening, listen } from '../desk/deskClient.js';
import { databases } from '../openedService.js';
import { ANNA, around, message } from './activities.js';
import { HeardConnector } from './heardConnector.js';
import { TENANT } from './microsoft.js';
import { type OpenedTeams, openedTeams } from './openedTeams.js';

const CHAT = 'a:1-personal';

describe.each(databases)('typing between Teams and the desk, on the %s database', (kind) => {
  const connector = new HeardConnector();
  let teams: OpenedTeams;
  let ben: AtDesk;
  let cara: AtDesk;
  let open: Listening[] = [];
  let caseId: string;

  beforeAll(async () => {
    connector.threads.set(CHAT, new Map());
    teams = await openedTeams(kind, {}, connector);
    [ben, cara] = [await agent(teams.service), await agent(teams.service)];
    open = [await listen(teams.service, ben), await listen(teams.service, cara)];
    await teams.post(message('talk to a person', CHAT));
    const row = await teams.service.database.read
      .selectFrom('conversations')
      .select('open_case')
      .where('key', '=', `msteams/${TENANT}/${CHAT}`)
      .executeTakeFirstOrThrow();
    caseId = row.open_case!;
    await ben.post(`cases/${caseId}/claim`);
    await teams.service.outbox.idle();
    // The first turn takes long.
    connector.typing.splice(0);
  }, 180_000);
  afterAll(async () => {
    for (const { socket } of open) socket.terminate();
    await teams.stop();
  });

  const types = (who: number) => open[who]!.tell({ type: 'typing', case: caseId });
  const until = async (holds: () => boolean, most = 100) => {
    for (let tries = 0; !holds() && tries < most; tries += 1) await new Promise((later) => setTimeout(later, 20));
    return holds();
  };

  test('who has the case is seen to write; who has not is not', async () => {
    types(1);
    expect(await until(() => connector.typing.length > 0)).toBe(false);
    // As the desk's page does; a sign that was shown just now is still seen.
    const shown = () => {
      types(0);
      return connector.typing.length > 0;
    };
    expect(await until(shown, 300)).toBe(true);
    expect(connector.typing).toMatchObject([{ tenantId: TENANT, conversationId: CHAT, userId: ANNA.id }]);
  });

  test('the agent sees the customer write, and nothing of it is kept', async () => {
    const [atBens] = open as [Listening];
    atBens.tell({ type: 'watch', case: caseId, after: 0 });
    await atBens.until(({ type }) => type === 'said');
    const before = await teams.rows();
    expect((await teams.post({ ...around(CHAT), type: 'typing', id: 'f:1' })).status).toBe(200);
    await atBens.until((one) => one.type === 'typing' && one.case === caseId);
    expect(await teams.rows()).toEqual(before);
  });
});
