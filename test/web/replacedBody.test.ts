import type { Page } from 'playwright-core';
import { ownMessages, say, says } from './chatScreen.js';
import { chatIn, hostPages, launcher, reachedAt } from './hostPages.js';

const pages = hostPages();

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
  const page = await pages.openOn({ body: pages.tag() });
  await launcher(page).click();
  await say(await chatIn(page), 'what is the fax number?');
  await says(await chatIn(page), '0870 6083838');
  for (const _again of ['once', 'twice']) {
    await page.evaluate(visit);
    await runAgain(page, `${pages.service.url}/widget.js`);
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
  const page = await pages.openOn({ body: pages.tag() });
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
  const page = await pages.openOn({ body: pages.tag() });
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
  const page = await pages.openOn({ body: pages.tag() });
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
  const page = await pages.openOn({ body: pages.tag() });
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
