import type { Page } from 'playwright-core';
import { anna, bob } from './deskKnowledge.js';
import {
  agentsWords,
  answerBox,
  boxHolds,
  button,
  desks,
  lineFor,
  openCase,
  opened,
  queued,
  transcript,
  write,
} from './deskScreen.js';

const all = desks();
const at = '#/cases/C-7KQ2MX';
const kept = (id = 'C-7KQ2MX') => all.desk.cases.get(id)!;
const said = (id?: string) =>
  kept(id)
    .said.filter(({ role }) => role === 'agent')
    .map(({ text }) => text);

/** Until everything that was written is known to have arrived. */
const nothingWaits = (page: Page) =>
  page.waitForFunction(
    () => sessionStorage.getItem('certdesk-desk.unsent') === null && document.querySelectorAll('.pending').length === 0,
  );

test('what happens shows at once: in the queue, its counts, the conversation and the title', async () => {
  const { page } = await all.seat('anna', { at });
  await page.locator('.standing', { hasText: 'Waiting' }).waitFor();
  const other = await all.seat('bob', { at: '#/cases/C-4BD9LQ' });
  await button(other.page, 'Claim').click();
  await lineFor(page, 'C-4BD9LQ').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Waiting 3' }).waitFor();
  all.desk.customerSays('C-7KQ2MX', 'are you there?');
  await transcript(page).getByText('are you there?').waitFor();
  await lineFor(page, 'C-7KQ2MX').getByText('are you there?').waitFor();
});

test('a lost claim says who has it, and nothing is sent', async () => {
  const { page } = await all.seat('anna', { at });
  await button(page, 'Claim').waitFor();
  // Anna's page doesn't hear of it in time.
  await page.route('**/claim', async (route) => {
    const rival = await all.seat('bob', { at });
    await button(rival.page, 'Claim').click();
    await transcript(rival.page).getByText('Bob Shah has joined').waitFor();
    await route.continue();
  });
  await button(page, 'Claim').click();
  await page.locator('.notice', { hasText: 'Bob Shah has this case.' }).waitFor();
  await page.locator('.standing', { hasText: 'Bob Shah' }).waitFor();
  expect(kept().case.agent).toEqual(bob);
  await expect(answerBox(page).isDisabled()).resolves.toBe(true);
});

test('a reply that lost against a claim is kept, and goes back into the box', async () => {
  const { page } = await all.seat('anna', { at });
  await page.route('**/reply', async (route) => {
    const rival = await all.seat('bob', { at });
    await button(rival.page, 'Claim').click();
    await transcript(rival.page).getByText('Bob Shah has joined').waitFor();
    await route.continue();
  });
  await write(page, 'Hello Joe');
  await page.locator('.pending.refused', { hasText: 'Bob Shah has this case.' }).waitFor();
  await button(page, 'Back to the box').click();
  await boxHolds(page, 'Hello Joe');
  expect(said()).toEqual([]);
});

test('who looks and who writes is seen by the others', async () => {
  const { page } = await all.seat('anna', { at });
  const other = await all.seat('bob', { at });
  await page.getByText('Bob Shah is looking at this case').waitFor();
  await answerBox(other.page).pressSequentially('I');
  await page.getByText('Bob Shah is writing …').waitFor();
});

test('an answer that was lost on its way is asked for again, and written once', async () => {
  const { page } = await all.seat('anna', { at });
  all.desk.loseAnswers(2);
  await write(page, 'Hello Joe');
  await write(page, 'and one more');
  await transcript(page).getByText('and one more').waitFor();
  await nothingWaits(page);
  await expect(agentsWords(page)).resolves.toEqual(['Hello Joe', 'and one more']);
  expect(said()).toEqual(['Hello Joe', 'and one more']);
});

test('a break: the page says so, what was written waits, and afterwards nothing is lost or doubled', async () => {
  const { page } = await all.seat('anna', { at });
  await transcript(page).getByText('The shop is down').waitFor();
  all.desk.cut(true);
  await page.getByText('The desk can’t be reached just now.').waitFor();
  for (const text of ['one', 'two', 'two']) await write(page, text);
  all.desk.customerSays('C-7KQ2MX', 'said during the break');
  all.desk.customerSays('C-9XW4PD', 'elsewhere too');
  await expect(agentsWords(page)).resolves.toEqual(['one', 'two', 'two']);
  all.desk.heal();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await transcript(page).getByText('said during the break').waitFor();
  await lineFor(page, 'C-9XW4PD').getByText('elsewhere too').waitFor();
  await page.getByText('The desk can’t be reached just now.').waitFor({ state: 'detached' });
  await nothingWaits(page);
  await expect(agentsWords(page)).resolves.toEqual(['one', 'two', 'two']);
  expect(said()).toEqual(['one', 'two', 'two']);
  // From here on it is live again.
  all.desk.customerSays('C-7KQ2MX', 'thank you');
  await transcript(page).getByText('thank you', { exact: true }).waitFor();
  await expect(transcript(page).getByText('said during the break').count()).resolves.toBe(1);
});

test('a socket that died in silence is left when the machine wakes, and what it kept back shows', async () => {
  const { page } = await all.seat('anna');
  let deaf = false;
  let sockets = 0;
  await page.routeWebSocket(/stream/, (socket) => {
    const server = socket.connectToServer();
    sockets += 1;
    const own = sockets;
    server.onMessage((message) => {
      if (!deaf || own > 1) socket.send(message);
    });
  });
  await page.reload();
  await openCase(page, 'C-7KQ2MX');
  await transcript(page).getByText('The shop is down').waitFor();
  deaf = true;
  all.desk.customerSays('C-7KQ2MX', 'said to the deaf');
  await page.waitForTimeout(300);
  await expect(transcript(page).getByText('said to the deaf').count()).resolves.toBe(0);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await transcript(page).getByText('said to the deaf').waitFor();
  all.desk.customerSays('C-7KQ2MX', 'heard again');
  await transcript(page).getByText('heard again').waitFor();
  await expect(transcript(page).getByText('said to the deaf').count()).resolves.toBe(1);
  expect(sockets).toBe(2);
});

test('who is away is seen as away where a case is transferred', async () => {
  const { page } = await all.seat('anna', { at: '#/cases/C-6TN3YB' });
  const other = await all.seat('bob');
  await other.page.getByLabel('Your presence').selectOption('away');
  await other.page.waitForTimeout(200);
  await button(page, 'Transfer').click();
  await page.getByRole('option', { name: 'Bob Shah: away' }).waitFor({ state: 'attached' });
  await page.getByRole('option', { name: 'Sofia Lindqvist: not at the desk' }).waitFor({ state: 'attached' });
});

test('many cuts in a busy conversation leave each message there once, in its order', async () => {
  const { page } = await all.seat('anna', { at });
  await write(page, 'Hello Joe');
  await nothingWaits(page);
  for (let turn = 0; turn < 12; turn += 1) {
    if (turn % 3 === 0) all.desk.cut();
    all.desk.customerSays('C-7KQ2MX', `customer ${turn}`);
    if (turn % 4 === 1) all.desk.loseAnswers(1);
    await write(page, `agent ${turn}`);
    await page.waitForTimeout(120);
  }
  const wanted = 12;
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('.pending').length === 0 &&
      [...document.querySelectorAll('.by-user .bubble')].filter((one) => one.textContent?.startsWith('customer '))
        .length === count,
    wanted,
    { timeout: 60_000 },
  );
  const shown = await page.locator('.said:is(.by-user, .by-agent) .bubble').allTextContents();
  const there = kept()
    .said.filter(({ role }) => role === 'user' || role === 'agent')
    .map(({ text }) => text);
  expect(
    shown.map((text) => text.replace('Pressed ', '').replace('this is the old oneserver.crt', 'this is the old one')),
  ).toEqual(there);
  expect(said()).toEqual(['Hello Joe', ...Array.from({ length: wanted }, (_, turn) => `agent ${turn}`)]);
});

test('two tabs of one agent: both have each message once, and the draft', async () => {
  const { page, context } = await all.seat('anna', { at });
  const { page: other } = await opened(context, `${all.desk.url}/desk${at}`);
  await transcript(other).getByText('The shop is down').waitFor();
  await answerBox(page).fill('half an answer');
  await boxHolds(other, 'half an answer');
  await write(page, 'ok');
  await boxHolds(other, '');
  await write(other, 'ok');
  for (const tab of [page, other]) {
    await tab.waitForFunction(
      () => document.querySelectorAll('.by-agent').length === 2 && document.querySelectorAll('.pending').length === 0,
    );
  }
  expect(said()).toEqual(['ok', 'ok']);
});

test('what was not sent when the tab was loaded anew is sent, once', async () => {
  const { page } = await all.seat('anna', { at });
  await answerBox(page).waitFor();
  all.desk.loseAnswers(100);
  await write(page, 'Hello Joe');
  await transcript(page).getByText('Hello Joe').waitFor();
  // The second isn't even asked for while the first has no answer.
  await write(page, 'and one more');
  await page.reload();
  await transcript(page).getByText('and one more').waitFor();
  all.desk.loseAnswers(0);
  await nothingWaits(page);
  await expect(agentsWords(page)).resolves.toEqual(['Hello Joe', 'and one more']);
  expect(said()).toEqual(['Hello Joe', 'and one more']);
});

test('two agents: what one writes is the other’s to see, a note as well', async () => {
  const { page } = await all.seat('anna', { at });
  const other = await all.seat('bob', { at });
  await write(page, 'Hello Joe');
  await transcript(other.page).getByText('Hello Joe').waitFor();
  await other.page.getByText('Private note', { exact: true }).click();
  await write(other.page, 'I know him');
  await page.locator('.by-note', { hasText: 'I know him' }).waitFor();
  await expect(agentsWords(page)).resolves.toEqual(['Hello Joe']);
  await expect(agentsWords(other.page)).resolves.toEqual(['Hello Joe']);
});

test('a session that ends says so, and the next agent of this browser finds nothing of it', async () => {
  const { page, context } = await all.seat('anna', { at });
  await answerBox(page).fill('a draft of Anna’s');
  all.desk.endSession(anna.id);
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await context.addCookies([{ name: 'agent', value: 'bob', url: all.desk.url }]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await lineFor(page, 'C-7KQ2MX').waitFor();
  await openCase(page, 'C-7KQ2MX');
  await boxHolds(page, '');
});

test('a sign-out in one tab is one in all', async () => {
  const { page, context } = await all.seat('anna', { at });
  const { page: other } = await opened(context, `${all.desk.url}/desk${at}`);
  await button(page, 'Sign out').click();
  await other.getByRole('heading', { name: 'You are signed out' }).waitFor();
});

test('long lists come in pages, and live changes keep them right', async () => {
  const { demoCases } = await import('./deskCases.js');
  const [first] = demoCases(Date.now());
  for (let number = 0; number < 120; number += 1)
    all.desk.cases.set(`C-N${number}`, {
      ...first!,
      case: {
        ...first!.case,
        id: `C-N${number}`,
        waitingSince: new Date(Date.now() - 7_200_000 + number * 1000).toISOString(),
      },
    });
  const { page } = await all.seat('anna');
  await page.waitForFunction(() => document.querySelectorAll('.line').length === 50);
  await button(page, 'Show more').click();
  await page.waitForFunction(() => document.querySelectorAll('.line').length === 100);
  await button(page, 'Show more').click();
  await page.waitForFunction(() => document.querySelectorAll('.line').length === 124);
  const ids = await queued(page);
  expect(new Set(ids).size).toBe(124);
  expect(ids[0]).toBe('C-9XW4PD');
});

test('a sound is made only where it was switched on, for what is not on the screen', async () => {
  const { page } = await all.seat('anna', { at });
  await page.addInitScript(() => {
    Object.assign(window, { tones: 0 });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      (window as unknown as { tones: number }).tones += 1;
      start.call(this, when);
    };
  });
  await page.reload();
  await transcript(page).getByText('The shop is down').waitFor();
  const tones = () => page.evaluate(() => (window as unknown as { tones: number }).tones);
  all.desk.customerSays('C-6TN3YB', 'hello?');
  all.desk.customerSays('C-7KQ2MX', 'seen one');
  await transcript(page).getByText('seen one').waitFor();
  await expect(tones()).resolves.toBe(0);
  await button(page, 'Sound').click();
  // It is heard once when it is switched on.
  await expect(tones()).resolves.toBe(2);
  all.desk.customerSays('C-7KQ2MX', 'on the screen');
  await transcript(page).getByText('on the screen').waitFor();
  await expect(tones()).resolves.toBe(2);
  all.desk.customerSays('C-6TN3YB', 'anybody?');
  await page.waitForFunction(() => (window as unknown as { tones: number }).tones === 4);
});
