import type { Page } from 'playwright-core';
import { complaintsOf } from './chatScreen.js';
import type { SitePage } from './customerSite.js';
import { chatIn, hostPages, launcher, reachedAt } from './hostPages.js';

const pages = hostPages();
const strict = () =>
  `default-src 'none'; script-src ${pages.service.url}; frame-src ${pages.service.url}; style-src 'self'`;

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
const sites: [string, (site: () => string) => SitePage][] = [
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

test.each(sites)('the widget is in its place and can be pressed under: %s', async (_, site) => {
  await expectInPlace(await pages.openOn(site(pages.tag)));
});

test('in a browser without a top layer the widget is above a menu with a high z-index', async () => {
  await pages.context.addInitScript(() => {
    for (const name of ['popover', 'showPopover']) Reflect.deleteProperty(HTMLElement.prototype, name);
  });
  await expectInPlace(
    await pages.openOn({ body: `${pages.tag()}<nav style="${covering};z-index:2147483646">Menu</nav>` }),
  );
});

test.each(['defer', 'async', ''])('the script may stand in the head, with “%s”', async (how) => {
  await expectInPlace(await pages.openOn({ head: `<script src="${pages.service.url}/widget.js" ${how}></script>` }));
});

test.each(['type="module"', 'crossorigin="anonymous"', 'type="module" crossorigin="anonymous"'])(
  'the script is loaded with %s, under a strict policy',
  async (how) => {
    const page = await pages.openOn({
      policy: strict(),
      body: `<script ${how} src="${pages.service.url}/widget.js?v=1"></script>`,
    });
    const complaints = complaintsOf(page);
    await launcher(page).click();
    await chatIn(page);
    expect(complaints).toEqual([]);
  },
);

test('an element of the page with the name of the widget’s own does not keep it away', async () => {
  await expectInPlace(await pages.openOn({ body: `<section id="certdesk">Certificates</section>${pages.tag()}` }));
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
    await pages.context.addInitScript(lack);
    const page = await pages.openOn({ body: pages.tag() });
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
    await pages.context.addInitScript(lack);
    const page = await pages.openOn({ body: pages.tag(), policy: strict() });
    await expect(launcher(page).boundingBox()).resolves.toEqual({ x: 924, y: 724, width: 56, height: 56 });
    await launcher(page).click();
    await page.locator('iframe').waitFor();
    await expect(page.locator('iframe').boundingBox()).resolves.toMatchObject({ width: 400, height: 680 });
  },
);
