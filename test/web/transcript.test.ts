import { openChat, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();
const open = () => openChat(chats.context, chats.service.url);
const pem = [
  '-----BEGIN RSA ',
  'PRIVATE KEY-----\nMIIEowIBAAKCAQEAsecretsecretsecret\n-----END RSA ',
  'PRIVATE KEY-----',
].join('');

test('a key that is handed over is not asked about, and what the browser says of it is no question', async () => {
  const { page } = await open();
  await say(page, `here is my private key: ${pem}`);
  await says(page, 'Your browser took that out before it was sent');
  await page.waitForTimeout(500);
  await expect(page.locator('.webchat__basic-transcript__activity').count()).resolves.toBe(3);
});

test('a host name that is noted is no link, whatever it begins with', async () => {
  const { page } = await open();
  await say(page, 'I lost the private key of shop.example.com, the secure server one');
  await says(page, 'shop.example.com');
  await expect(page.locator('#webchat a').count()).resolves.toBe(0);
});

test('what waits offline is said to be waiting, and times are the page’s language’s', async () => {
  const { page } = await open();
  await chats.context.setOffline(true);
  await say(page, 'what is the fax number?');
  await page.locator('.stamp-sending', { hasText: 'Waiting' }).waitFor();
  await chats.context.setOffline(false);
  await says(page, '0870 6083838');
  await page.locator('.stamp-sending').waitFor({ state: 'detached' });
  const stamps = await page.locator('.stamp').evaluateAll((all) => all.map((one) => one.getAttribute('title')));
  for (const stamp of stamps) expect(stamp).toMatch(/^\d{1,2} [A-Z][a-z]+, \d\d:\d\d$/);
  // One beneath the run; the others show when they are pointed at.
  const shown = await page
    .locator('.stamp')
    .evaluateAll((all) => all.filter((one) => getComputedStyle(one).opacity === '1'));
  expect(shown).toHaveLength(1);
});

test('who has scrolled up is told how much has come since, and is one press away from it', async () => {
  const { page } = await open();
  await page.setViewportSize({ width: 500, height: 420 });
  await say(page, 'how do I replace a certificate?');
  await says(page, 'letter');
  await page.route('**/activities', async (route) => {
    await new Promise((done) => setTimeout(done, 800));
    await route.continue();
  });
  await say(page, 'what is the fax number?');
  await page.locator('#webchat').hover();
  await page.mouse.wheel(0, -2000);
  const way = page.getByRole('button', { name: 'To the newest message, 1 unread' });
  await way.click();
  await page.getByText('0870 6083838').filter({ visible: true }).last().waitFor();
  await way.waitFor({ state: 'hidden' });
});

test('the nine turns to a verdict take at most three and a half windows', async () => {
  const { page } = await open();
  await page.setViewportSize({ width: 390, height: 844 });
  const ordered = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
  for (const text of [
    ...['Check whether my certificate is replaced free', 'The private key is lost', 'no', 'the class 3 one'],
    ...['www.example.co.uk', ordered, 'the same', 'no', 'yes'],
  ]) {
    const before = await page.locator('.webchat__basic-transcript__activity').count();
    await say(page, text);
    await page
      .locator('.webchat__basic-transcript__activity')
      .nth(before + 1)
      .waitFor();
  }
  await page.locator('.verdict').waitFor();
  const height = await page.locator('.webchat__basic-transcript__scrollable').evaluate((place) => place.scrollHeight);
  expect(height / 844).toBeLessThanOrEqual(3.5);
});
