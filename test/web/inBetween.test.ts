import { delivered, openChat, ownMessages, received, say, says, wayBack } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

const html = (status: number) => ({
  status,
  contentType: 'text/html',
  body: '<!doctype html><title>Not this way</title>',
});

test.each([403, 404])(
  'a reload behind something that answers %i in the service’s place loses nothing',
  async (status) => {
    const { page } = await openChat(chats.context, chats.service.url);
    await say(page, 'what is the fax number?');
    await says(page, '0870 6083838');
    const before = await wayBack(page);
    await page.route('**/tokens/generate', (route) => route.fulfill(html(status)));
    await page.reload();
    await page.getByRole('heading', { name: 'The chat can’t be reached' }).waitFor();
    await expect(wayBack(page)).resolves.toEqual(before);
    await page.unroute('**/tokens/generate');
    await page.getByRole('button', { name: 'Try again' }).click();
    await says(page, '0870 6083838');
    await expect(ownMessages(page)).resolves.toEqual(['what is the fax number?']);
  },
);

test.each([400, 403, 404])(
  'a message that something answers with %i in the service’s place waits, and arrives once',
  async (status) => {
    const { page } = await openChat(chats.context, chats.service.url);
    let answered = 0;
    await page.route('**/activities', (route) => {
      answered += 1;
      return route.fulfill(html(status));
    });
    await say(page, 'what is the fax number?');
    await page.getByText('The service can’t be reached just now.').waitFor();
    // More often than a fresh token may be refused.
    const backOnline = () => page.evaluate(() => void window.dispatchEvent(new Event('online')));
    while (answered < 5) await Promise.all([page.waitForResponse('**/activities'), backOnline()]);
    await page.unroute('**/activities');
    await says(page, '0870 6083838');
    await delivered(page);
    await expect(received(page)).resolves.toEqual(['what is the fax number?']);
    await expect(page.getByText('This conversation has ended.').count()).resolves.toBe(0);
    await expect(page.getByText('Send failed').count()).resolves.toBe(0);
  },
);

test('the service’s own word that a conversation has ended is believed', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await page.route('**/activities', (route) =>
    route.fulfill({ status: 404, json: { error: { code: 'ConversationEnded' } } }),
  );
  await say(page, 'what is the fax number?');
  await page.getByText('This conversation has ended.').waitFor();
  await expect(wayBack(page)).resolves.toBeNull();
});
