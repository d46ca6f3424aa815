import type { Page } from 'playwright-core';
import type * as wire from '../../src/desk/wire.js';
import { isLong } from '../longForm.js';
import type { DeskCase } from './deskCase.js';
import { demoCases } from './deskCases.js';
import { anna, roles } from './deskKnowledge.js';
import { answerBox, button, desks, openCase, transcript } from './deskScreen.js';
import { payloads } from './xssPayloads.js';

// Threat 18: what customers, colleagues and programs write is text on an agent's screen, in whatever field it stands.

const all = desks();
jest.setTimeout(600_000);

/** The demo's first case with a payload in every field that comes from somebody. */
function poisoned(payload: string, index: number): DeskCase {
  const [made] = demoCases(Date.now());
  const at = new Date(Date.now() - index * 1000).toISOString();
  const { case: one, said, history } = made!;
  const poison = { id: anna.id, name: payload };
  const roles = ['user', 'bot', 'agent', 'system'] as const;
  return {
    ...made!,
    customer: `customer ${index >> 1}`,
    case: {
      ...one,
      id: `C-X${index}`,
      status: 'assigned',
      agent: poison,
      group: payload,
      resolution: payload,
      waitingSince: at,
      facts: { ...one.facts, commonName: payload, product: payload },
      contact: { name: payload, email: payload, telephone: payload },
      rating: { score: 'bad', comment: payload, at },
      override: { outcome: payload, reason: payload, by: poison, at },
      brief: {
        why: payload,
        verdict: {
          ...{ outcome: payload, title: payload, text: payload, edition: payload, at },
          ...{ plan: [payload], reasons: [{ text: payload, source: payload }] },
        },
        facts: [
          { fact: payload, label: payload, value: payload, shown: payload, origin: 'typed', words: `${payload} ` },
        ],
        missing: [{ fact: payload, label: payload }],
        done: [payload],
        removed: [payload],
        subject: payload,
        others: [{ name: payload, facts: [], verdict: null }],
      },
    },
    said: roles.map((role, place) => ({
      ...said[0]!,
      ...{ seq: place + 1, at, role, name: payload, text: payload, files: [payload], pressed: place === 0 },
    })),
    history: [
      ...history,
      { at, by: { kind: 'agent', ...poison }, what: 'note', from: 'waiting', to: 'waiting', note: payload },
      { at, by: { kind: 'agent', ...poison }, what: payload as 'note', from: 'waiting', to: 'assigned', note: payload },
    ],
  };
}

/** What the page is asked before anything else is loaded: to note every break of the policy. */
function watch(page: Page) {
  return page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      broken.push(`${violatedDirective} ${sample}`),
    );
  });
}

/** What must never be: the sentinel, a break of the policy, an element or an address that we didn't make. */
const damage = (page: Page) =>
  page.evaluate(() => {
    const { sentinel, broken } = window as unknown as { sentinel?: unknown; broken: string[] };
    const foreign =
      'img, iframe, object, embed, video, audio, form[action], style, base, meta[http-equiv], math, animate';
    const made = [...document.querySelectorAll(`#desk :is(${foreign}, script, link), body > :not(#desk)`)];
    const addresses = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ protocol }) => protocol);
    const handlers = [...document.querySelectorAll('#desk *')].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith('on')),
    );
    return {
      sentinel,
      broken,
      elements: [...made, ...handlers].map((one) => one.outerHTML.slice(0, 100)),
      addresses: addresses.filter((protocol) => !['http:', 'mailto:', 'tel:'].includes(protocol)),
    };
  });
const none = { sentinel: undefined, broken: [], elements: [], addresses: [] };

/** All payloads in the long form, else a third of them: each test that shows them one by one has another. */
const share = (which: number) => payloads.filter((_, index) => isLong || index % 3 === which);

test('there are 300 payloads', () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(300);
});

test('in every field of a case, its conversation, brief and history, each payload is text', async () => {
  const shown = share(0);
  for (const [index, payload] of shown.entries()) all.desk.cases.set(`C-X${index}`, poisoned(payload, index));
  all.desk.suggestions = [];
  const { page, complaints, context } = await all.seat('anna');
  await watch(page);
  await page.reload();
  await page.getByRole('tab', { name: 'All' }).click();
  while (
    await button(page, 'Show more')
      .isVisible()
      .catch(() => false)
  ) {
    await button(page, 'Show more').click();
    await page.waitForTimeout(100);
  }
  await expect(damage(page)).resolves.toEqual(none);
  for (const [index, payload] of shown.entries()) {
    all.desk.suggestions = [{ entry: payload, title: payload, text: payload, sources: [payload], confidence: 1 }];
    await openCase(page, `C-X${index}`);
    await page.waitForFunction(
      (text) => [...document.querySelectorAll('.by-bot .bubble')].some((one) => one.textContent?.startsWith(text)),
      payload,
    );
    // Folded parts and tooltips are elements as well; opened, they are drawn.
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    await expect(damage(page)).resolves.toEqual(none);
  }
  // In the address as well.
  for (const payload of shown.slice(0, 40)) {
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#/cases/${encodeURIComponent(payload)}`,
    );
    await page.getByText('There is no case').waitFor();
  }
  await expect(damage(page)).resolves.toEqual(none);
  expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  await context.close();
});

test('in what an agent types and in what comes back of it, each payload is text', async () => {
  const { page, complaints } = await all.seat('anna', { at: '#/cases/C-7KQ2MX' });
  await watch(page);
  await page.reload();
  await transcript(page).getByText('The shop is down').waitFor();
  const typed = share(1);
  for (const [index, payload] of typed.entries()) {
    await answerBox(page).fill(payload);
    await answerBox(page).press('Control+Enter');
    if (index % 20 === 0) await page.getByRole('searchbox').fill(payload);
  }
  await page.waitForFunction(
    (count) => document.querySelectorAll('.by-agent:not(.pending)').length >= count,
    typed.length,
    { timeout: 120_000 },
  );
  await expect(damage(page)).resolves.toEqual(none);
  const written = all.desk.cases
    .get('C-7KQ2MX')!
    .said.filter(({ role }) => role === 'agent')
    .map(({ text }) => text);
  expect(written).toEqual(typed.map((payload) => payload.trim()));
  expect(complaints).toEqual([]);
});

test('in what the desk is worked with, in presence, refusals and reports, each payload is text', async () => {
  const named = payloads.map((payload, index) => ({ id: `${index} ${payload}`, name: payload }));
  all.desk.frame = {
    me: { id: 'sofia', name: payloads[4]!, roles: roles.sofia! },
    name: payloads[0]!,
    groups: payloads,
    agents: named,
    outcomes: payloads.map((payload) => ({ id: payload, title: payload })),
    facts: payloads.map((payload) => ({ name: payload, label: payload })),
    canned: payloads.map((payload) => ({ title: payload, text: payload })),
  };
  const { page, complaints } = await all.seat('sofia', { at: '#/cases/C-6TN3YB' });
  await watch(page);
  await page.routeWebSocket(/stream/, (socket) => {
    const tell = (message: wire.FromStream) => socket.send(JSON.stringify(message));
    tell({ type: 'hello', me: { id: 'sofia', name: payloads[4]! } });
    const looking = named.map((one, index) => ({
      ...one,
      status: 'available' as const,
      looking: 'C-6TN3YB',
      typing: index % 2 === 0,
    }));
    tell({ type: 'presence', agents: looking });
  });
  await page.route('**/reports?*', async (route) => {
    const answer = await route.fetch();
    const report = (await answer.json()) as wire.Report;
    await route.fulfill({
      json: {
        ...report,
        overridden: payloads.map((payload) => ({
          case: payload,
          machine: payload,
          agent: payload,
          reason: payload,
          at: report.overridden[0]!.at,
        })),
        reasons: Object.fromEntries(payloads.map((payload, index) => [payload, index])),
      },
    });
  });
  await page.route('**/release', (route) =>
    route.fulfill({ status: 409, json: { error: { code: payloads[1], message: payloads[2], agent: payloads[3] } } }),
  );
  await page.reload();
  await page.getByText('are writing …').waitFor();
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(damage(page)).resolves.toEqual(none);
  await button(page, 'Release').click();
  await page.locator('.notice').waitFor();
  await button(page, 'Transfer').click();
  await page.locator('dialog[open]').waitFor();
  await expect(page.locator('dialog[open] option').count()).resolves.toBeGreaterThan(2 * payloads.length);
  await page.keyboard.press('Escape');
  await button(page, 'Decide …').click();
  await expect(damage(page)).resolves.toEqual(none);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page
    .locator('.overridden-list li')
    .nth(payloads.length - 1)
    .waitFor();
  await expect(damage(page)).resolves.toEqual(none);
  expect(complaints.filter((complaint) => !complaint.includes('409'))).toEqual([]);
});

test('the defence is on: text that is taken for markup is refused before it is read', async () => {
  const { page } = await all.seat('anna');
  const refused = await page.evaluate((payload) => {
    const tried: string[] = [];
    const ways: Record<string, () => unknown> = {
      innerHTML: () => {
        document.createElement('div').innerHTML = payload;
      },
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', payload),
      'script.src': () => {
        document.createElement('script').src = 'data:,';
      },
      policy: () =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
        ).trustedTypes.createPolicy('mine', {}),
    };
    for (const [name, way] of Object.entries(ways))
      try {
        way();
      } catch {
        tried.push(name);
      }
    return tried;
  }, payloads[0]!);
  expect(refused).toEqual(['innerHTML', 'insertAdjacentHTML', 'script.src', 'policy']);
});
