import type { Frame, Page } from 'playwright-core';
import { chatIn, hostPages, launcher } from './hostPages.js';

const pages = hostPages();

const focusedIn = (frame: Frame) => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const focusedOn = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('class') ?? '');

test('the launcher puts the customer into the text box, Escape puts them back on the launcher', async () => {
  const page = await pages.openOn({ body: pages.tag() });
  for (const press of [
    () => launcher(page).click(),
    () => page.keyboard.press('Enter'),
    () => launcher(page).click(),
  ]) {
    await press();
    const chat = await chatIn(page);
    await chat.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Message input box', null, {
      timeout: 5000,
    });
    await page.keyboard.type('hel');
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    await expect(focusedOn(page)).resolves.toBe('launcher');
  }
  await page.keyboard.press('Enter');
  await expect((await chatIn(page)).getByRole('textbox', { name: 'Message input box' }).inputValue()).resolves.toBe(
    'helhelhel',
  );
});

test('who goes on elsewhere while the chat is loading stays there', async () => {
  const page = await pages.openOn({ body: `<input aria-label="Search">${pages.tag()}` });
  await page.route('**/tokens/generate', async (route) => {
    await new Promise((done) => setTimeout(done, 1000));
    await route.continue();
  });
  await launcher(page).click();
  await page.getByRole('textbox', { name: 'Search' }).click();
  await chatIn(page);
  await page.waitForTimeout(500);
  await page.keyboard.type('shoes');
  await expect(page.getByRole('textbox', { name: 'Search' }).inputValue()).resolves.toBe('shoes');
});

test('on a touch screen the text box is left alone: a keyboard would cover the chat', async () => {
  const phone = await pages.browser.newContext({
    viewport: { width: 360, height: 640 },
    isMobile: true,
    hasTouch: true,
  });
  pages.shop.has({ body: pages.tag() });
  const page = await phone.newPage();
  await page.goto(pages.shop.origin);
  await launcher(page).tap();
  const chat = await chatIn(page);
  await page.waitForTimeout(500);
  await expect(focusedIn(chat)).resolves.not.toBe('Message input box');
  await phone.close();
});
