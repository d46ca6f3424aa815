import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { secondDesk } from '../knowledge/secondDesk.js';
import { startService } from '../service.js';
import { complaintsOf, openChat, ownMessages, received, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();
const box = 'textarea[aria-label="Message input box"]';

test('what is said before Web Chat has come is shown at once, answered meanwhile, and there once', async () => {
  const page = await chats.context.newPage();
  const complaints = complaintsOf(page);
  let answered = false;
  page.on('response', (response) => {
    answered ||= response.url().endsWith('/activities') && response.ok();
  });
  let come: () => void = () => undefined;
  const coming = new Promise<void>((done) => {
    come = done;
  });
  await page.route('**/assets/webchat.*', async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto(`${chats.service.url}/chat`, { waitUntil: 'commit' });
  await page.locator(`${box}:focus`).waitFor();
  await say(page, 'what is the fax number?');
  await page.locator('.early').getByText('what is the fax number?').waitFor({ timeout: 1000 });
  await expect(page.locator('#opening').isVisible()).resolves.toBe(false);
  while (!answered) await page.waitForTimeout(50);
  await say(page, 'should I back up my certificate?');
  come();
  await says(page, '0870 6083838');
  await says(page, 'it is a very good idea');
  const questions = ['what is the fax number?', 'should I back up my certificate?'];
  await expect(ownMessages(page)).resolves.toEqual(questions);
  await expect(received(page)).resolves.toEqual(questions);
  await expect(page.locator('.early').count()).resolves.toBe(0);
  expect(complaints).toEqual([]);
});

test('a key that is sent before Web Chat has come leaves the browser as little as later', async () => {
  const page = await chats.context.newPage();
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  await page.goto(`${chats.service.url}/chat`, { waitUntil: 'commit' });
  await page.locator(`${box}:focus`).waitFor();
  const key = [
    '-----BEGIN RSA ',
    'PRIVATE KEY-----\nMIIEowIBAAKCAQEAsecretsecretsecret\n-----END RSA ',
    'PRIVATE KEY-----',
  ].join('');
  await say(page, key);
  await page.getByText('That looked like a private key.').waitFor();
  await says(page, 'A private key was removed before sending');
  expect(bodies.join('\n')).not.toContain('secretsecret');
});

test('without a script the first screen can be read, and says what it needs', async () => {
  const context = await chats.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${chats.service.url}/chat`);
  await page.getByText('certificate assistant').waitFor();
  await page.locator('.notice', { hasText: 'This chat needs JavaScript' }).waitFor();
  await context.close();
});

const touch: BrowserContextOptions = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true };

test('the form is one press away at 320 x 568, and no keyboard covers it', async () => {
  const context = await chats.browser.newContext(touch);
  const { page } = await openChat(context, chats.service.url);
  await expect(page.evaluate(() => document.activeElement?.id)).resolves.not.toBe('box');
  const form = page.locator('.task', { hasText: 'Is mine replaced free?' });
  const { y, height } = (await form.boundingBox())!;
  expect(y + height).toBeLessThan(568 - 80);
  await form.tap();
  await says(page, 'What happened to it?');
  await expect(ownMessages(page)).resolves.toEqual(['Check whether my certificate is replaced free']);
  await context.close();
});

test('each task brings what it says', async () => {
  for (const [task, brought] of [
    ['Lost key or password', 'backup'],
    ['Make a backup', 'Step 1 of'],
    ['Talk to a person', 'handed this over'],
  ] as const) {
    const context = await chats.browser.newContext();
    const { page } = await openChat(context, chats.service.url);
    await page.locator('.task', { hasText: task }).click();
    await says(page, brought);
    await context.close();
  }
});

test('a desk without a first screen of its own greets with its welcome and three suggestions', async () => {
  const main = join(__dirname, '..', '..', 'dist', 'main.js');
  const other = await startService({ program: [main, '--knowledge', secondDesk(), 'serve'], within: 60_000 });
  const page = await chats.context.newPage();
  await page.goto(`${other.url}/chat`);
  await page.locator('.opening-text').getByText('library').waitFor();
  await expect(page.locator('.task').count()).resolves.toBe(3);
  await other.stop();
});

test('Web Chat as Microsoft publishes it talks with the service, unchanged', async () => {
  const folder = (require.resolve.paths('botframework-webchat') ?? [])
    .map((path) => join(path, 'botframework-webchat', 'dist', 'webchat.js'))
    .find((path) => existsSync(path));
  const script = readFileSync(folder!);
  const site = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/webchat.js' ? 'text/javascript' : 'text/html');
    response.end(request.url === '/webchat.js' ? script : officialPage(desk));
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const service = await startService({ env: { CERTDESK_ORIGINS: origin } });
  const desk = service.url;
  const page = await chats.context.newPage();
  await page.goto(origin);
  await page.getByText('certificate assistant').filter({ visible: true }).first().waitFor();
  const official = page.getByRole('textbox', { name: 'Message input box' });
  await official.fill('how do I back up on IIS 5?');
  await official.press('Enter');
  await page.locator('.ac-pushButton', { hasText: 'Done' }).click();
  await page.getByText('Step 2 of 20').filter({ visible: true }).first().waitFor();
  site.close();
  await service.stop();
});

const officialPage = (desk: string) => `<!doctype html><html lang="en"><body><div id="webchat"></div>
<script src="/webchat.js"></script><script>
fetch('${desk}/v3/directline/tokens/generate', { method: 'POST' }).then((got) => got.json()).then(({ token }) =>
  WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ token, domain: '${desk}/v3/directline' }) },
    document.getElementById('webchat')));
</script></body></html>`;
