import { anna } from './deskKnowledge.js';
import {
  agentsWords,
  answerBox,
  boxHolds,
  button,
  desks,
  lineFor,
  openCase,
  queued,
  transcript,
  write,
} from './deskScreen.js';

const all = desks();
const at = '#/cases/C-7KQ2MX';

test('the queue has who waits, the urgent first, with why, since when and the last words', async () => {
  const { page, complaints } = await all.seat('anna');
  await lineFor(page, 'C-7KQ2MX').waitFor();
  await expect(queued(page)).resolves.toEqual(['C-9XW4PD', 'C-2HJ6ZN', 'C-4BD9LQ', 'C-7KQ2MX']);
  const line = await lineFor(page, 'C-9XW4PD').textContent();
  for (const part of ['Priya Natarajan', 'Key compromised', 'pay.fabrikam.com', '4 min', 'how fast can you revoke'])
    expect(line).toContain(part);
  await expect(page.getByRole('tab').allTextContents()).resolves.toEqual([
    ...['Waiting 4', 'Mine 2', 'Assigned 2', 'On hold 1', 'All'],
  ]);
  expect(complaints).toEqual([]);
});

test('a case opens with its conversation by role, its notes and its brief', async () => {
  const { page } = await all.seat('anna', { at });
  await transcript(page).getByText('The shop is down').waitFor();
  const roles = await page.locator('.said').evaluateAll((said) => said.map((one) => one.className.split(' ')[1]));
  expect(new Set(roles)).toEqual(new Set(['by-user', 'by-bot', 'by-system', 'by-note']));
  await expect(page.locator('.day').allInnerTexts()).resolves.toEqual(['Yesterday', 'Today']);
  await expect(page.locator('.by-note .bubble').textContent()).resolves.toContain('I’d give them the two days');
  const brief = page.getByRole('complementary', { name: 'Brief' });
  for (const part of [
    'the limit of 30 days is near',
    'A person decides',
    '27 October 2026',
    'Lost on',
    'A private key (PEM)',
  ])
    await brief.getByText(part).first().waitFor();
  // Long words are cut to a line; a press shows all of them.
  const words = brief.getByText('“ordered it on the 27th of last month”');
  const height = async () => (await words.boundingBox())!.height;
  const before = await height();
  await words.click();
  expect(await height()).toBeGreaterThan(before);
  await expect(brief.getByText('Find out when exactly').isVisible()).resolves.toBe(false);
  await brief.getByText('Plan (3)').click();
  await brief.getByText('Find out when exactly').waitFor();
});

test('the exact time shows on focus, and the arrow keys walk from message to message', async () => {
  const { page } = await all.seat('anna', { at });
  await transcript(page).getByText('The shop is down').waitFor();
  await transcript(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  const focused = page.locator('.said:focus');
  await expect(focused.locator('.said-exact').textContent()).resolves.toMatch(/\d{4}.*\d\d:\d\d:\d\d (GMT|BST)$/);
});

test('acts that are not possible say why, and a claim makes them possible', async () => {
  const { page } = await all.seat('anna', { at });
  const hold = page.locator('.actions').getByRole('button', { name: 'Hold' });
  await expect(hold.getAttribute('aria-disabled')).resolves.toBe('true');
  await hold.click({ force: true });
  await page.locator('.notice', { hasText: 'Claim the case first.' }).waitFor();
  await button(page, 'Claim').click();
  await transcript(page).getByText('Anna Keller has joined').waitFor();
  await hold.click();
  await page.getByRole('dialog').getByRole('textbox').fill('Waiting for the letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click();
  await transcript(page).getByText('has to look into this').waitFor();
  expect(all.desk.cases.get('C-7KQ2MX')!.case.status).toBe('on-hold');
});

test('who writes without having claimed claims by it', async () => {
  const { page } = await all.seat('anna', { at });
  await write(page, 'Hello Joe');
  await transcript(page).getByText('Hello Joe').waitFor();
  await page.locator('.standing', { hasText: 'yours' }).waitFor();
  expect(all.desk.cases.get('C-7KQ2MX')!.case).toMatchObject({ status: 'with-customer', agent: anna });
});

test('a private note is for colleagues only, and keeps its own draft', async () => {
  const { page } = await all.seat('anna', { at });
  await answerBox(page).fill('half an answer');
  await page.locator('body').press('Escape');
  await page.getByText('Private note', { exact: true }).click();
  await boxHolds(page, '');
  await write(page, 'he sounds honest');
  await page.locator('.by-note:not(.pending) .bubble', { hasText: 'he sounds honest' }).waitFor();
  await page.getByText('Reply', { exact: true }).click();
  await boxHolds(page, 'half an answer');
  const one = all.desk.cases.get('C-7KQ2MX')!;
  expect(one.said.some(({ text }) => text.includes('honest'))).toBe(false);
  expect(one.case.agent).toBeNull();
});

test('drafts are kept for each case over a reload, and gone after signing out', async () => {
  const { page } = await all.seat('anna', { at });
  await answerBox(page).fill('for Joe');
  await openCase(page, 'C-4BD9LQ');
  await boxHolds(page, '');
  await answerBox(page).fill('for M.');
  await page.reload();
  await boxHolds(page, 'for M.');
  await lineFor(page, 'C-7KQ2MX').getByText('Draft').waitFor();
  await lineFor(page, 'C-7KQ2MX').click();
  await boxHolds(page, 'for Joe');
  await button(page, 'Sign out').click();
  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('for ');
});

test('a slash finds canned answers, and Enter puts one in its place', async () => {
  const { page } = await all.seat('anna', { at });
  await answerBox(page).pressSequentially('Hello. /compr');
  await page.getByRole('option', { name: /Compromised key/ }).waitFor();
  await page.keyboard.press('Enter');
  await expect(answerBox(page).inputValue()).resolves.toMatch(/^Hello\. Please stop using the key at once\./);
  await answerBox(page).fill('and/or');
  await expect(page.locator('#canned').count()).resolves.toBe(0);
});

test('a suggested passage is put into the box by one press, with its source if wanted', async () => {
  const { page } = await all.seat('anna', { at });
  await answerBox(page).fill('Hello Joe');
  await button(page, 'Insert with source: When a lost certificate is replaced free').click();
  await expect(answerBox(page).inputValue()).resolves.toMatch(
    /^Hello Joe\n\nA certificate whose key was lost .*\n\nFrom the FAQ: “If you lose your key/,
  );
});

test('a missing fact is asked for by one press, and the page says so until it is there', async () => {
  const { page } = await all.seat('anna', { at });
  await button(page, 'Claim').click();
  await button(page, 'Ask: Lost on').click();
  await page.getByText('being asked …').waitFor();
  await transcript(page).getByText('On which day was it lost?').waitFor();
  expect(all.desk.cases.get('C-7KQ2MX')!.case.asking).toBe('lossDate');
});

test('another verdict needs a reason, and stands beside the machine’s', async () => {
  const { page } = await all.seat('anna', { at });
  await button(page, 'Claim').click();
  await button(page, 'Change …').click();
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('free-replacement');
  await button(page, 'Decide').click({ force: true });
  expect(all.desk.cases.get('C-7KQ2MX')!.case.override).toBeNull();
  await page.getByLabel('Reason').fill('The disk failed before anybody noticed.');
  await button(page, 'Decide').click();
  await page.locator('.verdict.overridden', { hasText: 'It is replaced free' }).waitFor();
  await page.locator('.verdict.put-aside', { hasText: 'A person decides' }).waitFor();
  expect(all.desk.cases.get('C-7KQ2MX')!.case.override).toMatchObject({ outcome: 'free-replacement', by: anna });
});

test('transfer, give back, release and resolve do what they say', async () => {
  const { page } = await all.seat('anna', { at });
  const status = () => all.desk.cases.get('C-7KQ2MX')!.case.status;
  await button(page, 'Claim').click();
  await button(page, 'Transfer').click();
  await page.getByLabel('To whom?').selectOption('Billing');
  await page.getByRole('dialog').getByRole('button', { name: 'Transfer', exact: true }).click();
  await transcript(page).getByText('our Billing team').waitFor();
  await button(page, 'Claim').click();
  await button(page, 'Release').click();
  await transcript(page).getByText('waits for the next colleague').waitFor();
  await button(page, 'Claim').click();
  await button(page, 'Give back').click();
  await page.locator('.standing', { hasText: 'With assistant' }).waitFor();
  expect(status()).toBe('returned-to-bot');
  await button(page, 'Claim').click();
  await button(page, 'Resolve').click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('button', { name: 'Resolve', exact: true }).getAttribute('aria-disabled'),
  ).resolves.toBe('true');
  await dialog.getByRole('button', { name: 'Replacement agreed' }).click();
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.getByRole('heading', { name: 'How it was settled' }).waitFor();
  expect(status()).toBe('resolved');
  await expect(page.getByRole('radio', { name: 'Reply' }).isDisabled()).resolves.toBe(true);
});

test('a search looks through all cases, and filters narrow it down', async () => {
  const { page } = await all.seat('anna');
  await lineFor(page, 'C-7KQ2MX').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('baker');
  await lineFor(page, 'C-5RT8WA').waitFor();
  await expect(queued(page)).resolves.toEqual(['C-7KQ2MX', 'C-5RT8WA']);
  await page.getByLabel('Status').selectOption('closed');
  await lineFor(page, 'C-7KQ2MX').waitFor({ state: 'detached' });
  await expect(queued(page)).resolves.toEqual(['C-5RT8WA']);
});

test('keys do what their list says, and can be switched off', async () => {
  const { page } = await all.seat('anna');
  await lineFor(page, 'C-9XW4PD').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Claim', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.locator('.line[aria-current][data-case="C-9XW4PD"]').waitFor();
  await page.keyboard.press('j');
  await page.locator('.line[aria-current][data-case="C-2HJ6ZN"]').waitFor();
  await transcript(page).getByText('Talk to a person').waitFor();
  await page.keyboard.press('c');
  await transcript(page).getByText('Anna Keller has joined').waitFor();
  await page.keyboard.press('r');
  await page.waitForFunction(() => document.activeElement?.id === 'answer');
  await page.keyboard.type('c and j are letters here');
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await lineFor(page, 'C-6TN3YB').waitFor();
  await page.keyboard.press('?');
  await page.getByLabel('Single keys are shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(page.getByRole('tab', { name: 'Mine' }).getAttribute('aria-selected')).resolves.toBe('true');
});

test('up and down go through the queue, and Enter opens', async () => {
  const { page } = await all.seat('anna');
  await lineFor(page, 'C-9XW4PD').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.locator('.line[aria-current][data-case="C-2HJ6ZN"]').waitFor();
});

test('the case number can be copied, and an earlier case of the customer opened', async () => {
  const { page, context } = await all.seat('anna', { at });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'Copy the case number').click();
  await page.getByText('Copied.').waitFor();
  await expect(page.evaluate(() => navigator.clipboard.readText())).resolves.toBe('C-7KQ2MX');
  await page.getByRole('link', { name: 'C-5RT8WA' }).click();
  await page.getByRole('heading', { name: 'What the customer thought' }).waitFor();
});

test('a case that is not there says so', async () => {
  const { page } = await all.seat('anna', { at: '#/cases/C-NOBODY' });
  await page.getByText('There is no case C-NOBODY').waitFor();
});

test('a supervisor sees figures and charts of a period, and has them as CSV', async () => {
  const { page, complaints } = await all.seat('sofia', { at: '#/reports' });
  await page.locator('.uplot canvas').first().waitFor();
  await expect(page.locator('.figure').first().textContent()).resolves.toMatch(
    /Waiting time, median\s*5 min 9 in 10 within 24 min/,
  );
  await page.getByText('our confirmation went out two days late').waitFor();
  await button(page, '7 days').click();
  await page.getByText('The same as a table').click();
  await expect(page.locator('tbody tr').count()).resolves.toBe(7);
  const csv = new URL(
    (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href')) ?? '',
    all.desk.url,
  );
  expect(csv.pathname).toBe('/desk/api/reports.csv');
  expect(Date.parse(csv.searchParams.get('to')!) - Date.parse(csv.searchParams.get('from')!)).toBe(6 * 86_400_000);
  expect(complaints).toEqual([]);
});

test('an agent who does not supervise has no reports', async () => {
  const { page } = await all.seat('anna', { at: '#/reports' });
  await lineFor(page, 'C-7KQ2MX').waitFor();
  await expect(page.getByRole('link', { name: 'Reports' }).count()).resolves.toBe(0);
});

test('the tab’s title counts what is unread, and looking at a case takes it away', async () => {
  const { page } = await all.seat('anna');
  await page.waitForFunction(() => document.title.startsWith('(4) '));
  await lineFor(page, 'C-9XW4PD').click();
  await page.waitForFunction(() => document.title.startsWith('(3) '));
  await expect(agentsWords(page)).resolves.toEqual([]);
});
