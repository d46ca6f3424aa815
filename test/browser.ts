import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium of its own for a file of tests; close it when they are done. */
export async function startBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'];
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args });
}

/** Where @sparticuz/chromium has unpacked its program; the package is an ES module, which jest doesn't load. */
function chromiumPath(): string {
  const ask = "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())";
  return execFileSync(process.execPath, ['--input-type=module', '--eval', ask], {
    cwd: join(__dirname, '..'),
    encoding: 'utf8',
  });
}
