import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Tokens } from '../../src/channels/directline/tokens.js';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { complaintsOf, openChat, ownMessages, say, says, wayBack } from './chatScreen.js';

jest.setTimeout(60_000);
const key = randomBytes(32).toString('base64url');
const tokens = new Tokens({ ours: [key], signIn: null }, () => new Date());
let browser: Browser;
let service: Service;
beforeAll(async () => {
  [browser, service] = await Promise.all([startBrowser(), startService({ env: { CERTDESK_SIGNING_KEY: key } })]);
});
afterAll(async () => {
  await browser.close();
  await endServices();
});

/** A mail's link into the conversation of that page. */
async function linkTo(page: Page): Promise<string> {
  const { userId, conversationId } = (await tokens.read('resume', (await wayBack(page)).resume))!;
  return `${service.url}/chat?back=${await tokens.issue('back', { userId, conversationId })}`;
}

test('on another device the mail’s link opens the conversation, and leaves no trace in the address bar', async () => {
  const [desk, phone] = [await browser.newContext(), await browser.newContext()];
  const { page } = await openChat(desk, service.url);
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const link = await linkTo(page);
  const there = await phone.newPage();
  const complaints = complaintsOf(there);
  await there.goto(link);
  await says(there, '0870 6083838');
  await expect(ownMessages(there)).resolves.toEqual(['what is the fax number?']);
  expect(there.url()).toBe(`${service.url}/chat`);
  expect((await wayBack(there)).conversationId).toBe((await wayBack(page)).conversationId);
  await there.reload();
  await says(there, '0870 6083838');
  expect(complaints).toEqual([]);
  await desk.close();
  await phone.close();
});

test('a link that is no longer good is said to be, and the customer’s own conversation opens', async () => {
  const context = await browser.newContext();
  const { page } = await openChat(context, service.url);
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const before = await wayBack(page);
  await page.goto(`${service.url}/chat?back=${before.resume}`);
  await page.getByText('The link from your mail is no longer good.').waitFor();
  await says(page, '0870 6083838');
  expect(page.url()).toBe(`${service.url}/chat`);
  expect((await wayBack(page)).conversationId).toBe(before.conversationId);
  await context.close();
});
