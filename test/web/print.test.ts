import type { Page } from 'playwright-core';
import { openChat, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';
import { pdfText } from './pdfText.js';

const chats = freshChats();
const ordered = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
const story = [
  'should I back up my certificate?',
  `I lost the private key of www.example.co.uk, the secure server one, ordered ${ordered}`,
  'no backup',
  'the same',
  'no',
  'yes',
];
const bare = (text: string) => text.replace(/\s+/g, '');

async function decided(): Promise<Page> {
  const { page } = await openChat(chats.context, chats.service.url);
  for (const text of story) {
    const before = await page.locator('.webchat__basic-transcript__activity').count();
    await say(page, text);
    await page
      .locator('.webchat__basic-transcript__activity')
      .nth(before + 1)
      .waitFor();
  }
  await says(page, 'This is provisional.');
  return page;
}

test.each(['light', 'dark'] as const)(
  'the PDF of a form and its verdict holds every message (%s)',
  async (colorScheme) => {
    const page = await decided();
    await page.emulateMedia({ colorScheme });
    const printed = pdfText(await page.pdf());
    for (const text of story) expect(printed).toContain(bare(text));
    const shown = await page
      .locator('.webchat__bubble__content :is(p, li, h2, h3, .ac-textBlock)')
      .evaluateAll((parts) => parts.filter((part) => part.children.length === 0).map((part) => part.textContent ?? ''));
    expect(shown.length).toBeGreaterThan(20);
    for (const text of shown.map(bare)) expect(printed).toContain(text);
    // Quotes are unfolded, addresses are shown, and nothing is there to be pressed.
    expect(printed).toContain(bare('This will allow you to restore the certificate'));
    expect(printed).toContain(bare('you are eligible under the BT Ignite Service Guarantee'));
    expect(printed).toContain('https://digitalid.trustwise.com/secureServer/Class3Enrolment.html');
    for (const control of ['Write a message', 'Talk to a person', 'Where the FAQ says so', 'Change'])
      expect(printed).not.toContain(bare(control));
  },
);

test('the menu has a way to print', async () => {
  const { page } = await openChat(chats.context, chats.service.url);
  await page.evaluate(() => {
    window.print = () => void document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await page.locator('body[data-printed]').waitFor();
});
