// Draws both icons of the Teams app anew, in Chromium: `npm run icons`. Sizes and colours are Teams' rules: 192 x 192 in
// full colour with the sign inside the middle 120, and 32 x 32 in white alone on nothing.
import { join } from 'node:path';
import chromiumFiles from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
/** The desk's own sign, of a box of 24: a shield, and the tick in it. */
const shield = 'M12 2.6l7.6 2.9v5.6c0 4.8-3.2 8.3-7.6 10.3-4.4-2-7.6-5.5-7.6-10.3V5.5z';
const tick = 'M8.4 12l2.6 2.6 4.7-5.1';

const icons = {
  'color.png': {
    size: 192,
    drawing: `<rect width="192" height="192" fill="#1d4fc4"/>
      <g transform="translate(36 36) scale(5)" stroke-linecap="round" stroke-linejoin="round">
        <path d="${shield}" fill="#ffffff"/>
        <path d="${tick}" fill="none" stroke="#1d4fc4" stroke-width="2.2"/>
      </g>`,
  },
  'outline.png': {
    size: 32,
    drawing: `<g transform="scale(${32 / 24})" fill="none" stroke="#ffffff" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">
        <path d="${shield}"/>
        <path d="${tick}"/>
      </g>`,
  },
};

const args = ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'];
const browser = await chromium.launch({ executablePath: await chromiumFiles.executablePath(), headless: true, args });
for (const [name, { size, drawing }] of Object.entries(icons)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" style="display:block">${drawing}</svg>`,
  );
  await page.screenshot({ path: join(here, name), omitBackground: true });
}
await browser.close();
