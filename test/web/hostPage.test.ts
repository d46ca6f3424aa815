import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';
import { complaintsOf, ownMessages, say, says } from './chatScreen.js';
import { type CustomerSite, customerSite, type SitePage } from './customerSite.js';

let browser: Browser;
let service: Service;
let shop: CustomerSite;
let context: BrowserContext;

jest.setTimeout(60_000);
beforeAll(async () => {
  shop = await customerSite();
  [browser, service] = await Promise.all([startBrowser(), startService({ env: { CERTDESK_ORIGINS: shop.origin } })]);
});
afterAll(async () => {
  await browser.close();
  shop.close();
  await endServices();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
});
afterEach(() => context.close());

const tag = () => `<script src="${service.url}/widget.js" defer></script>`;
const strict = () => `default-src 'none'; script-src ${service.url}; frame-src ${service.url}; style-src 'self'`;
const launcher = (page: Page) => page.locator('button.launcher');

async function openOn(site: SitePage): Promise<Page> {
  shop.has(site);
  const page = await context.newPage();
  await page.goto(shop.origin);
  await launcher(page).waitFor({ state: 'attached' });
  return page;
}

/** The chat in the page's frame, once it has welcomed. */
async function chatIn(page: Page): Promise<Frame> {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the widget has no frame');
  await says(frame, 'certificate assistant');
  return frame;
}

/** The class of what a press at a point of the page would reach, inside the widget's shadow root. */
const reachedAt = (page: Page, x: number, y: number) =>
  page.evaluate(
    ([left, top]) => {
      const outer = document.elementFromPoint(left, top);
      const inner = outer?.shadowRoot?.elementFromPoint(left, top) ?? outer;
      return inner?.closest('button, iframe')?.getAttribute('class') ?? inner?.localName;
    },
    [x, y] as const,
  );

/** The launcher and the opened chat are where they belong, and can be pressed. */
async function expectInPlace(page: Page): Promise<void> {
  await expect(launcher(page).boundingBox()).resolves.toEqual({ x: 924, y: 724, width: 56, height: 56 });
  await expect(reachedAt(page, 952, 752)).resolves.toBe('launcher');
  await page.mouse.click(952, 752);
  await page.locator('iframe').waitFor({ timeout: 5000 });
  await expect(page.locator('iframe').boundingBox()).resolves.toEqual({ x: 580, y: 30, width: 400, height: 680 });
  await expect(reachedAt(page, 780, 600)).resolves.toBe('iframe');
}

const covering = 'position:fixed;right:0;bottom:0;width:100%;height:100%;background:#fff';
const pages: [string, (site: () => string) => SitePage][] = [
  ...[
    'div:empty, :empty { display: none }',
    'div:empty, :empty { display: none !important }',
    'body > * { display: none !important }',
    'body > * { display: block !important; position: static !important; transform: translateX(-300px) !important }',
    'body > * { opacity: 0 !important; visibility: hidden !important; pointer-events: none !important }',
    '* { all: revert; display: contents !important; contain: strict !important }',
    ':not(:defined) { visibility: hidden !important; display: none !important }',
    'iframe, button { display: none !important; max-width: 10px !important }',
    '[popover] { display: none !important; inset: 0 !important }',
    'body { transform: translateY(-50px); filter: blur(0); overflow: hidden; opacity: .99 }',
    'body { visibility: hidden; pointer-events: none; direction: rtl; font-size: 40px }',
  ].map((css): [string, (script: () => string) => SitePage] => [
    css,
    (script) => ({ head: `<style>${css}</style>`, body: script() }),
  ]),
  [
    'a later menu with the highest z-index over the whole page',
    (script) => ({ body: `${script().replace(' defer', '')}<nav style="${covering};z-index:2147483647">Menu</nav>` }),
  ],
];

test.each(pages)('the widget is in its place and can be pressed under: %s', async (_, site) => {
  await expectInPlace(await openOn(site(tag)));
});

test('in a browser without a top layer the widget is above a menu with a high z-index', async () => {
  await context.addInitScript(() => {
    for (const name of ['popover', 'showPopover']) Reflect.deleteProperty(HTMLElement.prototype, name);
  });
  await expectInPlace(await openOn({ body: `${tag()}<nav style="${covering};z-index:2147483646">Menu</nav>` }));
});

test.each(['defer', 'async', ''])('the script may stand in the head, with “%s”', async (how) => {
  await expectInPlace(await openOn({ head: `<script src="${service.url}/widget.js" ${how}></script>` }));
});

test.each(['type="module"', 'crossorigin="anonymous"', 'type="module" crossorigin="anonymous"'])(
  'the script is loaded with %s, under a strict policy',
  async (how) => {
    const page = await openOn({
      policy: strict(),
      body: `<script ${how} src="${service.url}/widget.js?v=1"></script>`,
    });
    const complaints = complaintsOf(page);
    await launcher(page).click();
    await chatIn(page);
    expect(complaints).toEqual([]);
  },
);

test('an element of the page with the name of the widget’s own does not keep it away', async () => {
  await expectInPlace(await openOn({ body: `<section id="certdesk">Certificates</section>${tag()}` }));
});

/** As browsers were before Safari 16.4 and Firefox 101, or as a page's own polyfill makes them. */
const withoutConstructedSheets: Record<string, () => void> = {
  'no adoptedStyleSheets': () => {
    for (const { prototype } of [Document, ShadowRoot]) Reflect.deleteProperty(prototype, 'adoptedStyleSheets');
  },
  'a CSSStyleSheet that can’t be constructed': () => {
    window.CSSStyleSheet = new Proxy(CSSStyleSheet, {
      construct() {
        throw new TypeError('Illegal constructor');
      },
    });
  },
};

test.each(Object.entries(withoutConstructedSheets))(
  'the widget has its looks in a browser with %s',
  async (_, lack) => {
    await context.addInitScript(lack);
    const page = await openOn({ body: tag() });
    // The whole sheet is there, not only the plain looks: of the launcher's two pictures one is shown.
    const paths = launcher(page).locator('path');
    await expect(paths.evaluateAll((all) => all.map((path) => getComputedStyle(path).display))).resolves.toEqual([
      'inline',
      'none',
    ]);
    await expectInPlace(page);
  },
);

test.each(Object.entries(withoutConstructedSheets))(
  'under a policy for styles as well the chat opens in a browser with %s',
  async (_, lack) => {
    await context.addInitScript(lack);
    const page = await openOn({ body: tag(), policy: strict() });
    await expect(launcher(page).boundingBox()).resolves.toEqual({ x: 924, y: 724, width: 56, height: 56 });
    await launcher(page).click();
    await page.locator('iframe').waitFor();
    await expect(page.locator('iframe').boundingBox()).resolves.toMatchObject({ width: 400, height: 680 });
  },
);

/** What sites do that change pages without loading anew. */
const visits: Record<string, () => void> = {
  'Turbo and Astro': () => {
    const body = document.createElement('body');
    body.innerHTML = '<h1>Another page</h1>';
    document.body.replaceWith(body);
  },
  'a site that empties its body': () => {
    document.body.innerHTML = '<h1>Another page</h1>';
  },
  'a site that renders the whole document': () => {
    const root = document.createElement('html');
    root.innerHTML = '<head></head><body><h1>Another page</h1></body>';
    document.documentElement.replaceWith(root);
  },
};
const runAgain = (page: Page, address: string) =>
  page.evaluate(
    (src) =>
      new Promise((loaded) => {
        const script = document.createElement('script');
        script.addEventListener('load', loaded);
        script.src = src;
        document.body.append(script);
      }),
    address,
  );

test.each(Object.entries(visits))('%s: the open chat comes back, once, with its conversation', async (_, visit) => {
  const page = await openOn({ body: tag() });
  await launcher(page).click();
  await say(await chatIn(page), 'what is the fax number?');
  await says(await chatIn(page), '0870 6083838');
  for (const _again of ['once', 'twice']) {
    await page.evaluate(visit);
    await runAgain(page, `${service.url}/widget.js`);
    await launcher(page).waitFor();
    await expect(launcher(page).count()).resolves.toBe(1);
    await expect(launcher(page).getAttribute('aria-expanded')).resolves.toBe('true');
    const chat = await chatIn(page);
    await says(chat, '0870 6083838');
    await expect(ownMessages(chat)).resolves.toEqual(['what is the fax number?']);
  }
  await page.evaluate(() => window.certdesk?.close());
  await page.locator('iframe').waitFor({ state: 'hidden' });
  await expect(reachedAt(page, 952, 752)).resolves.toBe('launcher');
});

test('a page that is shown again from a copy, as Turbo does, brings no second element', async () => {
  const page = await openOn({ body: tag() });
  await page.evaluate(async () => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    document.body.replaceWith(document.createElement('body'));
    await new Promise((done) => setTimeout(done, 500));
    document.body.replaceWith(copy);
  });
  await page.waitForTimeout(300);
  await expect(page.locator('certdesk-widget').count()).resolves.toBe(1);
  await launcher(page).waitFor();
});

test('from the second visit of such a site on the frame stays as it is', async () => {
  const page = await openOn({ body: tag() });
  await launcher(page).click();
  const visit = visits['Turbo and Astro'] as () => void;
  await page.evaluate(visit);
  await launcher(page).waitFor();
  const chat = await chatIn(page);
  await chat.getByRole('textbox', { name: 'Message input box' }).fill('half a sent');
  await page.evaluate(visit);
  await page.waitForTimeout(500);
  await expect(chat.getByRole('textbox', { name: 'Message input box' }).inputValue()).resolves.toBe('half a sent');
});

test('after the body was replaced the closed chat has the unread count that it had, and goes on counting', async () => {
  const page = await openOn({ body: tag() });
  await launcher(page).click();
  const chat = await chatIn(page);
  await page.route('**/activities', async (route) => {
    await new Promise((done) => setTimeout(done, 1000));
    await route.continue();
  });
  await say(chat, 'what is the fax number?');
  await page.evaluate(() => window.certdesk?.close());
  await page.locator('.badge', { hasText: '1' }).waitFor();
  await page.evaluate(visits['Turbo and Astro'] as () => void);
  await launcher(page).waitFor();
  const again = await (await page.locator('iframe').elementHandle({ timeout: 5000 }))?.contentFrame();
  await again
    ?.locator('.webchat__basic-transcript__transcript')
    .getByText('0870 6083838')
    .first()
    .waitFor({ state: 'attached' });
  await page.waitForTimeout(500);
  await expect(page.locator('.badge').textContent()).resolves.toBe('1');
  await expect(launcher(page).getAttribute('aria-label')).resolves.toBe('Open the support chat, 1 unread');
});

test('a page that takes the widget away each time it sees it is not held up', async () => {
  const page = await openOn({ body: tag() });
  const removals = await page.evaluate(async () => {
    let count = 0;
    const remove = () => {
      for (const found of document.querySelectorAll('*'))
        if (found.shadowRoot) {
          count += 1;
          found.remove();
        }
    };
    new MutationObserver(remove).observe(document, { childList: true, subtree: true });
    remove();
    await new Promise((done) => setTimeout(done, 1000));
    return count;
  });
  expect(removals).toBeGreaterThan(1);
  expect(removals).toBeLessThan(30);
});

const focusedIn = (frame: Frame) => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const focusedOn = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('class') ?? '');

test('the launcher puts the customer into the text box, Escape puts them back on the launcher', async () => {
  const page = await openOn({ body: tag() });
  for (const press of [
    () => launcher(page).click(),
    () => page.keyboard.press('Enter'),
    () => launcher(page).click(),
  ]) {
    await press();
    const chat = await chatIn(page);
    await chat.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Message input box', null, {
      timeout: 5000,
    });
    await page.keyboard.type('hel');
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    await expect(focusedOn(page)).resolves.toBe('launcher');
  }
  await page.keyboard.press('Enter');
  await expect((await chatIn(page)).getByRole('textbox', { name: 'Message input box' }).inputValue()).resolves.toBe(
    'helhelhel',
  );
});

test('who goes on elsewhere while the chat is loading stays there', async () => {
  const page = await openOn({ body: `<input aria-label="Search">${tag()}` });
  await page.route('**/tokens/generate', async (route) => {
    await new Promise((done) => setTimeout(done, 1000));
    await route.continue();
  });
  await launcher(page).click();
  await page.getByRole('textbox', { name: 'Search' }).click();
  await chatIn(page);
  await page.waitForTimeout(500);
  await page.keyboard.type('shoes');
  await expect(page.getByRole('textbox', { name: 'Search' }).inputValue()).resolves.toBe('shoes');
});

test('on a touch screen the text box is left alone: a keyboard would cover the chat', async () => {
  const phone = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  shop.has({ body: tag() });
  const page = await phone.newPage();
  await page.goto(shop.origin);
  await launcher(page).tap();
  const chat = await chatIn(page);
  await page.waitForTimeout(500);
  await expect(focusedIn(chat)).resolves.not.toBe('Message input box');
  await phone.close();
});
