import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { delivered, openChat, ownMessages, received, say, says, stored } from './chatScreen.js';

let browser: Browser;
let service: Service;
let context: BrowserContext;
const data = mkdtempSync(join(tmpdir(), 'certdesk-waiting-'));

jest.setTimeout(120_000);
beforeAll(async () => {
  [browser, service] = await Promise.all([startBrowser(), startService({ data })]);
});
afterAll(async () => {
  await browser.close();
  await endServices();
  rmSync(data, { recursive: true, force: true });
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1000, height: 760 } });
});
afterEach(() => context.close());

const questions = ['what is the fax number?', 'what must the letter say?', 'should I back up my certificate?'];

test('what was typed offline is sent once back, in order, each once, and never called failed', async () => {
  const { page } = await openChat(context, service.url);
  await context.setOffline(true);
  await page.getByText('You’re offline.').waitFor();
  for (const question of questions) await say(page, question);
  await expect(ownMessages(page)).resolves.toEqual(questions);
  await expect(page.getByText('Send failed').count()).resolves.toBe(0);
  await context.setOffline(false);
  await says(page, '0870 6083838');
  await delivered(page);
  await expect(received(page)).resolves.toEqual(questions);
  await expect(ownMessages(page)).resolves.toEqual(questions);
  await page.getByText('You’re offline.').waitFor({ state: 'detached' });
  await page.waitForFunction(
    () =>
      ![...document.querySelectorAll('#webchat *')].some(
        (part) => part.children.length === 0 && part.textContent === 'Sending',
      ),
  );
});

test('what was typed while the service answers 429 and 503 survives a reload and is sent once, in order', async () => {
  const { page } = await openChat(context, service.url);
  let answers = 0;
  await page.route('**/activities', (route) => {
    answers += 1;
    return route.fulfill({ status: answers % 2 ? 503 : 429, headers: { 'retry-after': '1' } });
  });
  for (const question of questions) await say(page, question);
  await page.getByText('The service can’t be reached just now.').waitFor();
  await expect(Object.keys(await stored(page)).filter((name) => name.includes('unsent'))).toHaveLength(3);
  await page.unroute('**/activities');
  await page.reload();
  await says(page, '0870 6083838');
  await delivered(page);
  await expect(received(page)).resolves.toEqual(questions);
  await expect(ownMessages(page)).resolves.toEqual(questions);
});

test('an answer that was lost on its way back doubles nothing', async () => {
  const { page } = await openChat(context, service.url);
  let lost = 0;
  await page.route('**/activities', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await say(page, 'what is the fax number?');
  await delivered(page);
  await says(page, '0870 6083838');
  expect(lost).toBe(1);
  await expect(received(page)).resolves.toEqual(['what is the fax number?']);
  await expect(ownMessages(page)).resolves.toEqual(['what is the fax number?']);
});

test('the service is killed and comes back on the same port: nothing is lost or doubled', async () => {
  const { page } = await openChat(context, service.url);
  await say(page, questions[0]!);
  await service.kill();
  await say(page, questions[1]!);
  await say(page, questions[2]!);
  await page.getByText('The service can’t be reached just now.').waitFor();
  service = await startService({ data, port: service.port });
  await delivered(page);
  await says(page, 'Yes, it is a very good idea.');
  await expect(received(page)).resolves.toEqual(questions);
  await expect(ownMessages(page)).resolves.toEqual(questions);
});

test('an expired token is replaced and the message arrives', async () => {
  const { page } = await openChat(context, service.url);
  let refused = 0;
  await page.route('**/activities', (route) => {
    refused += 1;
    return refused === 1
      ? route.fulfill({ status: 403, contentType: 'application/json', body: '{"error":{"code":"Forbidden"}}' })
      : route.continue();
  });
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  expect(refused).toBeGreaterThan(1);
  await expect(ownMessages(page)).resolves.toEqual(['what is the fax number?']);
});

test('a message that the service refuses for good is marked, and does not hold up the next', async () => {
  const { page } = await openChat(context, service.url);
  await page.route('**/activities', (route) =>
    route.request().postData()?.includes('refuse me')
      ? route.fulfill({ status: 413, json: { error: { code: 'TooLarge' } } })
      : route.continue(),
  );
  await say(page, 'refuse me');
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  await page.getByText('That message was refused by the service and was not sent.').waitFor();
  await expect(received(page)).resolves.toEqual(['what is the fax number?']);
});
