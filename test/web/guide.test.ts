import type { Page } from 'playwright-core';
import { openChat, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();
const line = (page: Page) => page.locator('.how-far-text');
const liveButtons = (page: Page) => page.locator('.ac-pushButton:not([aria-controls]):not(:disabled):visible');

test('a guide of twenty steps is twenty times Enter, its place always in sight, one card live', async () => {
  const { page, complaints } = await openChat(chats.context, chats.service.url);
  await say(page, 'how do I back up on IIS 5?');
  for (let step = 1; step <= 20; step += 1) {
    await line(page).getByText(`Step ${step} of 20 · `).waitFor({ timeout: 5000 });
    await page.waitForFunction(() => document.activeElement?.textContent === 'Done', null, { timeout: 5000 });
    await expect(liveButtons(page).allInnerTexts()).resolves.toEqual(
      step === 1 ? ['Done', 'Where am I?'] : ['Done', 'Back', 'Where am I?'],
    );
    await page.keyboard.press('Enter');
  }
  await says(page, 'That was the last step.');
  await line(page).waitFor({ state: 'hidden' });
  await expect(liveButtons(page).count()).resolves.toBe(0);
  // What was pressed on each card is still to be seen.
  await expect(page.locator('.ac-pushButton.chosen').allInnerTexts()).resolves.toEqual(Array(20).fill('Done'));
  expect(complaints).toEqual([]);
});

test('a press is shown as taken at once, though the service is slow', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'how do I back up on IIS 5?');
  await page.getByRole('button', { name: 'Done', exact: true }).waitFor();
  await page.route('**/activities', async (route) => {
    await new Promise((done) => setTimeout(done, 2000));
    await route.continue();
  });
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.locator('.ac-pushButton.chosen', { hasText: 'Done' }).waitFor({ timeout: 1000 });
  await expect(liveButtons(page).count()).resolves.toBe(0);
});

test('who writes in the middle of a guide stays in the box', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'how do I back up on IIS 5?');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Done');
  // A letter on a button is the beginning of a message.
  await page.keyboard.type('done');
  await expect(page.locator('#box').inputValue()).resolves.toBe('done');
  await page.keyboard.press('Enter');
  await line(page).getByText('Step 2 of 20').waitFor();
});

test('a form says which of at most how many questions it is at, and that all are answered', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await say(page, 'I lost the private key of www.example.com, the secure server one');
  await line(page)
    .getByText(/^Question 1 of at most \d$/)
    .waitFor();
  await say(page, 'no backup');
  await line(page)
    .getByText(/^Question 2 of at most \d$/)
    .waitFor();
  for (const text of ['yesterday', 'yesterday', 'the same', 'no']) {
    await say(page, text);
    await page.waitForTimeout(800);
  }
  await line(page).getByText('All answered: please check').waitFor();
  await page.reload();
  await line(page).getByText('All answered: please check').waitFor();
  await page.getByRole('button', { name: 'Yes', exact: true }).last().click();
  await page.locator('.verdict').waitFor();
  await line(page).waitFor({ state: 'hidden' });
});
