// Makes docs/images/ anew from the real service, in Chromium: `npm run screenshots`.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromiumFiles from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const project = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const images = join(project, 'docs', 'images');
const data = mkdtempSync(join(tmpdir(), 'certdesk-screenshots-'));
mkdirSync(images, { recursive: true });
/** By which Anna answers. */
const TOKEN = 'anna-answers-in-the-screenshots-0123456789';

const shop = createServer((_, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(shopPage(desk));
});
await new Promise((listening) => shop.listen(0, '127.0.0.1', listening));
const shopAddress = `http://127.0.0.1:${shop.address().port}`;

const service = spawn(process.execPath, [join(project, 'dist', 'main.js'), 'serve'], {
  cwd: project,
  env: {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: '',
    CERTDESK_DATA: data,
    CERTDESK_ORIGINS: shopAddress,
    CERTDESK_RATE_FACTOR: '1000',
    CERTDESK_DESK_TOKENS: `Anna:agent:${TOKEN}`,
  },
  stdio: ['ignore', 'pipe', 'ignore'],
});
const desk = await new Promise((ready, failed) => {
  let said = '';
  service.stdout.on('data', (text) => {
    said += text;
    const address = /ready: (https?:\/\/[^\s/]+)/.exec(said)?.[1];
    if (address) ready(address);
  });
  service.once('close', () => failed(new Error(`the service ended: ${said}`)));
});
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const browser = await chromium.launch({ executablePath: await chromiumFiles.executablePath(), headless: true, args });

try {
  await shoot('welcome', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, async (page) => {
    await page.locator('body[data-line="online"]').waitFor();
  });
  await shoot('opening', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, async (page) => {
    await ask(page, 'I lost the private key of www.example.co.uk');
    await page.getByText('Do you have a backup').filter({ visible: true }).last().waitFor();
  });
  await shoot('summary', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, summed);
  await shoot('verdict', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, replaced);
  await shoot('page', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, async (page) => {
    await ask(page, 'Should I back up my certificate?');
    await page.getByRole('button', { name: 'Where the FAQ says so' }).waitFor();
    await page.getByRole('button', { name: 'Helpful', exact: true }).last().click();
  });
  await shoot('dark', { viewport: { width: 1000, height: 720 }, colorScheme: 'dark' }, `${desk}/chat`, replaced);
  await shoot(
    'phone',
    { viewport: { width: 390, height: 760 }, isMobile: true, hasTouch: true },
    `${desk}/chat`,
    async (page) => {
      await ask(page, 'guide me through the backup on IIS 5');
      await page.getByText('Step 1 of').filter({ visible: true }).last().waitFor();
    },
  );
  await shoot('person', { viewport: { width: 1000, height: 720 } }, `${desk}/chat`, async (page) => {
    await ask(page, 'I lost the private key of www.example.co.uk. Can I talk to somebody?');
    await page
      .getByText(/C-[2-9A-Z]{6}/)
      .first()
      .waitFor();
    const [id] = /C-[2-9A-Z]{6}/.exec(await page.locator('.webchat__basic-transcript__transcript').textContent());
    await act(id, 'claim', {});
    await act(id, 'reply', { text: 'Hello, I can see what happened. Is the old server still switched on?' });
    await page.getByText('still switched on').filter({ visible: true }).last().waitFor();
    await ask(page, 'yes, but nobody logs in there any more');
  });
  await shoot('widget', { viewport: { width: 1000, height: 720 } }, shopAddress, async (page) => {
    await page.locator('button.launcher').click();
    const chat = await (await page.locator('iframe').elementHandle()).contentFrame();
    await chat.locator('body[data-line="online"]').waitFor();
  });
} finally {
  await browser.close();
  shop.close();
  service.kill('SIGTERM');
  await new Promise((gone) => service.once('close', gone));
  rmSync(data, { recursive: true, force: true });
}

async function shoot(name, options, address, act) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address);
  await act(page);
  await page.waitForTimeout(800);
  const path = join(images, `${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(`${path} ${statSync(path).size}\n`);
  await context.close();
}

/** What Anna does at the desk. */
async function act(id, what, body) {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': what };
  const answer = await fetch(`${desk}/desk/api/cases/${id}/${what}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what} was answered with ${answer.status}: ${await answer.text()}`);
}

async function ask(page, text) {
  const box = page.getByRole('textbox', { name: 'Message input box' });
  await page.locator('body[data-line="online"]').waitFor();
  await box.fill(text);
  await box.press('Enter');
}

/** The whole way to a summary; the day is picked on the card. */
async function summed(page) {
  const question = (text) => page.getByText(text).filter({ visible: true }).last().waitFor();
  await ask(page, 'I lost the private key of www.example.co.uk, the secure server one, no backup');
  await page
    .locator('input[type=date]')
    .last()
    .fill(new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Take this day' }).last().click();
  await question('Which host name should the new certificate have?');
  await ask(page, 'the same');
  await question('Will anything else in the certificate change');
  await ask(page, 'no');
  await page.getByRole('button', { name: 'Change' }).last().waitFor();
}

/** The whole way to a verdict. */
async function replaced(page) {
  await summed(page);
  await page.getByRole('button', { name: 'Yes', exact: true }).last().click();
  await page.getByText('This is provisional.').filter({ visible: true }).last().waitFor();
}

function shopPage(address) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Example Certificates</title>
<style>body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1d2733;background:#f7f8fa}header{padding:18px 48px;background:#fff;border-bottom:1px solid #e3e7ee;font-weight:700}
main{padding:56px 48px;max-width:460px}h1{font-size:34px;line-height:1.2;margin:0 0 16px}p{color:#56616f}.box{height:92px;margin-top:20px;border-radius:12px;background:#e9edf3}</style>
<header>Example Certificates</header><main><h1>Certificates for every server</h1><p>Order, renew and replace your server certificates. Our assistant helps you with backups and lost keys.</p>
<div class="box"></div><div class="box"></div></main><script src="${address}/widget.js" defer></script></html>`;
}
