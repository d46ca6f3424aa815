import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from '../browser.js';
import { databases, type OpenedService, openedService } from '../openedService.js';
import { openChat, ownMessages, say, says } from './chatScreen.js';
import { agentsWords, answerBox, button, lineFor, opened, transcript, write } from './deskScreen.js';

jest.setTimeout(120_000);

describe.each(databases)('from "talk to a person" to the assistant\'s return, on the %s database', (kind) => {
  let browser: Browser;
  let service: OpenedService;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [browser, service] = await Promise.all([startBrowser(), openedService(kind)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
    await service.stop();
  });

  const context = async () => {
    const made = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    contexts.push(made);
    return made;
  };
  /** An agent's browser, signed in by a link of their own. */
  const agent = async (): Promise<Page> => {
    const own = await context();
    const door = await own.newPage();
    await door.goto((await service.deskLink())!);
    await door.locator('.bar').waitFor();
    await door.close();
    return (await opened(own, `${service.address}/desk`)).page;
  };
  /** The number that the customer was told. */
  const caseOf = async (page: Page): Promise<string> => {
    const text = await page.locator('.webchat__basic-transcript__transcript').textContent();
    return /\bC-\d{6}/.exec(text ?? '')![0];
  };
  const saysAtDesk = (page: Page, text: string) => transcript(page).getByText(text).last().waitFor({ timeout: 20_000 });

  test('a person takes over, a rival is told who has it, and the assistant goes on where it stood', async () => {
    const { page: customer, complaints } = await openChat(await context(), service.address);
    const seats = await Promise.all([agent(), agent()]);
    await say(customer, 'I lost the private key of www.example.co.uk, the secure server one');
    await says(customer, 'backup');
    await say(customer, 'talk to a person');
    await customer
      .getByText(/\bC-\d{6}\b/)
      .first()
      .waitFor();
    const id = await caseOf(customer);

    // Both see who waits; what is known stands beside it.
    for (const page of seats) {
      await lineFor(page, id).click();
      await page.locator('.brief').getByText('www.example.co.uk').first().waitFor();
    }
    // Both want it at once: one has it, and the other is told who.
    await Promise.all(seats.map((page) => button(page, 'Claim').click()));
    await says(customer, 'Local agent');
    const lost = await Promise.any(
      seats.map((page) =>
        page
          .locator('#answer:disabled')
          .waitFor()
          .then(() => page),
      ),
    );
    const [anna] = seats.filter((page) => page !== lost) as [Page];
    await lost
      .getByText(/Local agent \d+/)
      .first()
      .waitFor();
    await anna.locator('#answer:enabled').waitFor();

    // The customer's page shows who answers; reading it aloud is the transcript's matter.
    const who = customer.locator('.header .who p');
    await who.getByText(/^Local agent \d+ answers you$/).waitFor();
    expect(await customer.locator('.header [aria-live], .header [role=status]').count()).toBe(0);

    await write(anna, 'Hello, I can see what you told us. Which town are you in?');
    await says(customer, 'Which town are you in?');
    await customer.getByRole('textbox', { name: 'Message input box' }).pressSequentially('Le');
    await anna.locator('.writing').getByText('is writing').waitFor();
    await say(customer, 'Leeds, and is the backup secret?');
    await saysAtDesk(anna, 'Leeds, and is the backup secret?');
    await anna.locator('.writing:empty').waitFor({ state: 'attached' });
    await expect(agentsWords(anna)).resolves.toEqual(['Hello, I can see what you told us. Which town are you in?']);

    // What was written is there once after both have slept, and the assistant said nothing meanwhile.
    await Promise.all([customer.reload(), anna.reload()]);
    await says(customer, 'Which town are you in?');
    await saysAtDesk(anna, 'Leeds, and is the backup secret?');
    await who.getByText(/^Local agent \d+ answers you$/).waitFor();
    const own = await ownMessages(customer);
    expect(own.filter((text) => text.startsWith('Leeds'))).toHaveLength(1);
    const last = customer.locator('.webchat__basic-transcript__activity').last();
    await last.getByText('Leeds').last().waitFor();

    await button(anna, 'Give back').click();
    await says(customer, 'handed');
    await who.getByText('Automated assistant').waitFor();
    await say(customer, 'no backup');
    await customer.locator('.webchat__basic-transcript__activity', { hasText: 'no backup' }).last().waitFor();
    await says(customer, 'When did you order');
    await saysAtDesk(anna, 'When did you order');
    expect(complaints).toEqual([]);
  });

  test('a case is settled, the customer says how it went, and what is asked next goes to the assistant', async () => {
    const { page: customer } = await openChat(await context(), service.address);
    const anna = await agent();
    await say(customer, 'talk to a person');
    await customer
      .getByText(/\bC-\d{6}\b/)
      .first()
      .waitFor();
    const id = await caseOf(customer);
    await lineFor(anna, id).click();
    await answerBox(anna).waitFor();
    await write(anna, 'That is done.');
    await says(customer, 'That is done.');
    await button(anna, 'Resolve').click();
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('textbox').fill('told how');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await says(customer, 'is settled');
    await customer.locator('.webchat__suggested-action').first().click();
    await says(customer, 'Good to hear');
    await say(customer, 'what is the fax number?');
    await says(customer, 'Please fax the signed letter');
    const { body } = await service.database.read
      .selectFrom('cases')
      .select('body')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(body!)).toMatchObject({ status: 'resolved', resolution: 'told how', rating: { score: 'good' } });
  });
});
