import { caseDetails, caseLine, caseList, deskFrame } from '../../src/desk/wire.js';
import { databases, type OpenedService, openedService } from '../openedService.js';
import { type AtDesk, agent, customer, program, waiting } from './deskClient.js';

const TOKEN = 'machines-come-in-with-this-token-0001';

describe.each(databases)('cases over the API, %s', (kind) => {
  let service: OpenedService;
  let anna: AtDesk;
  let ben: AtDesk;
  beforeAll(async () => {
    service = await openedService(kind, { environment: { CERTDESK_DESK_TOKENS: `crm:agent:${TOKEN}` } });
    [anna, ben] = [await agent(service), await agent(service)];
  });
  afterAll(() => service.stop());

  test('each link signs in an agent of its own', () =>
    expect([anna, ben].map(({ id, name }) => ({ id, name }))).toEqual([
      { id: 'local-1', name: 'Local agent 1' },
      { id: 'local-2', name: 'Local agent 2' },
    ]));

  test('the frame says who is signed in, and what the desk works with', async () => {
    const frame = deskFrame.parse((await anna.get('frame')).body);
    expect(frame.me).toEqual({ id: anna.id, name: anna.name, roles: ['agent', 'supervisor', 'knowledge-owner'] });
    expect(frame.agents.map(({ id }) => id)).toEqual(['local-1', 'local-2', 'machine:crm']);
    expect(frame.outcomes.length).toBeGreaterThan(0);
    expect(frame.facts.length).toBeGreaterThan(0);
  });

  test('who asks for a person is in the queue, with what was said', async () => {
    const asked = await waiting(service, ['I lost the key of www.example.com']);
    const list = caseList.parse((await anna.get('cases?status=waiting')).body);
    const line = list.cases.find(({ id }) => id === asked.case);
    expect(line).toMatchObject({ status: 'waiting', reason: 'asked', agent: null, commonName: 'www.example.com' });
    expect(list.counts.waiting).toBeGreaterThan(0);
    const details = caseDetails.parse((await anna.get(`cases/${asked.case}`)).body);
    expect(details.transcript.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual([
      'I lost the key of www.example.com',
      'talk to a person',
    ]);
    expect(details.history.map(({ what }) => what)).toEqual(['opened']);
  });

  test('of two who claim one gets it, and the other is told who', async () => {
    const { case: id } = await waiting(service);
    const [first, second] = await Promise.all([anna.post(`cases/${id}/claim`), ben.post(`cases/${id}/claim`)]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const [won, lost] = first.status === 200 ? [first, second] : [second, first];
    const { agent: owner } = caseLine.parse(won.body);
    expect(lost.body.error).toMatchObject({ code: 'taken', agent: owner!.name });
    expect(lost.body.error.message).toContain(owner!.name);
  });

  test('the whole way: claimed, answered, judged, asked, held, handed on, settled', async () => {
    const asked = await waiting(service, ['I lost the key of www.example.com']);
    const act = async (who: AtDesk, name: string, body: object = {}) => {
      const answer = await who.post(`cases/${asked.case}/${name}`, body);
      return answer.status === 200 ? caseLine.parse(answer.body) : answer;
    };
    expect(await act(anna, 'claim')).toMatchObject({ status: 'assigned', agent: { id: anna.id } });
    expect(await act(anna, 'reply', { text: 'Hello, this is Anna.' })).toMatchObject({ status: 'with-customer' });
    expect((await asked.heard()).at(-1)).toEqual({ role: 'agent', text: 'Hello, this is Anna.' });
    await asked.say('I have no backup');
    expect((await asked.heard()).at(-1)).toEqual({ role: 'user', text: 'I have no backup' });
    expect(await act(anna, 'note', { text: 'Has no backup.' })).toMatchObject({ status: 'assigned' });
    const { outcomes, facts } = deskFrame.parse((await anna.get('frame')).body);
    expect(await act(anna, 'verdict', { outcome: outcomes[0]!.id })).toMatchObject({ status: 400 });
    expect(await act(anna, 'verdict', { outcome: outcomes[0]!.id, reason: 'a good customer' })).toMatchObject({
      override: outcomes[0]!.id,
    });
    expect(await act(anna, 'hold', { reason: 'asking the vetting team' })).toMatchObject({ status: 'on-hold' });
    expect(await act(anna, 'transfer', { to: 'nobody' })).toMatchObject({ status: 400 });
    expect(await act(anna, 'transfer', { to: ben.id })).toMatchObject({ agent: { id: ben.id, name: ben.name } });
    const unknown = await act(ben, 'ask', { fact: 'nothing' });
    expect(unknown).toMatchObject({ status: 400, body: { error: { code: 'no-such-fact' } } });
    expect(await act(ben, 'ask', { fact: facts[0]!.name })).toMatchObject({ status: 'with-customer' });
    expect(await act(ben, 'resolve', { reason: 'replaced' })).toMatchObject({ status: 'resolved' });
    expect(await act(ben, 'reply', { text: 'One more thing' })).toMatchObject({
      status: 409,
      body: { error: { code: 'over' } },
    });
    const details = caseDetails.parse((await anna.get(`cases/${asked.case}`)).body);
    expect(details).toMatchObject({
      resolution: 'replaced',
      verdict: { by: { id: anna.id }, reason: 'a good customer' },
    });
    expect(details.history.filter(({ what }) => what === 'note')).toMatchObject([{ note: 'Has no backup.' }]);
    expect(details.transcript.map(({ text }) => text)).not.toContain('Has no backup.');
  });

  test('the same key has its effect once, and is no key to anything else', async () => {
    const [asked, other] = [await waiting(service), await waiting(service)];
    const key = { 'idempotency-key': 'once' };
    for (let time = 0; time < 3; time += 1) {
      const { status, body } = await anna.post(`cases/${asked.case}/reply`, { text: 'Hello' }, key);
      expect([status, body.status]).toEqual([200, 'with-customer']);
    }
    const elsewhere: [path: string, body: object][] = [
      [`cases/${asked.case}/reply`, { text: 'Hello again' }],
      [`cases/${asked.case}/note`, { text: 'Hello' }],
      [`cases/${other.case}/reply`, { text: 'Hello' }],
      ['presence', { status: 'away' }],
    ];
    for (const [path, body] of elsewhere) {
      const refused = await anna.post(path, body, key);
      expect([path, refused.status, refused.body.error.code]).toEqual([path, 422, 'KeyReused']);
      expect(refused.body.error.message).toContain('Send a new key');
    }
    const said = (await asked.heard()).filter(({ role }) => role === 'agent').map(({ text }) => text);
    expect(said).toEqual(['Hello']);
  });

  test('a key is each agent’s own', async () => {
    const [one, two] = [await waiting(service), await waiting(service)];
    const key = { 'idempotency-key': 'both' };
    expect((await anna.post(`cases/${one.case}/claim`, {}, key)).body.agent.id).toBe(anna.id);
    expect((await ben.post(`cases/${two.case}/claim`, {}, key)).body.agent.id).toBe(ben.id);
  });

  test('what was refused under a key is refused again in the same words', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    const key = { 'idempotency-key': 'late' };
    const first = await ben.post(`cases/${asked.case}/claim`, {}, key);
    expect(first).toMatchObject({ status: 409, body: { error: { code: 'taken', agent: anna.name } } });
    await anna.post(`cases/${asked.case}/release`);
    const again = await ben.post(`cases/${asked.case}/claim`, {}, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await ben.post(`cases/${asked.case}/claim`)).status).toBe(200);
  });

  test('a program acts under its own name', async () => {
    const asked = await waiting(service);
    const crm = await program(service, TOKEN);
    expect((await crm.post(`cases/${asked.case}/claim`)).body.agent).toEqual({ id: 'machine:crm', name: 'crm' });
    expect((await anna.get('cases?owner=machine:crm')).body.cases.map(({ id }: { id: string }) => id)).toEqual([
      asked.case,
    ]);
  });

  test('given back, the bot answers again', async () => {
    const asked = await waiting(service);
    await anna.post(`cases/${asked.case}/claim`);
    await asked.say('is the backup secret?');
    expect((await asked.heard()).at(-1)!.role).toBe('user');
    expect((await anna.post(`cases/${asked.case}/return`)).body.status).toBe('returned-to-bot');
    await asked.say('is the backup secret?');
    expect((await asked.heard()).at(-1)!.role).toBe('bot');
  });

  test('NULs are left out of what is kept', async () => {
    const asked = await waiting(service);
    expect((await anna.post(`cases/${asked.case}/note`, { text: 'a\u0000b' })).status).toBe(200);
    expect((await anna.get(`cases/${asked.case}`)).body.history.at(-1).note).toBe('ab');
  });

  test.each([
    ['an answer without words', 'reply', {}, /text: /],
    ['an empty answer', 'reply', { text: '   ' }, /text: must not be empty/],
    ['an answer that is too long', 'reply', { text: 'x'.repeat(8001) }, /text: /],
    ['a verdict without an outcome', 'verdict', { reason: 'why' }, /outcome: /],
    ['a transfer to a number', 'transfer', { to: 3 }, /to: /],
    ['a note that is a list', 'note', [], /the body: /],
  ])('%s is refused, naming what is wrong', async (_, name, body, words) => {
    const { status, body: answer } = await anna.post(`cases/C-222222/${name}`, body);
    expect(status).toBe(400);
    expect(answer.error.message).toMatch(words);
  });

  test('a conversation that is no case of anybody is not listed', async () => {
    const before = (await anna.get('cases')).body.cases.length;
    await (await customer(service)).say('is the backup secret?');
    expect((await anna.get('cases')).body.cases.length).toBe(before);
  });
});
