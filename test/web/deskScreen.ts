import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { complaintsOf } from './chatScreen.js';
import { demoCases } from './deskCases.js';
import { type DeskFixture, openDeskFixture } from './deskFixture.js';

/** What the tests of the desk's pages stand on: one browser for a file, a desk of its own for each test. */
export interface Desks {
  browser: Browser;
  desk: DeskFixture;
  /** An agent's browser with the desk open. */
  seat(agent: string, options?: Seated): Promise<Seat>;
}
interface Seated extends BrowserContextOptions {
  /** Where in the desk, as `#/cases/C-1`. */
  at?: string;
}
export interface Seat {
  context: BrowserContext;
  page: Page;
  complaints: string[];
}

/** To be called at the top of a file. */
export function desks(): Desks {
  const made = {} as Desks;
  const open: BrowserContext[] = [];
  jest.setTimeout(120_000);
  beforeAll(async () => {
    made.browser = await startBrowser();
  });
  afterAll(() => made.browser.close());
  beforeEach(async () => {
    made.desk = await openDeskFixture(demoCases(Date.now()));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    await made.desk.close();
  });
  made.seat = async (agent, { at = '', ...options } = {}) => {
    const context = await made.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    open.push(context);
    await context.addCookies([{ name: 'agent', value: agent, url: made.desk.url }]);
    return { context, ...(await opened(context, `${made.desk.url}/desk${at}`)) };
  };
  return made;
}

/** Another tab of the same browser. */
export async function opened(context: BrowserContext, address: string): Promise<Omit<Seat, 'context'>> {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(address);
  await page.locator('.bar').waitFor();
  return { page, complaints };
}

export const answerBox = (page: Page): Locator => page.locator('#answer');
/** Waits until the box has that text. */
export async function boxHolds(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const box = document.querySelector<HTMLTextAreaElement>('#answer');
    return box?.value === wanted;
  }, text);
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const lineFor = (page: Page, id: string): Locator => page.locator(`.line[data-case="${id}"]`);
export const transcript = (page: Page): Locator => page.getByRole('log');

/** Opens a case from the queue, or by its address where the list doesn't have it. */
export async function openCase(page: Page, id: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/cases/${id}`);
  await page.locator('.brief .strong', { hasText: id }).waitFor({ state: 'attached' });
}

/** Writes and sends. */
export async function write(page: Page, text: string): Promise<void> {
  await answerBox(page).fill(text);
  await answerBox(page).press('Control+Enter');
}

/** What agents have said, as the transcript shows it; what is on its way included. */
export const agentsWords = (page: Page): Promise<string[]> => page.locator('.said.by-agent .bubble').allInnerTexts();

/** The customers' names as the queue has them, from top to bottom. */
export const queued = (page: Page): Promise<(string | null)[]> =>
  page.locator('.line').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-case')));
