import type { BrowserContext, Frame, Page } from 'playwright-core';

/** A chat page as a customer sees it. */
export interface ChatScreen {
  page: Page;
  /** What went wrong on it: uncaught faults, errors in the console, violations of the Content-Security-Policy. */
  complaints: string[];
}

/** Opens the chat and waits for the welcome, or for whatever text is expected. */
export async function openChat(
  context: BrowserContext,
  url: string,
  expected = 'certificate assistant',
): Promise<ChatScreen> {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${url}/chat`);
  await says(page, expected);
  await talking(page);
  return { page, complaints };
}

/** Waits until the page has its conversation, whose first message lies behind the first screen. */
export const talking = (page: Page | Frame) =>
  page
    .locator('body[data-line="online"] .webchat__basic-transcript__activity')
    .first()
    .waitFor({ state: 'attached', timeout: 20_000 });

/** Gathers a page's complaints from now on. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (fault) => complaints.push(`fault: ${fault.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** Types a message and sends it. */
export async function say(page: Page | Frame, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message input box' });
  await box.fill(text);
  await box.press('Enter');
}

/** Waits until the conversation, or the first screen in its place, shows a text. */
export async function says(page: Page | Frame, text: string): Promise<void> {
  await page
    .locator('#webchat .webchat__basic-transcript__transcript, #opening')
    .getByText(text)
    .filter({ visible: true })
    .last()
    .waitFor({ timeout: 20_000 });
}

/** What the customer said, as the transcript shows it, from top to bottom. */
export const ownMessages = (page: Page | Frame): Promise<string[]> =>
  page.locator('.webchat__bubble--from-user .webchat__bubble__content').allInnerTexts();

/** The chat's own storage in this browser. */
export const stored = (page: Page | Frame): Promise<Record<string, string>> =>
  page.evaluate(() =>
    Object.fromEntries(Object.entries({ ...localStorage }).filter(([name]) => name.startsWith('certdesk.'))),
  );

/** The credential that this browser keeps, and the conversation it leads to. */
export const wayBack = async (page: Page | Frame): Promise<{ conversationId: string; resume: string }> =>
  JSON.parse((await stored(page))['certdesk.resume'] ?? 'null');

/** The customer's messages as the service has them, in order: of the conversation that the browser keeps, or of another. */
export async function received(page: Page, way?: { resume: string }): Promise<string[]> {
  const { resume } = way ?? (await wayBack(page));
  return page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const { conversationId, token } = await (
      await fetch('/v3/directline/tokens/generate', { method: 'POST', headers, body })
    ).json();
    const answer = await fetch(`/v3/directline/conversations/${conversationId}/activities?watermark=0`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { activities } = (await answer.json()) as {
      activities: { type: string; text: string; from: { role: string } }[];
    };
    return activities.filter(({ type, from }) => type === 'message' && from.role === 'user').map(({ text }) => text);
  }, JSON.stringify({ resume }));
}

/** Waits until the service has acknowledged everything. */
export const delivered = (page: Page) =>
  page.waitForFunction(() => !Object.keys({ ...localStorage }).some((name) => name.startsWith('certdesk.unsent.')));
