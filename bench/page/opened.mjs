// One cold opening of a page in Chromium, under one of the browser's own presets.

/** Chromium's presets as DevTools sets them: bytes a second, and milliseconds that each request waits. */
export const networks = {
  desktop: null,
  'Fast 3G': { downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9, latency: 150 * 3.75 },
  'Slow 3G': { downloadThroughput: (500e3 / 8) * 0.8, uploadThroughput: (500e3 / 8) * 0.8, latency: 400 * 5 },
};

const PATIENCE_MS = 90_000;

/**
 * @param page.text what is read first
 * @param page.box a selector of the text box, once it takes what is typed
 * @param page.whole a selector of what shows that the conversation is on the screen
 * @returns milliseconds until each, and the bytes that were loaded
 */
export async function opened(browser, { address, text, box, whole }, network) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    if (network) await session.send('Network.emulateNetworkConditions', { offline: false, ...network });
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.addInitScript(watch, { text, box, whole });
    await page.goto(address, { waitUntil: 'commit', timeout: PATIENCE_MS });
    await page.waitForFunction(() => window.opened?.whole, null, { timeout: PATIENCE_MS, polling: 100 });
    return { ...(await page.evaluate(() => window.opened)), bytes };
  } finally {
    await context.close();
  }
}

/** Runs in the page: looks with each frame, and notes when each thing is there, counted from the navigation's start. */
function watch({ text, box, whole }) {
  window.opened = {};
  const seen = (element) => element?.checkVisibility({ visibilityProperty: true }) ?? false;
  const there = {
    read: () => [...document.querySelectorAll('p')].some((one) => seen(one) && one.textContent.includes(text)),
    type: () => seen(document.querySelector(box)),
    whole: () => seen(document.querySelector(whole)),
  };
  const look = () => {
    for (const [what, is] of Object.entries(there))
      if (!window.opened[what] && is()) window.opened[what] = performance.now();
    if (Object.keys(window.opened).length < 3) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
