// The customer's page, opened cold in Chromium on a fast line and under its presets for 3G, beside Web Chat's own minimal page. Prints a
// table and names the promises that were missed; `--quick` is for trying something.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromiumFiles from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { minimalPage } from './page/minimalPage.mjs';
import { networks, opened } from './page/opened.mjs';
import { hardware } from './turns/hardware.mjs';
import { startService } from './turns/programs.mjs';
import { median, Report } from './turns/report.mjs';

const times = process.argv.includes('--quick') ? 3 : 10;
/** Milliseconds within which one can read and type. */
const promised = { desktop: 1000, 'Fast 3G': 1500, 'Slow 3G': 5000 };
const home = mkdtempSync(join(tmpdir(), 'certdesk-bench-page-'));
const web = join(import.meta.dirname, '..', 'dist', 'web');
const report = new Report();

let desk = '';
const minimal = await minimalPage(() => desk);
const service = await startService({ CERTDESK_DATA: home, CERTDESK_ORIGINS: minimal.origin }, { clocked: false });
desk = `http://127.0.0.1:${service.port}`;
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  executablePath: await chromiumFiles.executablePath(),
  headless: true,
});
const pages = {
  certdesk: {
    address: `${desk}/chat`,
    text: 'certificate assistant',
    // The page's script puts the customer into the box once it listens to it.
    box: '#box:focus',
    // It lies behind the first screen.
    whole: 'body[data-line="online"]:has(.webchat__basic-transcript__activity)',
  },
  "Web Chat's own": {
    address: minimal.origin,
    text: 'certificate assistant',
    box: '[data-id="webchat-sendbox-input"]',
    whole: '.webchat__bubble',
  },
};

try {
  report.head(hardware());
  const names = JSON.parse(readFileSync(join(web, 'files.json'), 'utf8'));
  const packed = (name) => readFileSync(join(web, `${names[name]}.br`)).length / 1000;
  report.head('Weight, brotli');
  report.promise('Web Chat as the page loads it', packed('webchat.js'), { atMost: 400, unit: 'kB' });
  report.tell('Web Chat as it is published', `${(minimal.bytes / 1000).toFixed(1)} kB`);
  report.tell("the page's own script and style", `${(packed('chat.js') + packed('chat.css')).toFixed(1)} kB`);
  for (const [network, conditions] of Object.entries(networks)) {
    report.head(`${network}: medians of ${times} cold openings, in milliseconds`);
    const all = { certdesk: [], "Web Chat's own": [] };
    // In turn, so that what else the machine does meets both.
    for (let time = 0; time < times; time++)
      for (const [name, page] of Object.entries(pages)) all[name].push(await opened(browser, page, conditions));
    const middle = (name, what) => median(all[name].map((one) => one[what]));
    const ours = Math.max(middle('certdesk', 'read'), middle('certdesk', 'type'));
    report.promise('certdesk: can be read and typed into', ours, { atMost: promised[network], unit: 'ms' });
    for (const name of Object.keys(pages)) {
      for (const [what, said] of Object.entries({ read: 'the welcome', type: 'the box', whole: 'the conversation' }))
        report.tell(`${name}: ${said} is there`, middle(name, what).toFixed(0));
      report.tell(`${name}: loaded`, `${(middle(name, 'bytes') / 1000).toFixed(0)} kB`);
    }
  }
} finally {
  await browser.close();
  minimal.close();
  await service.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = report.end();
