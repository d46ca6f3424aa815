import type { Page } from 'playwright-core';
import { openChat, say, says } from './chatScreen.js';
import { freshChats } from './freshChats.js';

const chats = freshChats();

const sized = async (width: number, height: number): Promise<Page> => {
  const context = await chats.browser.newContext({ viewport: { width, height }, isMobile: true, hasTouch: true });
  return (await openChat(context, chats.service.url)).page;
};
const heightOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())!.height;

test.each([
  [390, 430],
  [844, 390],
  [320, 568],
  [390, 844],
])('at %i x %i the transcript keeps half of the height beside a form’s answers', async (width, height) => {
  const page = await sized(width, height);
  await say(page, 'I lost something of a certificate');
  await page.locator('.chip').nth(2).waitFor();
  expect(await page.locator('.chip').count()).toBeGreaterThan(2);
  expect(await heightOf(page, '#body')).toBeGreaterThanOrEqual(height / 2);
  await expect(page.evaluate(() => document.documentElement.scrollWidth)).resolves.toBeLessThanOrEqual(width);
  // The last of the answers is reached by scrolling sideways, and can be pressed.
  await page.locator('.chip').last().scrollIntoViewIfNeeded();
  await page.locator('.chip').last().tap();
  await page.locator('.webchat__bubble--from-user').nth(1).waitFor();
  await page.context().close();
});

test('at 320 x 256, which is 400 %, answer and box can be reached, and nothing is cut off at the side', async () => {
  const page = await sized(320, 256);
  await say(page, 'what is the fax number?');
  await says(page, '0870 6083838');
  for (const reached of [page.getByText('0870 6083838').filter({ visible: true }).last(), page.locator('#box')]) {
    await reached.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await reached.boundingBox())!;
    expect([x >= 0, y >= 0, x + width <= 320, y + Math.min(height, 40) <= 256]).toEqual([true, true, true, true]);
  }
  expect(await heightOf(page, '#body')).toBeGreaterThanOrEqual(100);
  await page.context().close();
});

test('at 390 px the buttons of "did you mean" stand beneath one another, as wide as each other', async () => {
  const page = await sized(390, 844);
  await say(page, 'what about the backup stuff?');
  await page.locator('.card-clarify .ac-pushButton').first().waitFor();
  const boxes = await Promise.all(
    (await page.locator('.card-clarify .ac-pushButton').all()).map((button) => button.boundingBox()),
  );
  expect(boxes.length).toBeGreaterThan(2);
  expect(new Set(boxes.map((box) => `${box!.x} ${Math.round(box!.width)}`)).size).toBe(1);
  await page.context().close();
});

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const lost = 'I lost the private key of www.example.co.uk, the secure server one';
const verdicts: [string, string[], string, string | null][] = [
  [
    'free',
    [`${lost}, no backup, ordered ${day(10)}`, 'the same', 'no', 'yes'],
    'Replaced free of charge',
    'Day 10 of 30',
  ],
  [
    'too late',
    [`${lost}, no backup, ordered ${day(50)}`, 'today', 'yes', 'the same', 'no', 'yes'],
    'Another certificate at the discounted rate',
    'Day 50 of 30',
  ],
  [
    'another name',
    [`${lost}, no backup, ordered ${day(10)}`, 'shop.example.co.uk', 'yes'],
    'An additional certificate',
    null,
  ],
  ['a backup', [`${lost}, we have a backup and its password`, 'yes'], 'Restore it from your backup', null],
  ['stolen', ['our private key was stolen from www.example.com'], 'A person decides this one', null],
];

test.each(verdicts)(
  'a verdict (%s) shows its title and its first step unscrolled on a phone',
  async (_, told, title, days) => {
    const page = await sized(390, 844);
    for (const text of told) {
      const before = await page.locator('.webchat__basic-transcript__activity').count();
      await say(page, text);
      await page
        .locator('.webchat__basic-transcript__activity')
        .nth(before + 1)
        .waitFor();
      await page.waitForTimeout(300);
      if (await page.locator('.verdict').count()) break;
    }
    await page.locator('.verdict h2', { hasText: title }).waitFor();
    await page.waitForTimeout(600);
    const bottom = (await page.locator('.composer').boundingBox())!.y;
    const top = (await page.locator('#body').boundingBox())!.y;
    for (const part of ['.verdict h2', '.verdict-plan li:first-child']) {
      const { y, height } = (await page.locator(part).boundingBox())!;
      expect([part, y >= top, y + height <= bottom]).toEqual([part, true, true]);
    }
    if (days) await page.locator('.days').getByText(days).waitFor();
    else await expect(page.locator('.days').count()).resolves.toBe(0);
    // A person has the stolen key's case already.
    const person = title.startsWith('A person') ? [] : ['Talk to a person'];
    for (const act of ['Print or save the plan', 'Another certificate', ...person])
      await page.locator('.verdict').getByRole('button', { name: act }).waitFor();
    if (person.length > 0) {
      await page.getByRole('button', { name: 'Another certificate' }).tap();
      await says(page, 'What happened to it?');
    }
    await page.context().close();
  },
);
