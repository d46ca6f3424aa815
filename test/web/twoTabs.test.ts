import type { Page } from 'playwright-core';
import { type ChatScreen, openChat, ownMessages, received, say, says, talking, wayBack } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

/** Two tabs of one browser in conversations of their own; the browser keeps the second one's way back. */
async function twoConversations(): Promise<{ first: Page; second: Page; firstWay: Way; secondWay: Way }> {
  const { page: first } = await openChat(chats.context, chats.service.url);
  const firstWay = await wayBack(first);
  await first.evaluate(() => localStorage.clear());
  const { page: second } = await openChat(chats.context, chats.service.url);
  const secondWay = await wayBack(second);
  expect(secondWay.conversationId).not.toBe(firstWay.conversationId);
  return { first, second, firstWay, secondWay };
}
type Way = Awaited<ReturnType<typeof wayBack>>;

test('a tab that comes back finds its own conversation, sends what waited, and leaves the other’s way back alone', async () => {
  const { first, second, firstWay, secondWay } = await twoConversations();
  await first.route('**/activities', (route) => route.fulfill({ status: 503 }));
  await say(first, 'what is the fax number?');
  await first.getByText('The service can’t be reached just now.').waitFor();
  const cameBack = first.waitForResponse('**/tokens/generate');
  await first.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await (await cameBack).json()).toMatchObject({ conversationId: firstWay.conversationId });
  await first.unroute('**/activities');
  await says(first, '0870 6083838');
  await expect(received(first, firstWay)).resolves.toEqual(['what is the fax number?']);
  expect((await wayBack(second)).conversationId).toBe(secondWay.conversationId);
  await second.reload();
  await says(second, 'certificate assistant');
  await expect(ownMessages(second)).resolves.toEqual([]);
});

test('the end of one tab’s conversation takes neither the way back nor the waiting messages of the other’s', async () => {
  const { first, second, firstWay, secondWay } = await twoConversations();
  await second.route('**/activities', (route) => route.fulfill({ status: 503 }));
  await say(second, 'what is the fax number?');
  await second.getByText('The service can’t be reached just now.').waitFor();
  await endElsewhere(first, firstWay);
  await first.getByText('This conversation has ended.').waitFor();
  expect((await wayBack(second)).conversationId).toBe(secondWay.conversationId);
  await second.unroute('**/activities');
  await second.reload();
  await says(second, '0870 6083838');
  await expect(received(second, secondWay)).resolves.toEqual(['what is the fax number?']);
});

test('a conversation that ended while the tab was cut off is over for that tab alone', async () => {
  const { first, second, secondWay } = await twoConversations();
  await first.route('**/tokens/generate', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'ResumeRefused' } } }),
  );
  await first.evaluate(() => window.dispatchEvent(new Event('online')));
  await first.getByText('This conversation has ended.').waitFor();
  expect((await wayBack(second)).conversationId).toBe(secondWay.conversationId);
});

test('two tabs that are opened at once share one conversation', async () => {
  const first = await chats.context.newPage();
  let other: ChatScreen | undefined;
  await first.route('**/tokens/generate', async (route) => {
    const response = await route.fetch();
    other ??= await openChat(chats.context, chats.service.url);
    await route.fulfill({ response });
  });
  await first.goto(`${chats.service.url}/chat`);
  await talking(first);
  await say(first, 'what is the fax number?');
  if (!other) throw new Error('no second tab was opened');
  await says(other.page, '0870 6083838');
});

/** Ends a conversation as another device of the customer's would. */
const endElsewhere = (page: Page, { resume }: Way) =>
  page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const { conversationId, token } = await (
      await fetch('/v3/directline/tokens/generate', { method: 'POST', headers, body })
    ).json();
    await fetch(`/v3/directline/conversations/${conversationId}/activities`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify({ type: 'endOfConversation' }),
    });
  }, JSON.stringify({ resume }));
