import { ConversationState, TestAdapter } from 'botbuilder';
import { ConversationStorage } from '../../src/turn/conversationStorage.js';

const KEY = 'directline/conversations/abc/';
const CONVERSATION = 'directline/abc';
const storage = new ConversationStorage();

afterEach(() => storage.release(CONVERSATION));

test("only conversations' state is kept, and only inside a turn", async () => {
  await expect(storage.read(['directline/users/abc/'])).rejects.toThrow('Only conversations');
  await expect(storage.read([KEY])).rejects.toThrow('inside a turn');
  await expect(storage.write({ [KEY]: { a: 1 } })).rejects.toThrow('inside a turn');
  storage.hold(CONVERSATION, '{"a":1}', 1);
  storage.release(CONVERSATION);
  await expect(storage.delete([KEY])).rejects.toThrow('inside a turn');
});

test('what was found is read, with its version as eTag; what was never written is absent', async () => {
  storage.hold(CONVERSATION, '{"facts":{"a":1}}', 7);
  expect(await storage.read([KEY])).toEqual({ [KEY]: { facts: { a: 1 }, eTag: '7' } });
  storage.hold(CONVERSATION, null, 0);
  expect(await storage.read([KEY])).toEqual({});
});

test('what is written is what the turn has to write', async () => {
  const held = storage.hold(CONVERSATION, '{"a":1}', 7);
  expect(held.changed).toBe(false);
  await storage.write({ [KEY]: { a: 2, eTag: '7' } });
  expect(held).toEqual({ state: '{"a":2}', version: 7, changed: true });
  await storage.delete([KEY]);
  expect(held).toEqual({ state: null, version: 7, changed: true });
});

test('a write that names an eTag which it did not read is refused, and nothing of it is kept', async () => {
  const held = storage.hold(CONVERSATION, '{"a":1}', 7);
  await expect(storage.write({ [KEY]: { a: 2, eTag: '6' } })).rejects.toThrow('changed by somebody else');
  expect(held).toEqual({ state: '{"a":1}', version: 7, changed: false });
  await storage.write({ [KEY]: { a: 3, eTag: '*' } });
  expect(held.state).toBe('{"a":3}');
});

test("a conversation's state goes through it", async () => {
  const state = new ConversationState(storage);
  const count = state.createProperty<number>('count');
  let [kept, version]: [string | null, number] = [null, 0];
  const adapter = new TestAdapter(async (context) => {
    const { channelId, conversation } = context.activity;
    const key = `${channelId}/${conversation.id}`;
    const held = storage.hold(key, kept, version);
    const now = (await count.get(context, 0)) + 1;
    await count.set(context, now);
    await state.saveChanges(context);
    [kept, version] = [held.state, version + 1];
    storage.release(key);
    await context.sendActivity(String(now));
  });
  await adapter.send('a').assertReply('1').send('b').assertReply('2').startTest();
});
