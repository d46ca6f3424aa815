import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { openChat, say, says } from './chatScreen.js';

let browser: Browser;
let service: Service;
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

jest.setTimeout(120_000);
beforeAll(async () => {
  [browser, service] = await Promise.all([startBrowser(), startService()]);
});
afterAll(async () => {
  await browser.close();
  await endServices();
});

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** What axe-core finds on the whole page. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate<Violation[]>(`${axe}; axe.run(document).then((result) => result.violations)`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Nothing is cut off at the side. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const ordered = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
const story = [
  `I lost the private key of www.example.co.uk, the secure server one, ordered ${ordered}, no backup`,
  'yes',
  'the same',
  'no',
];

const screens: [string, BrowserContextOptions][] = [
  ['light', { viewport: { width: 1000, height: 760 } }],
  ['dark', { viewport: { width: 1000, height: 760 }, colorScheme: 'dark' }],
  ['a phone 320 px wide', { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
  ['200 % zoom', { viewport: { width: 500, height: 380 }, deviceScaleFactor: 2 }],
];

test.each(screens)('axe finds nothing in %s: welcome, open menu, answer, summary, verdict', async (_, options) => {
  const context = await browser.newContext(options);
  const { page } = await openChat(context, service.url);
  await expect(violations(page)).resolves.toEqual([]);
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(violations(page)).resolves.toEqual([]);
  await page.keyboard.press('Escape');
  await say(page, 'should I back up my certificate?');
  await page.getByRole('button', { name: 'Where the FAQ says so' }).click();
  await expect(violations(page)).resolves.toEqual([]);
  for (const line of story) {
    await say(page, line);
    await page.waitForTimeout(700);
  }
  await says(page, 'Is that right?');
  await expect(violations(page)).resolves.toEqual([]);
  await page.getByRole('button', { name: 'Yes', exact: true }).last().click();
  await says(page, 'This is provisional.');
  await expect(violations(page)).resolves.toEqual([]);
  await expect(overflow(page)).resolves.toBe(0);
  await context.close();
});

test('the keyboard alone reaches the suggestions, the menu and the box, and Escape closes the menu', async () => {
  const context = await browser.newContext();
  const { page } = await openChat(context, service.url);
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  const walked: string[] = [];
  await expect(focused()).resolves.toBe('Message input box');
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    walked.push(await focused());
  }
  expect(walked).toContain('Menu');
  expect(walked).toContain('Message input box');
  expect(walked.some((label) => label.includes('Lost key or password'))).toBe(true);
  await page.getByRole('button', { name: 'Menu' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(focused()).resolves.toBe('Talk to a person');
  await page.keyboard.press('Escape');
  await expect(focused()).resolves.toBe('Menu');
  await expect(page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded')).resolves.toBe('false');
  await context.close();
});

test('the chosen appearance is kept', async () => {
  const context = await browser.newContext({ colorScheme: 'light' });
  const { page } = await openChat(context, service.url);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(background()).resolves.toBe(dark);
  await context.close();
});

test('on a phone the box is large enough that the browser does not zoom', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, isMobile: true });
  const { page } = await openChat(context, service.url);
  const size = await page
    .getByRole('textbox', { name: 'Message input box' })
    .evaluate((box) => Number.parseFloat(getComputedStyle(box).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
  await context.close();
});
