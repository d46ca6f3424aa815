import type { FromStream } from '../../src/desk/wire.js';
import { databases, type OpenedService, openedService } from '../openedService.js';
import { type AtDesk, agent, type Listening, listen, waiting } from './deskClient.js';

type Said = Extract<FromStream, { type: 'said' }>;
type CaseNews = Extract<FromStream, { type: 'case' }>;

const newsOf =
  (id: string, status?: string) =>
  (one: FromStream): one is CaseNews =>
    one.type === 'case' && one.case.id === id && (status === undefined || one.case.status === status);
const wordsIn = ({ said }: Listening) =>
  said.flatMap((one) => (one.type === 'said' ? one.said.map(({ text }) => text) : []));

describe.each(databases)("the desk's stream, %s", (kind) => {
  let service: OpenedService;
  let anna: AtDesk;
  let ben: AtDesk;
  const open: Listening[] = [];
  const listening = async (who: AtDesk) => {
    const stream = await listen(service, who);
    open.push(stream);
    return stream;
  };
  beforeAll(async () => {
    service = await openedService(kind);
    [anna, ben] = [await agent(service), await agent(service)];
  });
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.terminate();
  });
  afterAll(() => service.stop());

  test('a case that waits is told of, with the counts', async () => {
    const stream = await listening(anna);
    const counts = await stream.until((one) => one.type === 'counts');
    const { case: id } = await waiting(service);
    await stream.until(newsOf(id, 'waiting'));
    const before = counts.type === 'counts' ? counts.counts.waiting : 0;
    await stream.until((one) => one.type === 'counts' && one.counts.waiting === before + 1);
  });

  test('a claim is told to the others, and counts for whom it is', async () => {
    const [own, other] = [await listening(anna), await listening(ben)];
    const { case: id } = await waiting(service);
    await other.until(newsOf(id, 'waiting'));
    await anna.post(`cases/${id}/claim`);
    const { case: line } = await other.until(newsOf(id, 'assigned'));
    expect(line.agent).toEqual({ id: anna.id, name: anna.name });
    await own.until((one) => one.type === 'counts' && one.counts.mine > 0);
    expect(other.said.filter((one) => one.type === 'counts' && one.counts.mine > 0)).toEqual([]);
  });

  test('who had it before is told that it is theirs no longer, however the service learnt of it', async () => {
    const { case: id } = await waiting(service);
    await anna.post(`cases/${id}/claim`);
    // Nobody was connected when it was claimed, as after a restart.
    const own = await listening(anna);
    const mine = async () => {
      const counts = await own.until((one) => one.type === 'counts');
      return counts.type === 'counts' ? counts.counts.mine : 0;
    };
    const before = await mine();
    own.said.length = 0;
    await anna.post(`cases/${id}/transfer`, { to: ben.id });
    expect(await mine()).toBe(before - 1);
  });

  test('what is said in a case that is watched comes at once, in order, each once', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    const stream = await listening(anna);
    stream.tell({ type: 'watch', case: asked.case, after: 0 });
    await stream.until((one) => one.type === 'said');
    const words = Array.from({ length: 10 }, (_, n) => `word ${n}`);
    for (const text of words) await asked.say(text);
    await anna.post(`cases/${asked.case}/reply`, { text: 'all read' });
    await stream.until((one) => one.type === 'said' && one.said.some(({ text }) => text === 'all read'));
    const said = stream.said.flatMap((one) => (one.type === 'said' ? one.said : []));
    expect(said.map(({ seq }) => seq)).toEqual([...new Set(said.map(({ seq }) => seq))].sort((a, b) => a - b));
    expect(said.map(({ text }) => text).filter((text) => /^word|all read/.test(text))).toEqual([...words, 'all read']);
    const { body } = await anna.get(`cases/${asked.case}`);
    expect(said).toEqual(body.transcript);
  });

  test('that the customer types is told to whoever looks at the case, while an agent answers, and kept nowhere', async () => {
    const asked = await waiting(service);
    const stream = await listening(anna);
    stream.tell({ type: 'watch', case: asked.case, after: 0 });
    await stream.until((one) => one.type === 'said');
    await asked.types();
    await anna.post(`cases/${asked.case}/claim`);
    await stream.until(newsOf(asked.case, 'assigned'));
    expect(stream.said.filter(({ type }) => type === 'typing')).toEqual([]);
    const { transcript: before } = (await anna.get(`cases/${asked.case}`)).body;
    await new Promise((later) => setTimeout(later, 1100));
    await asked.types();
    await stream.until((one) => one.type === 'typing' && one.case === asked.case);
    expect((await anna.get(`cases/${asked.case}`)).body.transcript).toEqual(before);
  });

  test('a contact told to an agent stands in the case, with a line of its history', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    await asked.say('Joe Bloggs, joe@foo.co.uk');
    const { contact, history } = (await anna.get(`cases/${asked.case}`)).body;
    expect(contact).toEqual({ name: 'Joe Bloggs', email: 'joe@foo.co.uk', telephone: null });
    expect(history.map(({ what }: { what: string }) => what)).toContain('contact');
  });

  test('after a break it goes on from where the page is', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    await asked.say('before');
    const { transcript } = (await anna.get(`cases/${asked.case}`)).body;
    const stream = await listening(anna);
    stream.tell({ type: 'watch', case: asked.case, after: transcript.at(-1).seq });
    await asked.say('after');
    await stream.until((one): one is Said => one.type === 'said');
    expect(wordsIn(stream)).toEqual(['after']);
  });

  test('what is no longer watched is not told of', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    const stream = await listening(anna);
    stream.tell({ type: 'watch', case: asked.case, after: 0 });
    await stream.until((one) => one.type === 'said');
    stream.tell({ type: 'watch', case: null, after: 0 });
    const { version } = (await anna.get(`cases/${asked.case}`)).body;
    await asked.say('unseen');
    await stream.until((one) => one.type === 'case' && one.case.id === asked.case && one.case.version > version);
    expect(wordsIn(stream)).not.toContain('unseen');
  });

  test('a change that nobody gave notice of is found all the same', async () => {
    const asked = await waiting(service);
    const stream = await listening(anna);
    await stream.until((one) => one.type === 'counts');
    await service.database.write
      .updateTable('cases')
      .set((row) => ({ version: row('version', '+', 1), changed_at: service.clock.now.getTime() }))
      .where('id', '=', asked.case)
      .execute();
    const { version } = (await anna.get(`cases/${asked.case}`)).body;
    await stream.until((one) => one.type === 'case' && one.case.id === asked.case && one.case.version === version);
  });

  test('who is there, what they look at, and whether they type', async () => {
    const asked = await waiting(service);
    const [own, other] = [await listening(anna), await listening(ben)];
    const seen = (of: AtDesk, what: object) =>
      own.until(
        (one) =>
          one.type === 'presence' &&
          one.agents.some(
            (agent) => agent.id === of.id && Object.entries(what).every(([k, v]) => agent[k as 'id'] === v),
          ),
        10_000,
      );
    await seen(ben, { status: 'available', looking: null, typing: false });
    other.tell({ type: 'watch', case: asked.case, after: 0 });
    await seen(ben, { looking: asked.case, typing: false });
    other.tell({ type: 'typing', case: asked.case });
    await seen(ben, { typing: true });
    own.said.length = 0;
    await seen(ben, { typing: false });
    await ben.post('presence', { status: 'away' });
    await seen(ben, { status: 'away' });
    other.socket.close();
    own.said.length = 0;
    await own.until((one) => one.type === 'presence' && one.agents.every(({ id }) => id !== ben.id));
  });
});
