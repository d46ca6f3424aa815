import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openChat, ownMessages, say, says, stored } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

const open = () => openChat(chats.context, chats.service.url);
const thumb = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();
const menu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('#menu').getByRole('button', { name: item }).click();
};

test('the page welcomes with a sentence and four tasks, under a strict policy and without a complaint', async () => {
  const { page, complaints } = await open();
  await expect(page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe('BT Trustwise certificate support');
  await expect(page.locator('.task-title').allInnerTexts()).resolves.toEqual([
    'Is mine replaced free?',
    'Lost key or password',
    'Make a backup',
    'Talk to a person',
  ]);
  expect(complaints).toEqual([]);
  const policy = (await page.request.get(`${chats.service.url}/chat`)).headers()['content-security-policy'] ?? '';
  expect(policy).not.toMatch(/unsafe-|\*/);
  expect(policy).toContain("frame-ancestors 'self'");
  // The defence is on: what the policy forbids is refused and reported.
  await expect(
    page.evaluate(
      () =>
        new Promise((told) => {
          document.addEventListener('securitypolicyviolation', (event) => told(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.injected = true';
          document.body.append(script);
        }),
    ),
  ).resolves.toBe('script-src-elem');
});

test('a question is answered with its quote folded, and the quote unfolds', async () => {
  const { page, complaints } = await open();
  await say(page, 'should I back up my certificate?');
  const fold = page.getByRole('button', { name: 'Where the FAQ says so' });
  await fold.waitFor();
  const quote = page
    .locator('.webchat__adaptive-card-renderer')
    .getByText('This will allow you to restore the certificate')
    .first();
  await expect(quote.isVisible()).resolves.toBe(false);
  await fold.click();
  await quote.waitFor({ state: 'visible' });
  await expect(fold.getAttribute('aria-expanded')).resolves.toBe('true');
  expect(complaints).toEqual([]);
});

test('lines of a reply stay lines, and a host name is no link', async () => {
  const { page } = await open();
  await say(page, 'I lost the private key of www.example.co.uk, the secure server one, no backup');
  await says(page, 'What happened: The private key is lost');
  const noted = page.locator('.webchat__bubble__content', { hasText: 'What happened:' }).last();
  expect((await noted.allInnerTexts()).join().split('\n').filter(Boolean).length).toBeGreaterThan(2);
  await expect(noted.locator('a').count()).resolves.toBe(0);
});

test.each([320, 1280])(
  'at %i px a day is picked on the card, and a row of the summary is changed by its button',
  async (width) => {
    const { page, complaints } = await open();
    await page.setViewportSize({ width, height: 700 });
    const days = page.locator('input[type=date]');
    const pick = async (day: string) => {
      await days.last().fill(day);
      await page.getByRole('button', { name: 'Take this day' }).last().click();
    };
    await say(page, 'I lost the private key of www.example.com, the secure server one, no backup');
    await page.getByRole('button', { name: 'Take this day' }).last().click();
    await says(page, 'Please pick a day first');
    await expect(ownMessages(page)).resolves.toHaveLength(1);
    await pick('2025-03-03');
    await says(page, '3 March 2025');
    for (const text of ['yesterday', 'yes', 'the same', 'no']) {
      const before = await page.locator('.webchat__basic-transcript__activity').count();
      await say(page, text);
      await page
        .locator('.webchat__basic-transcript__activity')
        .nth(before + 1)
        .waitFor();
    }
    await says(page, 'This is what I have');
    // Small and at the right: a row's text is never beneath its button, and nothing is wider than the page.
    const change = page.getByRole('button', { name: 'Change' });
    const card = await page.locator('.ac-adaptiveCard').last().boundingBox();
    for (const box of await Promise.all((await change.all()).map((button) => button.boundingBox()))) {
      expect(box!.x + box!.width).toBeGreaterThan(card!.x + card!.width - 30);
      expect(box!.height).toBeLessThan(40);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const asked = await days.count();
    await page.getByTitle('Change: Ordered on').click();
    // The press is shown at once as the customer's own words; the card that asks again comes with the reply.
    await days.nth(asked).waitFor();
    await says(page, 'Change: Ordered on');
    await pick('2025-04-04');
    await says(page, '4 April 2025');
    expect(complaints).toEqual([]);
  },
);

test('a reload keeps the conversation', async () => {
  const { page } = await open();
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  await page.reload();
  await says(page, '0870 6083838');
  await expect(ownMessages(page)).resolves.toEqual(['what is the fax number?']);
});

test('the typing sign shows at once and goes with the reply', async () => {
  const { page } = await open();
  await page.route('**/activities', async (route) => {
    await new Promise((done) => setTimeout(done, 1500));
    await route.continue();
  });
  await say(page, 'what is the fax number?');
  const sign = page.locator('.webchat__typing-indicator');
  await sign.waitFor({ timeout: 1400 });
  await says(page, '0870 6083838');
  await sign.waitFor({ state: 'detached' });
});

test('a vote is stored, shown, can be changed, and is still there after a reload', async () => {
  const { page } = await open();
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const sent: unknown[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.postDataJSON()));
  await thumb(page, 'Helpful').click();
  await expect(thumb(page, 'Helpful').getAttribute('aria-pressed')).resolves.toBe('true');
  await thumb(page, 'Not helpful').click();
  await expect(thumb(page, 'Not helpful').getAttribute('aria-pressed')).resolves.toBe('true');
  await expect(thumb(page, 'Helpful').getAttribute('aria-pressed')).resolves.toBe('false');
  await page.waitForFunction(
    () => !Object.keys({ ...localStorage }).some((name) => name.startsWith('certdesk.unsent.')),
  );
  expect(sent).toEqual([
    expect.objectContaining({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }),
    expect.objectContaining({
      type: 'messageReaction',
      reactionsAdded: [{ type: 'dislike' }],
      reactionsRemoved: [{ type: 'like' }],
    }),
  ]);
  await page.reload();
  await says(page, '0870 6083838');
  await page.locator('.thumb[aria-pressed="true"][aria-label="Not helpful"]').waitFor();
});

test('a copy can be saved, with dates, who spoke and every message', async () => {
  const { page } = await open();
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const [download] = await Promise.all([page.waitForEvent('download'), menu(page, 'Save a copy')]);
  expect(download.suggestedFilename()).toMatch(/^BT Trustwise certificate support \d{4}-\d\d-\d\d\.txt$/);
  const copy = readFileSync(await download.path(), 'utf8');
  expect(copy).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d {2}You:\nwhat is the fax number\?\n/);
  expect(copy).toMatch(/BT Trustwise certificate support:\nPlease fax the signed letter to 0870 6083838/);
});

test('"Talk to a person" in the menu says so', async () => {
  const { page } = await open();
  await menu(page, 'Talk to a person');
  await says(page, 'handed this over');
  await expect(ownMessages(page)).resolves.toEqual(['Talk to a person']);
});

test('a new conversation is asked for, and shows nothing of the old one', async () => {
  const { page } = await open();
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  const before = await stored(page);
  await menu(page, 'New conversation');
  await page.getByRole('button', { name: 'Keep this one' }).click();
  await expect(ownMessages(page)).resolves.toHaveLength(1);
  await menu(page, 'New conversation');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Start anew' }).click()]);
  await says(page, 'certificate assistant');
  await expect(ownMessages(page)).resolves.toEqual([]);
  expect((await stored(page))['certdesk.resume']).not.toBe(before['certdesk.resume']);
});

test('a conversation that has ended elsewhere says so and offers a new one', async () => {
  const { page } = await open();
  const other = await chats.context.newPage();
  await other.goto(`${chats.service.url}/chat`);
  await says(other, 'certificate assistant');
  await menu(other, 'New conversation');
  await other.getByRole('button', { name: 'Start anew' }).click();
  await page.bringToFront();
  await page.getByText('This conversation has ended.').waitFor();
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Start a new one' }).click()]);
  await says(page, 'certificate assistant');
});

const pem = [
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\nMIIEowIBAAKCAQEAsecretsecretsecret\n-----END RSA ',
  'PRIVATE KEY-----',
].join('');

test('a private key never leaves the chats.browser, and a message that only speaks of one does', async () => {
  const { page } = await open();
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  await say(page, `here it is ${pem} is that enough?`);
  await page.getByText('That looked like a private key.').waitFor();
  await says(page, 'here it is [A private key was removed before sending] is that enough?');
  await say(page, 'I LOST MY PRIVATE KEY');
  await says(page, 'I LOST MY PRIVATE KEY');
  // The words stand on the screen before they are sent.
  while (!bodies.join('\n').includes('I LOST MY PRIVATE KEY')) await page.waitForTimeout(50);
  expect(bodies.join('\n')).not.toContain('secretsecret');
  expect(JSON.stringify(await stored(page))).not.toContain('secretsecret');
  expect(await page.content()).not.toContain('secretsecret');
});

test('a pasted private key does not even get into the box', async () => {
  const { page } = await open();
  const box = page.getByRole('textbox', { name: 'Message input box' });
  await box.focus();
  await box.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
    document.body.dataset.pasted = String(!event.defaultPrevented);
  }, pem);
  await page.getByText('That is a private key, so it was not pasted.').waitFor();
  await expect(page.evaluate(() => document.body.dataset.pasted)).resolves.toBe('false');
});

test('a page without its parts says so, and "Try again" brings it back', async () => {
  const page = await chats.context.newPage();
  let broken = true;
  await page.route('**/assets/webchat.*', (route) => (broken ? route.abort() : route.continue()));
  await page.goto(`${chats.service.url}/chat`);
  await page.getByRole('heading', { name: 'The chat couldn’t be loaded' }).waitFor();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await says(page, 'certificate assistant');
});

test('a service that is away at the start says so, and "Try again" brings it back', async () => {
  const page = await chats.context.newPage();
  let away = true;
  await page.route('**/tokens/generate', (route) =>
    away ? route.fulfill({ status: 503, headers: { 'retry-after': '1' } }) : route.continue(),
  );
  await page.goto(`${chats.service.url}/chat`);
  await page.getByRole('heading', { name: 'The chat can’t be reached' }).waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await says(page, 'certificate assistant');
});

test('replies that come while nobody looks are counted in the title of the tab', async () => {
  const { page } = await open();
  const hide = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  await say(page, 'what is the fax number?');
  await page.waitForFunction(() => document.title.startsWith('(1) '));
  await hide(false);
  await expect(page.title()).resolves.toBe('BT Trustwise certificate support');
});

test('a message that is too long is refused with its limit and stays in the box; the longest one is taken, whatever its letters', async () => {
  const { page } = await open();
  const box = page.getByRole('textbox', { name: 'Message input box' });
  const paste = async (text: string) => {
    await box.fill('');
    await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
  };
  const long = 'the fax number '.repeat(4000);
  await paste(long);
  for (const send of [
    () => box.press('Enter'),
    () => page.getByRole('button', { name: 'Send', exact: true }).click(),
  ]) {
    await send();
    await page.getByText('it has 60,000 characters, and a message may have 20,000').waitFor({ timeout: 5000 });
    await expect(box.inputValue()).resolves.toBe(long);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  await expect(ownMessages(page)).resolves.toEqual([]);
  await paste('€'.repeat(20_001));
  await box.press('Enter');
  await page.getByText('it has 20,001 characters').waitFor();
  await box.press('End');
  await box.press('Backspace');
  await box.press('Enter');
  await page.getByText('it has 20,001 characters').waitFor({ state: 'detached' });
  await expect(box.inputValue()).resolves.toBe('');
  await page.waitForFunction(
    () => !Object.keys({ ...localStorage }).some((name) => name.startsWith('certdesk.unsent.')),
  );
  await expect(page.getByText('That message was refused').count()).resolves.toBe(0);
});
