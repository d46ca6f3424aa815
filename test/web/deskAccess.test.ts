import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { isLong } from '../longForm.js';
import { answerBox, button, desks, lineFor, transcript } from './deskScreen.js';

const all = desks();
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const at = '#/cases/C-7KQ2MX';

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** What axe-core finds on the whole page. */
async function violations(page: Page): Promise<string[]> {
  await page.waitForTimeout(250);
  const found = await page.evaluate<Violation[]>(`${axe}; axe.run(document).then((result) => result.violations)`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Nothing is cut off at the side. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The long form's have what another shows: a theme, a width. */
const screens: [string, BrowserContextOptions][] = [
  ['light', {}],
  ['a tablet', { viewport: { width: 1024, height: 768 }, hasTouch: true }],
  ['a tablet upright', { viewport: { width: 820, height: 1180 }, hasTouch: true, colorScheme: 'dark' }],
  ['400 % zoom', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ...(isLong
    ? ([
        ['dark', { colorScheme: 'dark' }],
        ['200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
      ] satisfies [string, BrowserContextOptions][])
    : []),
];

test.each(screens)('axe finds nothing in %s: queue, case, brief, canned answers, dialogs', async (_, options) => {
  const { page } = await all.seat('anna', options);
  await lineFor(page, 'C-7KQ2MX').waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await lineFor(page, 'C-7KQ2MX').click();
  await transcript(page).getByText('The shop is down').waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await button(page, 'Claim').click();
  await transcript(page).getByText('Anna Keller has joined').waitFor();
  await answerBox(page).pressSequentially('/let');
  await page.getByRole('option', { name: /Fax the letter/ }).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  if (await button(page, 'Brief').isVisible()) await button(page, 'Brief').click();
  await page.getByText('History (').click();
  await page.getByText('Reasons (2)').click();
  await button(page, 'Change …').click();
  await expect(violations(page)).resolves.toEqual([]);
  await expect(overflow(page)).resolves.toBe(0);
  if (await button(page, 'Close the brief').isVisible()) await button(page, 'Close the brief').click();
  for (const [open, heading] of [
    ['Transfer', 'Transfer the case'],
    ['Resolve', 'Resolve the case'],
  ] as const) {
    await button(page, open).click();
    await page.getByRole('dialog', { name: heading }).waitFor();
    await expect(violations(page)).resolves.toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.locator('body').press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
});

test.each(screens)('axe finds nothing in %s: all cases, searching, reports, away, signed out', async (_, options) => {
  const { page } = await all.seat('sofia', options);
  await page.getByRole('tab', { name: 'All' }).click();
  await lineFor(page, 'C-5RT8WA').waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  await page.getByRole('searchbox').fill('joe');
  await expect(violations(page)).resolves.toEqual([]);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.locator('.uplot canvas').first().waitFor();
  await page.getByText('The same as a table').click();
  await expect(violations(page)).resolves.toEqual([]);
  await expect(overflow(page)).resolves.toBe(0);
  all.desk.cut(true);
  await page.getByText('The desk can’t be reached just now.').waitFor();
  await expect(violations(page)).resolves.toEqual([]);
  all.desk.heal();
  await button(page, 'Sign out').click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await expect(violations(page)).resolves.toEqual([]);
});

test('on a tablet the brief is a drawer: focus goes in, Escape closes it and gives the focus back', async () => {
  const { page } = await all.seat('anna', { at, viewport: { width: 1024, height: 768 } });
  const brief = page.getByRole('complementary', { name: 'Brief' });
  await transcript(page).getByText('The shop is down').waitFor();
  await expect(brief.isVisible()).resolves.toBe(false);
  await button(page, 'Brief').click();
  await brief.getByText('the limit of 30 days is near').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Close the brief');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Brief');
});

test('a dialog takes the focus to its first field and gives it back', async () => {
  const { page } = await all.seat('anna', { at });
  await button(page, 'Claim').click();
  await transcript(page).getByText('Anna Keller has joined').waitFor();
  await button(page, 'Resolve').click();
  await page.waitForFunction(() => document.activeElement?.matches('dialog textarea'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Resolve');
});

test('Tab reaches the queue by one step, and the focus can be seen everywhere', async () => {
  const { page } = await all.seat('anna', { at });
  await transcript(page).getByText('The shop is down').waitFor();
  const walked: string[] = [];
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    const [name, seen] = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const around = focused.closest('.kinds label')?.querySelector('span') ?? focused.closest('.composer form');
      const outlined = (one: Element | null) => one !== null && getComputedStyle(one).outlineStyle !== 'none';
      const framed = focused.id === 'answer' && around !== null;
      const label = focused.getAttribute('aria-label') ?? focused.id ?? '';
      return [
        focused.className.startsWith('line') ? 'line' : label || (focused.textContent ?? ''),
        outlined(focused) || outlined(around) || framed,
      ] as const;
    });
    expect([name, seen]).toEqual([name, true]);
    walked.push(name);
  }
  expect(walked.filter((name) => name === 'line')).toHaveLength(1);
  expect(walked).toContain('Transcript');
  expect(walked).toContain('Reply to the customer');
});

test('who asked for less motion gets none', async () => {
  const { page } = await all.seat('anna', { at, viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
  await page.locator('.brief').waitFor({ state: 'attached' });
  await expect(page.locator('.brief').evaluate((brief) => getComputedStyle(brief).transitionDuration)).resolves.toBe(
    '0s',
  );
});

test('the desk’s files are at most 90 kB, compressed', () => {
  const folder = join(__dirname, '..', '..', 'dist', 'web');
  const names = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Record<string, string>;
  const size = ['desk.js', 'desk.css']
    .map((name) => gzipSync(readFileSync(join(folder, names[name]!)), { level: 9 }).length)
    .reduce((all, one) => all + one);
  expect(size).toBeLessThan(90 * 1024);
});
