import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SignJWT } from 'jose';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { complaintsOf, ownMessages, say, says, stored, talking } from './chatScreen.js';

const key = 'a sign-in key of thirty-two letters or more';
let browser: Browser;
let service: Service;
let listed: string;
let unlisted: string;
const sites: Server[] = [];
let context: BrowserContext;

/** A customer's site with the widget on each page, and a strict policy of its own. */
async function site(desk: () => string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${desk()}; frame-src ${desk()}; style-src 'self'`,
    );
    response.end(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A shop</title><h1>A shop</h1><script src="${desk()}/widget.js" defer></script></html>`,
    );
  });
  sites.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

jest.setTimeout(60_000);
beforeAll(async () => {
  let desk = '';
  [listed, unlisted] = await Promise.all([site(() => desk), site(() => desk)]);
  [browser, service] = await Promise.all([
    startBrowser(),
    startService({ env: { CERTDESK_ORIGINS: listed, CERTDESK_SIGN_IN_KEY: key } }),
  ]);
  desk = service.url;
});
afterAll(async () => {
  await browser.close();
  for (const server of sites) server.close();
  await endServices();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
});
afterEach(() => context.close());

const jwtOf = (user: string, until: string | number = '1h') =>
  new SignJWT({ name: user })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setAudience('certdesk')
    .setExpirationTime(until)
    .sign(Buffer.from(key));
/** Whether the service refuses a sign-in, now or within some seconds. */
async function refusedSoon(jwt: string): Promise<boolean> {
  for (const giveUp = Date.now() + 5000; Date.now() < giveUp; await new Promise((soon) => setTimeout(soon, 100))) {
    const headers = { authorization: `Bearer ${jwt}` };
    const { status } = await fetch(`${service.url}/v3/directline/tokens/generate`, { method: 'POST', headers });
    if (status === 403) return true;
  }
  return false;
}

const launcher = (page: Page) => page.locator('button.launcher');

/** The chat in the page's frame, once it has welcomed. */
async function chatIn(page: Page): Promise<Frame> {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the widget has no frame');
  await says(frame, 'certificate assistant');
  await talking(frame);
  return frame;
}

async function openOn(address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await launcher(page).waitFor();
  return page;
}

test('on a listed site with a strict policy the widget opens, talks and closes, with the keyboard alone and without a complaint', async () => {
  const page = await openOn(listed);
  const complaints = complaintsOf(page);
  await expect(page.locator('iframe').count()).resolves.toBe(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const chat = await chatIn(page);
  await expect(launcher(page).getAttribute('aria-expanded')).resolves.toBe('true');
  await say(chat, 'what is the fax number?');
  await says(chat, '0870 6083838');
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'hidden' });
  await expect(launcher(page).getAttribute('aria-expanded')).resolves.toBe('false');
  await expect(
    page.evaluate(() => document.querySelector('certdesk-widget')?.shadowRoot?.activeElement?.className),
  ).resolves.toBe('launcher');
  expect(complaints).toEqual([]);
});

test('replies that come while the widget is closed are counted on the launcher', async () => {
  const page = await openOn(listed);
  await launcher(page).click();
  const chat = await chatIn(page);
  await page.route('**/activities', async (route) => {
    await new Promise((done) => setTimeout(done, 1000));
    await route.continue();
  });
  await say(chat, 'what is the fax number?');
  await page.evaluate(() => window.certdesk?.close());
  await page.locator('.badge', { hasText: '1' }).waitFor();
  await expect(launcher(page).getAttribute('aria-label')).resolves.toBe('Open the support chat, 1 unread');
  await launcher(page).click();
  await page.locator('.badge').waitFor({ state: 'hidden' });
});

test('on a site that the desk does not list the browser refuses the frame, and the widget says so', async () => {
  const page = await openOn(unlisted);
  await launcher(page).click();
  await page.getByRole('heading', { name: 'The chat can’t be shown on this page' }).waitFor({ timeout: 15_000 });
  await expect(page.getByRole('link', { name: 'Open the chat in a new tab' }).getAttribute('href')).resolves.toBe(
    `${service.url}/chat`,
  );
});

test('messages from elsewhere are not listened to, in either direction', async () => {
  const page = await openOn(listed);
  await launcher(page).click();
  const chat = await chatIn(page);
  // The frame: a message from itself, not from the window around.
  await chat.evaluate(() => window.postMessage({ certdesk: 'signOut' }, '*'));
  // The page: a message from itself, not from the frame.
  await page.evaluate(() => window.postMessage({ certdesk: 'close' }, '*'));
  await say(chat, 'what is the fax number?');
  await says(chat, '0870 6083838');
  await expect(page.locator('.panel').isVisible()).resolves.toBe(true);
});

test('two customers in one browser see nothing of each other, and a signed-in one leaves nothing behind', async () => {
  const page = await openOn(listed);
  const signIn = (jwt: string) => page.evaluate((token) => window.certdesk?.signIn(token), jwt);
  const anew = (action: Promise<unknown>) => Promise.all([page.waitForEvent('framedetached'), action]);
  const signOut = () => anew(page.evaluate(() => window.certdesk?.signOut()));
  const first = await jwtOf('alice');
  await signIn(first);
  await launcher(page).click();
  const alice = await chatIn(page);
  await say(alice, 'what is the fax number?');
  await says(alice, '0870 6083838');
  expect(Object.keys(await stored(alice))).toEqual([]);
  await signOut();
  // The service knows of it as well, although the frame that told it is gone.
  await expect(refusedSoon(first)).resolves.toBe(true);
  await anew(signIn(await jwtOf('bob')));
  const bob = await chatIn(page);
  await expect(ownMessages(bob)).resolves.toEqual([]);
  await say(bob, 'should I back up my certificate?');
  await says(bob, 'it is a very good idea');
  await signOut();
  const nobody = await chatIn(page);
  await expect(ownMessages(nobody)).resolves.toEqual([]);
  await anew(signIn(await jwtOf('alice')));
  const again = await chatIn(page);
  await says(again, '0870 6083838');
  await expect(ownMessages(again)).resolves.toEqual(['what is the fax number?']);
});

test('who signs out while the chat is still loading is signed out all the same', async () => {
  const page = await openOn(listed);
  await page.evaluate(
    (token) => {
      window.certdesk?.signIn(token);
      window.certdesk?.open();
      window.certdesk?.signOut();
    },
    await jwtOf('dave'),
  );
  const signedIn: boolean[] = [];
  page.on(
    'request',
    (request) => request.url().endsWith('/tokens/generate') && signedIn.push('authorization' in request.headers()),
  );
  await page.waitForEvent('framedetached');
  await chatIn(page);
  expect(signedIn.at(-1)).toBe(false);
});

test('who signs in finds nothing of an anonymous customer before', async () => {
  const page = await openOn(listed);
  await launcher(page).click();
  const nobody = await chatIn(page);
  await say(nobody, 'what is the fax number?');
  await says(nobody, '0870 6083838');
  const jwt = await jwtOf('carol');
  await Promise.all([
    page.waitForEvent('framedetached'),
    page.evaluate((token) => window.certdesk?.signIn(token), jwt),
  ]);
  const carol = await chatIn(page);
  await expect(ownMessages(carol)).resolves.toEqual([]);
  expect(Object.keys(await stored(carol))).toEqual([]);
});

test('whose token isn’t refreshed because the sign-in has run out is asked for a fresh one, and goes on with it', async () => {
  const page = await openOn(listed);
  await page.clock.install();
  const until = Math.floor(Date.now() / 1000) + 6;
  await page.evaluate((token) => window.certdesk?.signIn(token), await jwtOf('erin', until));
  await launcher(page).click();
  const chat = await chatIn(page);
  await say(chat, 'what is the fax number?');
  await says(chat, '0870 6083838');
  while (Date.now() < until * 1000 + 500) await new Promise((done) => setTimeout(done, 200));
  await page.route('**/tokens/refresh', (route) =>
    route.fulfill({ status: 403, json: { error: { code: 'Forbidden' } } }),
  );
  const asked = page.evaluate(
    () => new Promise<void>((done) => window.addEventListener('certdesk:sign-in-needed', () => done(), { once: true })),
  );
  await page.clock.fastForward('15:30');
  await asked;
  await chat.getByText('You’ve been signed out.').waitFor();
  await page.unroute('**/tokens/refresh');
  await page.evaluate((token) => window.certdesk?.signIn(token), await jwtOf('erin'));
  await chat.getByText('You’ve been signed out.').waitFor({ state: 'detached' });
  await say(chat, 'should I back up my certificate?');
  await says(chat, 'it is a very good idea');
  await expect(ownMessages(chat)).resolves.toEqual(['what is the fax number?', 'should I back up my certificate?']);
});

test('on a phone the chat fills the screen', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  const page = await phone.newPage();
  await page.goto(listed);
  await launcher(page).tap();
  await expect(page.locator('.panel').boundingBox()).resolves.toEqual({ x: 0, y: 0, width: 360, height: 640 });
  const chat = await chatIn(page);
  await chat.getByRole('button', { name: 'Close the chat' }).tap();
  await launcher(page).waitFor();
  await phone.close();
});

test('the widget weighs at most 5 kB before it is opened', () => {
  const folder = join(__dirname, '..', '..', 'dist', 'web');
  const names = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Record<string, string>;
  expect(gzipSync(readFileSync(join(folder, names['widget.js'] ?? ''))).length).toBeLessThanOrEqual(5000);
});
