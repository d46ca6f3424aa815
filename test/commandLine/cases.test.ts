import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { envelope } from '../../src/channels/channel.js';
import { caseLine } from '../../src/desk/wire.js';
import { editionHere } from '../../src/editionHere.js';
import type { Database } from '../../src/storage/database.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { StoredTurns } from '../../src/storage/storedTurns.js';
import { oneEdition } from '../../src/turn/editions.js';
import { ownerInRow } from '../../src/turn/owner.js';
import { Turns } from '../../src/turn/turns.js';
import { isLong } from '../longForm.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';
import { run } from './program.js';

jest.setTimeout(180_000);

// Which database it is changes nothing of the words; on the second they are tried by the long form.
describe.each(isLong ? databases : databases.slice(0, 1))('the desk in a terminal, on the %s database', (kind) => {
  let database: Database;
  let remove: () => Promise<void>;
  let says: (text: string) => Promise<unknown>;
  let id: string;
  let made = 0;
  beforeAll(async () => {
    const opened = await openedDatabase(kind);
    ({ database, remove } = opened);
    const { place } = opened;
    if (typeof place === 'string') throw new Error('a shell needs a database that others see');
    if ('url' in place) process.env.DATABASE_URL = place.url;
    else process.env.CERTDESK_DATA = place.folder;
    process.env.CERTDESK_WEBHOOKS = 'https://hooks.example/';
    process.env.CERTDESK_WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const edition = editionHere(await openMatching(join(__dirname, '..', '..', 'knowledge')), (bot) => bot);
    const turns = new Turns({
      ...{
        now: () => new Date(),
        ownerOf: ownerInRow,
        inTimeMs: null,
        newCaseId: () => `C-${234_567 + made++}`,
      },
      ...{ editions: oneEdition(edition), store: new StoredTurns(database), committed: () => undefined },
      onBotFault: (fault) => expect(fault).toBeUndefined(),
      limits: { each: 100, all: 100 },
    });
    says = (text) => {
      const activity = { ...envelope('directline', { userId: 'dl_1', conversationId: 'c' }, new Date()), text };
      const turn = { conversation: 'directline/c', userId: 'dl_1', sourceId: null, begins: true };
      return turns.run({ ...turn, activity: { ...activity, type: 'message' } });
    };
    await says('I lost the private key of www.example.com');
    await says('talk to a person');
    id = (await new StoredDesk(database).ofConversation('directline/c'))!.case.id;
  });
  afterAll(async () => {
    for (const name of ['DATABASE_URL', 'CERTDESK_DATA', 'CERTDESK_WEBHOOKS', 'CERTDESK_WEBHOOK_SECRET'])
      delete process.env[name];
    await remove();
  });

  const said = async () => {
    const rows = await database.read.selectFrom('activities').selectAll().orderBy('seq').execute();
    return rows
      .filter(({ type }) => type === 'message')
      .map(({ role, activity }) => [role, (JSON.parse(activity) as { text: string }).text] as const);
  };

  test('lists and shows cases, for people and for programs', async () => {
    const { status, out, err } = await run(['cases', 'list']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(new RegExp(`^${id}  waiting  asked  waits since .*  www\\.example\\.com  “.*”\\n$`));
    const listed = await run(['cases', 'list', '--status', 'waiting,assigned', '--json']);
    expect(caseLine.parse(JSON.parse(listed.out))).toMatchObject({ id, status: 'waiting' });
    expect((await run(['cases', 'list', '--status', 'closed'])).out).toBe('There is no such case.\n');
    const shown = await run(['cases', 'show', id.toLowerCase()]);
    expect(shown.out).toContain('user: I lost the private key of www.example.com\n');
    expect(JSON.parse((await run(['cases', 'show', id, '--json'])).out)).toMatchObject({
      ...{ id, history: [expect.objectContaining({ what: 'opened' })] },
    });
  });

  test('an agent claims, notes, answers, gives back to the assistant, and settles: each is told the customer', async () => {
    const claimed = await run(['cases', 'claim', id, '--as', 'Anna', '--json']);
    expect(JSON.parse(claimed.out)).toMatchObject({ status: 'assigned', agent: { id: 'shell:Anna', name: 'Anna' } });
    const rival = await run(['cases', 'claim', id, '--as', 'Ben']);
    expect(rival).toMatchObject({ status: 1, out: '', err: 'Anna has this case.\n' });
    expect((await run(['cases', 'note', id, 'rings back', '--as', 'Anna'])).status).toBe(0);
    expect((await run(['cases', 'answer', id, 'Hello, password: Zx9!k44qq', '--as', 'Anna'])).status).toBe(0);
    const words = await said();
    expect(words.filter(([role]) => role === 'agent')).toHaveLength(1);
    expect(JSON.stringify(words)).not.toContain('Zx9!k44qq');
    expect(JSON.stringify(words)).not.toContain('rings back');
    const returned = await run(['cases', 'return', id, '--as', 'Anna']);
    expect(returned).toMatchObject({ status: 0, err: '', out: expect.stringContaining('returned-to-bot') });
    expect((await said()).length).toBeGreaterThan(words.length + 1);
    await run(['cases', 'claim', id, '--as', 'Anna']);
    const settled = await run(['cases', 'resolve', id, 'told how', '--as', 'Anna']);
    expect(settled).toMatchObject({ status: 0, err: '', out: expect.stringContaining('resolved') });
    expect((await run(['cases', 'answer', id, 'one more'])).err).toContain('This case is settled.');
  });

  test('the assistant asks for an agent, a verdict is given, a case is held and passed on', async () => {
    await says('I still need my certificate');
    await says('talk to a person');
    const other = (await new StoredDesk(database).ofConversation('directline/c'))!.case.id;
    const does = (...words: string[]) => run(['cases', words[0]!, other, ...words.slice(1), '--as', 'Anna', '--json']);
    const line = async (...words: string[]) => {
      const { err, out } = await does(...words);
      expect(err).toBe('');
      return caseLine.parse(JSON.parse(out));
    };
    await line('claim');
    expect(await line('ask', 'orderDate')).toMatchObject({ status: 'with-customer' });
    expect((await said()).at(-1)).toEqual(['bot', expect.stringContaining('When did you order')]);
    expect((await does('ask', 'shoeSize')).err).toMatch(/^There is no such fact to ask for\. There is: .*orderDate/);
    expect((await does('verdict', 'a-cake')).err).toMatch(/^There is no such outcome\. There is: .*free-replacement/);
    expect((await does('verdict', 'free-replacement')).err).toContain('Say why');
    expect(await line('verdict', 'free-replacement', 'a good customer')).toMatchObject({
      override: 'free-replacement',
    });
    expect(await line('hold', 'asking the vetting team')).toMatchObject({ status: 'on-hold' });
    const signedIn = { id: 'oidc:ben', name: 'Ben', roles: 'agent', signed_in_at: Date.now() };
    await database.write.insertInto('desk_agents').values(signedIn).execute();
    expect((await does('transfer', 'Nobody')).err).toMatch(/^Nobody here goes by that id.* There is: oidc:ben\./);
    expect(await line('transfer', 'oidc:ben')).toMatchObject({ agent: { id: 'oidc:ben', name: 'Ben' } });
    await run(['cases', 'resolve', other]);
    await database.write.deleteFrom('notices').where('body', 'like', `%${other}%`).execute();
  });

  test('what was done is delivered and told by the service, as any other turn', async () => {
    const outbox = await database.read.selectFrom('outbox').select('seq').execute();
    expect(outbox.length).toBeGreaterThan(3);
    const notices = await database.read.selectFrom('notices').select('body').orderBy('due_at').execute();
    const types = notices.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types).toEqual(['case.claimed', 'case.claimed', 'case.resolved']);
  });

  test('mails and calls that were given up stand beside the replies, and are sent again', async () => {
    await database.write
      .updateTable('notices')
      .set({ dead_at: Date.parse('2026-05-20T11:00:00Z'), attempts: 8, error: 'TimeoutError' })
      .execute();
    const { out } = await run(['outbox', 'list']);
    expect(out).toMatch(/^2026-05-20T11:00:00.000Z {2}msg_\S+ {2}webhook: given up after 8 tries \(TimeoutError\)$/m);
    const [first] = (await run(['outbox', 'list', '--json'])).out.split('\n');
    const { notice } = JSON.parse(first!) as { notice: string };
    expect((await run(['outbox', 'retry', notice])).out).toMatch(/^1 to be sent again/);
    expect((await run(['outbox', 'retry'])).out).toMatch(/^2 to be sent again/);
  });

  test('what a customer wrote moves no cursor', async () => {
    await says('I lost \u001b[2J\u001b]0;owned\u0007 my key \u202eevil');
    await says('talk to a person');
    const { out } = await run(['cases', 'list']);
    const shown = await run(['cases', 'show', id]);
    for (const text of [out, shown.out]) expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Bidi_Control}/u);
  });

  test.each([[['cases', 'show', 'C-NOBODY']], [['cases', 'claim', "' or 1=1 --"]]])(
    '%j: there is none',
    async (words) => {
      expect(await run(words)).toMatchObject({ status: 1, out: '', err: expect.stringContaining('There is no case') });
    },
  );
});
