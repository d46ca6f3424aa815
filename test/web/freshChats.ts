import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { endServices, type Service, startService } from '../service.js';

/** What the tests of a suite stand on. */
export interface FreshChats {
  browser: Browser;
  service: Service;
  /** A browser of a new customer, for each test. */
  context: BrowserContext;
}

/** For a whole suite one browser and one service; for each test a customer who was never there. To be called at the top of the file. */
export function freshChats(): FreshChats {
  const chats = {} as FreshChats;
  jest.setTimeout(60_000);
  beforeAll(async () => {
    [chats.browser, chats.service] = await Promise.all([startBrowser(), startService()]);
  });
  afterAll(async () => {
    await chats.browser.close();
    await endServices();
  });
  beforeEach(async () => {
    chats.context = await chats.browser.newContext({ viewport: { width: 1000, height: 760 } });
  });
  afterEach(() => chats.context.close());
  return chats;
}
