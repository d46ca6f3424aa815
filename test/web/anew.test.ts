import type { Page } from 'playwright-core';
import { openChat, ownMessages, received, say, says, wayBack } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

const startAnew = async (page: Page) => {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.getByRole('button', { name: 'Start anew' }).click();
};

/** Whether the service still lets somebody into a conversation. */
const open = async (page: Page, { resume }: { resume: string }) =>
  (await page.request.post(`${chats.service.url}/v3/directline/tokens/generate`, { data: { resume } })).ok();

test('asked for offline, the old conversation goes on until the service knows of its end; only then a new one begins', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const before = await wayBack(page);
  await chats.context.setOffline(true);
  await startAnew(page);
  await page.getByText('This conversation is being closed.').waitFor();
  await page.getByText('You’re offline.').waitFor();
  await expect(ownMessages(page)).resolves.toEqual(['what is the fax number?']);
  expect(await wayBack(page)).toEqual(before);
  await Promise.all([page.waitForNavigation(), chats.context.setOffline(false)]);
  await says(page, 'certificate assistant');
  await expect(ownMessages(page)).resolves.toEqual([]);
  expect((await wayBack(page)).conversationId).not.toBe(before.conversationId);
  await expect(open(page, before)).resolves.toBe(false);
});

test('an end that is answered 503 at first is sent again, behind the messages that wait', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  const taken: string[] = [];
  let answers = 0;
  await page.route('**/activities', async (route) => {
    answers += 1;
    if (answers < 4) return route.fulfill({ status: 503 });
    const { type, text } = route.request().postDataJSON() as { type: string; text?: string };
    taken.push(text ?? type);
    return route.continue();
  });
  await say(page, 'what is the fax number?');
  const before = await wayBack(page);
  await Promise.all([page.waitForNavigation(), startAnew(page)]);
  await says(page, 'certificate assistant');
  expect(taken).toEqual(['what is the fax number?', 'endOfConversation']);
  await expect(open(page, before)).resolves.toBe(false);
});

test('an end that the service refuses leaves the customer where they are, and says so', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await page.route('**/activities', (route) =>
    route.fulfill({ status: 400, json: { error: { code: 'BadArgument' } } }),
  );
  await startAnew(page);
  await page.getByText('The conversation couldn’t be closed just now.').waitFor();
  await page.unroute('**/activities');
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  await expect(received(page)).resolves.toEqual(['what is the fax number?']);
});
