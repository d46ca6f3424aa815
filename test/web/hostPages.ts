import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { says, talking } from './chatScreen.js';
import { type CustomerSite, customerSite, type SitePage } from './customerSite.js';

/** What the tests of a suite stand on: a customer's site that the desk lists, whose page each test decides. */
export interface HostPages {
  browser: Browser;
  service: Service;
  shop: CustomerSite;
  /** A browser of a new customer, for each test. */
  context: BrowserContext;
  /** The widget's script tag, as docs/embedding.md gives it. */
  tag(): string;
  /** Opens the site with this page and waits for the widget. */
  openOn(site: SitePage): Promise<Page>;
}

/** To be called at the top of the file. */
export function hostPages(): HostPages {
  const pages = {
    tag: () => `<script src="${pages.service.url}/widget.js" defer></script>`,
    async openOn(site) {
      pages.shop.has(site);
      const page = await pages.context.newPage();
      await page.goto(pages.shop.origin);
      await launcher(page).waitFor({ state: 'attached' });
      return page;
    },
  } as HostPages;
  jest.setTimeout(60_000);
  beforeAll(async () => {
    pages.shop = await customerSite();
    [pages.browser, pages.service] = await Promise.all([
      startBrowser(),
      startService({ env: { CERTDESK_ORIGINS: pages.shop.origin } }),
    ]);
  });
  afterAll(async () => {
    await pages.browser.close();
    pages.shop.close();
    await endServices();
  });
  beforeEach(async () => {
    pages.context = await pages.browser.newContext({ viewport: { width: 1000, height: 800 } });
  });
  afterEach(() => pages.context.close());
  return pages;
}

export const launcher = (page: Page) => page.locator('button.launcher');

/** The chat in the page's frame, once it has welcomed. */
export async function chatIn(page: Page): Promise<Frame> {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the widget has no frame');
  await says(frame, 'certificate assistant');
  await talking(frame);
  return frame;
}

/** The class of what a press at a point of the page would reach, inside the widget's shadow root. */
export const reachedAt = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([left, top]) => {
      const outer = document.elementFromPoint(left, top);
      const inner = outer?.shadowRoot?.elementFromPoint(left, top) ?? outer;
      return inner?.closest('button, iframe')?.getAttribute('class') ?? inner?.localName;
    },
    [x, y] as const,
  );
