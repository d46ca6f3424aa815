import type { BrowserContext, Frame, Page } from 'playwright-core';

/** A chat page as a customer sees it. */
export interface ChatScreen {
  page: Page;
  /** What went wrong on it: uncaught faults, errors in the console, violations of the Content-Security-Policy. */
  complaints: string[];
}

/** Opens the chat and waits for the welcome, or for whatever text is expected. */
export async function openChat(context: BrowserContext, url: string, expected = 'certificate assistant'): Promise<ChatScreen> {
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${url}/chat`);
  await says(page, expected);
  return { page, complaints };
}

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

/** Waits until the transcript shows a text. */
export async function says(page: Page | Frame, text: string): Promise<void> {
  await page.locator('.webchat__basic-transcript__transcript').getByText(text).filter({ visible: true }).last().waitFor({ timeout: 20_000 });
}

/** What the customer said, as the transcript shows it, from top to bottom. */
export const ownMessages = (page: Page | Frame): Promise<string[]> => page.locator('.webchat__bubble--from-user .webchat__bubble__content').allInnerTexts();

/** The chat's own storage in this browser. */
export const stored = (page: Page | Frame): Promise<Record<string, string>> =>
  page.evaluate(() => Object.fromEntries(Object.entries({ ...localStorage }).filter(([name]) => name.startsWith('certdesk.'))));
