import { openChat, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

test('a thumb down is thanked for, and its reason is one press away', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  await page.getByRole('button', { name: 'Not helpful', exact: true }).click();
  await page.locator('.thanks', { hasText: 'Thank you' }).waitFor();
  // At once, not when Web Chat has given up waiting for the thumb in the transcript.
  await page.locator('.chip', { hasText: "It's wrong" }).click({ timeout: 2500 });
  await says(page, 'What should it be?');
  await expect(page.locator('.chip', { hasText: "It's wrong" }).count()).resolves.toBe(0);
});

test('answers and verdicts have thumbs; steps and courtesy have none', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'hello');
  await says(page, 'Hello, and welcome.');
  await say(page, 'how do I back up on IIS 5?');
  await says(page, 'Step 1 of 20');
  await expect(page.locator('.thumbs').count()).resolves.toBe(0);
  await say(page, 'our private key was stolen from www.example.com');
  await page.locator('.verdict').waitFor();
  await expect(page.locator('.thumbs').count()).resolves.toBe(1);
});

test('on touch a thumb is 44 px', async () => {
  const context = await chats.browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  const { page } = await openChat(context, chats.service.url);
  await say(page, 'what is the fax number?');
  const box = await page.getByRole('button', { name: 'Helpful', exact: true }).boundingBox();
  expect([box!.width, box!.height]).toEqual([44, 44]);
  await context.close();
});
