// The customer's page in a real browser: how soon it can be typed into, and how much it loads.
import { gzipSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const BOX = '[data-id="webchat-sendbox-input"], .webchat__send-box-text-box__input';
const PATIENCE_MS = 20_000;

/** @returns bytes of the launcher as it is loaded, or null where there is none */
export async function launcherBytes(port) {
  const response = await fetch(`http://127.0.0.1:${port}/widget.js`);
  if (!response.ok) return null;
  return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
}

/** Opens the page in fresh browser contexts. @returns milliseconds until its box can be typed into (median) and the bytes loaded, or null where there is no page */
export async function openPage(port, times) {
  const address = `http://127.0.0.1:${port}/chat`;
  const html = await (await fetch(address)).text();
  if (!/<script/.test(html)) return null;
  const browser = await playwright.launch({
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    executablePath: await chromium.executablePath(),
    headless: true,
  });
  try {
    const opened = [];
    for (let time = 0; time < times; time++) opened.push(await openOnce(browser, address));
    const [middle] = opened
      .map(({ ms }) => ms)
      .sort((a, b) => a - b)
      .slice(Math.floor(times / 2));
    return { ms: middle, bytes: opened[0].bytes };
  } finally {
    await browser.close();
  }
}

async function openOnce(browser, address) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const begun = performance.now();
    await page.goto(address, { waitUntil: 'commit' });
    await page.waitForSelector(`:is(${BOX}):not([disabled]):not([readonly]):not([aria-disabled="true"])`, {
      timeout: PATIENCE_MS,
    });
    const ms = performance.now() - begun;
    return { ms, bytes };
  } finally {
    await context.close();
  }
}
