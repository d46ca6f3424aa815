import { ActivityTypes, TestAdapter } from 'botbuilder';
import { bring } from '../../src/bot/turn.js';
import { removedNotes } from '../../src/languages/en/removedNotes.js';
import { botOf, type Matching, opened } from './bot.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

test('each recognition leaves the SDK’s trace activity, without what was typed', async () => {
  const bot = botOf(matching).bare();
  const traces: unknown[] = [];
  const adapter = new TestAdapter(async (context) => {
    context.onSendActivities(async (_, activities, next) => {
      traces.push(...activities.filter(({ type, name }) => type === ActivityTypes.Trace && name === 'FaqRecognizer'));
      return next();
    });
    await bot.run(context);
  });
  await adapter.send('what does the replacement cost for blue-penguin.example?').startTest();
  expect(traces).toContainEqual(
    expect.objectContaining({
      name: 'FaqRecognizer',
      value: expect.objectContaining({ entry: 'replace.cost', decision: 'answer' }),
    }),
  );
  expect(JSON.stringify(traces)).not.toContain('penguin');
});

test('it greets who joins, and runs under the SDK’s own adapter', async () => {
  const bot = botOf(matching).bare();
  const adapter = new TestAdapter((context) => bot.run(context));
  const joined = { type: ActivityTypes.ConversationUpdate, membersAdded: [{ id: 'customer', name: '' }] };
  await adapter
    .send(joined)
    .assertReply((reply) => expect(reply.text).toContain('certificate assistant'))
    .startTest();
});

test('conversations side by side do not mix', async () => {
  const { channel } = botOf(matching);
  await channel.say({ conversation: { id: 'a' }, text: 'I lost the private key of www.a.example' });
  await channel.say({ conversation: { id: 'b' }, text: 'I forgot the pass phrase of www.b.example' });
  const [a, b] = [
    await channel.say({ conversation: { id: 'a' }, text: 'no' }),
    await channel.say({ conversation: { id: 'b' }, text: 'no' }),
  ];
  expect(a.facts).toMatchObject({ loss: 'private-key', commonName: 'www.a.example' });
  expect(b.facts).toMatchObject({ loss: 'password', commonName: 'www.b.example' });
});

test('a state of an unknown version keeps its facts and asks for the rest', async () => {
  const { channel, database } = botOf(matching);
  await channel.say({ text: 'I lost the private key of www.example.com, no backup, class 3' });
  const { write } = await database;
  const { state } = await write.selectFrom('conversations').select('state').executeTakeFirstOrThrow();
  const stored = JSON.parse(state ?? '') as { progress: object };
  const progress = { ...stored.progress, version: 99, expecting: 'shoeSize' };
  const dialogs = { dialogStack: [{ id: 'gone', state: { nothing: 'known' } }] };
  await write
    .updateTable('conversations')
    .set({ state: JSON.stringify({ ...stored, progress, dialogs }) })
    .execute();
  const { expecting, facts, replies } = await botOf(matching, database).channel.say({ text: 'hello' });
  expect(facts).toMatchObject({
    loss: 'private-key',
    commonName: 'www.example.com',
    hasBackup: false,
    product: 'secure-server',
  });
  expect(expecting).toBe('orderDate');
  expect(replies[0]?.text).toContain('still have what you told me');
});

test('the state holds facts, not what was typed', async () => {
  const { channel, kept } = botOf(matching);
  for (const text of [
    'I lost the key of www.example.com, blast it, my name is Penguin',
    'no backup',
    'what about walruses?',
    'class 3',
  ])
    await channel.say({ text });
  expect(await kept('conversations', 'cases')).not.toMatch(/penguin|walrus|blast/i);
});

test('a pasted private key is discarded with advice: no reply, no state and no trace holds any of it', async () => {
  const { bare, channel, kept } = botOf(matching);
  await channel.say({ text: 'I lost the private key of www.example.com' });
  const pasted =
    'found it: -----BEGIN RSA PRIVATE KEY-----\nMIIEcanary0123456789\n-----END RSA PRIVATE KEY----- no backup';
  const { replies, facts } = await channel.say({ text: pasted });
  expect(replies[0]?.text).toContain('treat the key as compromised');
  expect(facts).toEqual({ loss: 'private-key', commonName: 'www.example.com' });
  const sent: unknown[] = [];
  const bot = bare();
  const adapter = new TestAdapter(async (context) => {
    context.onSendActivities(async (_, activities, next) => {
      sent.push(...activities);
      return next();
    });
    bring(context, { discarded: ['private-key'], case: null, newCaseId: 'C-1', formOpen: false });
    await bot.run(context);
  });
  await adapter.send(pasted).startTest();
  expect(JSON.stringify([replies, sent, await kept('conversations', 'activities')])).not.toMatch(/canary|BEGIN/);
});

describe('a password is discarded, the customer is told, and what was said beside it is heard', () => {
  const told = 'That looks like a password';
  const question = "Do you have a backup of it, and the backup's password?";
  test.each<[string, string, object]>([
    [
      'said as such',
      'lost the private key of www.example.com, pfx password: hunter2',
      { loss: 'private-key', commonName: 'www.example.com' },
    ],
    ['said when nothing asked for it', 'the password is hunter2', {}],
  ])('%s', async (_, text, facts) => {
    const { channel, kept } = botOf(matching);
    const { replies, facts: known } = await channel.say({ text });
    expect(replies[0]?.text).toContain(told);
    expect(known).toEqual(facts);
    expect(JSON.stringify([replies, await kept('conversations', 'activities')])).not.toContain('hunter2');
  });

  test.each<[string, object]>([
    ['hunter2', {}],
    ['the password is hunter2', {}],
    ['yes, hunter2', { hasBackup: true }],
    ['yes, we have the pfx and its password is hunter2', { hasBackup: true }],
  ])('as an answer: %j', async (text, more) => {
    const { channel, kept } = botOf(matching);
    const first = { loss: 'private-key', commonName: 'www.example.com' };
    await channel.say({ text: 'I lost the private key of www.example.com' });
    const { replies, facts } = await channel.say({ text });
    expect(replies[0]?.text).toContain(told);
    expect(facts).toEqual({ ...first, ...more });
    if (!('hasBackup' in more)) expect(replies.at(-1)?.text).toBe(question);
    expect(JSON.stringify([replies, await kept('conversations', 'activities')])).not.toContain('hunter2');
  });

  test('the key is not called compromised for it', async () => {
    const { replies } = await botOf(matching).channel.say({ text: 'the password is hunter2' });
    expect(replies.map(({ text }) => text).join(' ')).not.toContain('treat the key as compromised');
  });
});

test('the page’s note of a key that it removed is no question: what was said beside it is heard', async () => {
  const { channel } = botOf(matching);
  const { replies } = await channel.say({ text: removedNotes.key });
  expect(replies.map(({ text }) => text?.slice(0, 30))).toEqual(['Your browser took that out bef']);
  const { facts } = await channel.say({ text: `I lost the private key of www.example.com ${removedNotes.key}` });
  expect(facts).toEqual({ loss: 'private-key', commonName: 'www.example.com' });
  const again = await channel.say({ text: removedNotes.password });
  expect(again.replies.at(-1)?.text).toContain('Do you have a backup');
});

test('facts told after a person was asked for go with the case', async () => {
  const { channel, kept } = botOf(matching);
  await channel.say({ text: 'talk to a person' });
  const { case: open } = await channel.say({ text: 'I lost the private key of www.example.com' });
  expect(open).toEqual({ id: 'C-1', status: 'waiting' });
  expect(JSON.parse(await kept('cases'))).toEqual([
    [expect.objectContaining({ id: 'C-1', facts: expect.stringContaining('www.example.com') })],
  ]);
});
