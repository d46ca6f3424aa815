// Makes docs/images/desk-*.png anew from the desk in memory that the tests use, in Chromium: a part of `npm run screenshots`.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import chromiumFiles from '@sparticuz/chromium';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const project = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const images = join(project, 'docs', 'images');
// In the project, so that its packages are found from there.
const made = join(project, 'dist', '.desk-fixture');
mkdirSync(images, { recursive: true });
await build({
  ...{
    entryPoints: ['deskFixture', 'deskCases'].map((name) => join(project, 'test', 'web', `${name}.ts`)),
    outdir: made,
  },
  ...{ bundle: true, platform: 'node', format: 'cjs', packages: 'external', outExtension: { '.js': '.cjs' } },
});
const require = createRequire(import.meta.url);
const { openDeskFixture } = require(join(made, 'deskFixture.cjs'));
const { demoCases } = require(join(made, 'deskCases.cjs'));

const fixture = await openDeskFixture(demoCases(Date.now()), join(project, 'dist', 'web'));
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath: await chromiumFiles.executablePath(), headless: true, args });
const wide = { viewport: { width: 1280, height: 800 } };

try {
  await shoot('case', wide, '#/cases/C-7KQ2MX', async () => {});
  await shoot('answer', wide, '#/cases/C-7KQ2MX', async (page) => {
    await page.getByRole('button', { name: 'Claim', exact: true }).click();
    await page.getByText('Anna Keller has joined').waitFor();
    await page.getByRole('button', { name: 'Insert: When a lost certificate' }).click();
    await page.getByText('Reasons (2)').click();
  });
  await shoot('dark', { ...wide, colorScheme: 'dark' }, '#/cases/C-6TN3YB', async () => {});
  const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true };
  await shoot('tablet', tablet, '#/cases/C-7KQ2MX', (page) => page.getByRole('button', { name: 'Brief' }).click());
  await shoot('supervisor', { viewport: { width: 1280, height: 900 } }, '#/reports', async () => {}, 'sofia');
} finally {
  await browser.close();
  await fixture.close();
  rmSync(made, { recursive: true, force: true });
}

async function shoot(name, options, at, act, agent = 'anna') {
  const context = await browser.newContext({ ...options, locale: 'en-GB', reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'agent', value: agent, url: fixture.url }]);
  const page = await context.newPage();
  await page.goto(`${fixture.url}/desk${at}`);
  await page.waitForTimeout(800);
  await act(page);
  await page.waitForTimeout(400);
  const path = join(images, `desk-${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(`${path} ${statSync(path).size}\n`);
  await context.close();
}
