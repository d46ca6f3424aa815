import { ConversationState, MemoryStorage, type Storage, TestAdapter } from 'botbuilder';
import { StoredStates } from '../../src/storage/storedStates.js';
import { ConversationStorage } from '../../src/turn/conversationStorage.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const KEY = 'directline/conversations/abc/';

describe.each([...databases, 'the SDK in memory'] as const)("the SDK's storage, %s", (kind) => {
  let storage: Storage;
  let remove = async () => undefined as unknown;
  beforeAll(async () => {
    if (kind === 'the SDK in memory') storage = new MemoryStorage();
    else {
      const opened = await openedDatabase(kind);
      remove = opened.remove;
      storage = new ConversationStorage(new StoredStates(opened.database, () => new Date()));
    }
  }, 60_000);
  afterAll(() => remove());

  test("only conversations' state is kept", async () => {
    if (kind === 'the SDK in memory') return;
    await expect(storage.read(['directline/users/abc/'])).rejects.toThrow('Only conversations');
  });

  test('what was never written is absent', async () =>
    expect(await storage.read(['directline/conversations/nobody/'])).toEqual({}));

  test('what was written is read, with an eTag that changes with each write', async () => {
    await storage.write({ [KEY]: { facts: { a: 1 }, eTag: '*' } });
    const first = (await storage.read([KEY]))[KEY];
    expect(first).toMatchObject({ facts: { a: 1 }, eTag: expect.any(String) });
    await storage.write({ [KEY]: { facts: { a: 2 } } });
    const second = (await storage.read([KEY]))[KEY];
    expect(second.facts).toEqual({ a: 2 });
    expect(second.eTag).not.toBe(first.eTag);
  });

  test('of two who read the same, the second writer is refused and nothing of it is kept', async () => {
    const [mine, theirs] = [(await storage.read([KEY]))[KEY], (await storage.read([KEY]))[KEY]];
    await storage.write({ [KEY]: { ...theirs, by: 'them' } });
    await expect(storage.write({ [KEY]: { ...mine, by: 'me' } })).rejects.toThrow(/conflict|changed by somebody else/);
    expect((await storage.read([KEY]))[KEY].by).toBe('them');
  });

  test('deleted is absent, and can be written again', async () => {
    await storage.delete([KEY]);
    expect(await storage.read([KEY])).toEqual({});
    await storage.write({ [KEY]: { again: true, eTag: '*' } });
    expect((await storage.read([KEY]))[KEY]).toMatchObject({ again: true });
  });

  test("a conversation's state goes through it", async () => {
    const state = new ConversationState(storage);
    const count = state.createProperty<number>('count');
    const adapter = new TestAdapter(async (context) => {
      const now = (await count.get(context, 0)) + 1;
      await count.set(context, now);
      await state.saveChanges(context);
      await context.sendActivity(String(now));
    });
    await adapter.send('a').assertReply('1').send('b').assertReply('2').startTest();
  });
});
