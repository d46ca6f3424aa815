import fc from 'fast-check';
import { type Case, openCase, statuses } from '../../src/cases/case.js';
import type { Entry } from '../../src/cases/history.js';
import { noticesOf } from '../../src/desk/caseNotices.js';

const at = '2026-05-20T11:00:00.000Z';
const anna = { kind: 'agent' as const, id: 'anna', name: 'Anna' };
const conversation = { key: 'directline/secret-key', user_id: 'dl_secret-user' };
const contact = { name: 'Joe', email: 'joe@foo.co.uk', telephone: '0123' };
const facts = { commonName: 'www.example.com', product: 'secure-server', loss: 'private-key' };
const open: Case = {
  ...openCase(null, { reason: 'compromised', facts, outcome: 'needs-human' }, { id: 'C-1', at }),
  contact,
};
const entry = (what: Entry['what'], from: Entry['from'] = 'waiting', by: Entry['by'] = anna): Entry => ({
  ...{ at, by, what, from, to: 'assigned', note: null },
});
const told = (
  history: Entry[],
  changed: Partial<Case> = {},
  reach = { webhooks: ['https://a.example/'], mail: true },
) => noticesOf({ case: { ...open, ...changed }, history }, conversation, reach);
const typesOf = (...given: Parameters<typeof told>) =>
  told(...given).map(({ kind, body }) => (kind === 'mail' ? 'mail' : (body as { type: string }).type));

const overrides = (outcome: string) => ({ override: { outcome, reason: 'seen the order', by: anna, at } });
test.each<[what: string, history: Entry[], changed: Partial<Case>, types: string[]]>([
  ['a case that is opened', [entry('opened', null, { kind: 'bot' })], {}, ['case.opened']],
  ['a claim', [entry('claim')], {}, ['case.claimed']],
  ['an answer that claims', [entry('reply')], {}, ['case.claimed', 'mail']],
  ['an answer after the bot had it', [entry('reply', 'returned-to-bot')], {}, ['case.claimed', 'mail']],
  ['an answer', [entry('reply', 'assigned')], {}, ['mail']],
  ['an answer to who can’t be reached', [entry('reply', 'assigned')], { contact: { ...contact, email: null } }, []],
  ['a settled case', [entry('resolve')], {}, ['case.resolved']],
  ['one settled by silence', [entry('customer-quiet', 'with-customer', { kind: 'timer' })], {}, ['case.resolved']],
  ['another verdict', [entry('verdict')], overrides('free-replacement'), ['verdict.overridden']],
  ['the same verdict', [entry('verdict')], overrides('needs-human'), []],
  ['a note', [entry('note')], {}, []],
  ['nothing new', [], {}, []],
])('%s', (_, history, changed, types) => expect(typesOf(history, changed)).toEqual(types));

test('each address is called; without any, and without mail, nobody is told', () => {
  const reach = { webhooks: ['https://a.example/', 'https://b.example/'], mail: false };
  const notices = told([entry('reply')], {}, reach);
  expect(notices.map(({ body }) => (body as { address: string }).address)).toEqual(reach.webhooks);
  expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
  expect(told([entry('reply')], {}, reach)).toEqual(notices);
  expect(told([entry('reply'), entry('opened')], {}, { webhooks: [], mail: false })).toEqual([]);
});

test('a mail waits for two minutes: who is there reads the answer first', () =>
  expect(told([entry('reply', 'assigned')])[0]).toMatchObject({ kind: 'mail', dueAt: Date.parse(at) + 120_000 }));

test('neither how the customer is reached nor who they are is told', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('opened' as const, 'claim' as const, 'resolve' as const, 'reply' as const),
      fc.constantFrom(...statuses),
      (what, status) => {
        const brief = {
          ...open.brief,
          facts: [{ fact: 'loss', label: '', value: '', shown: '', origin: 'typed' as const, words: 'my words' }],
        };
        const data = told([entry(what)], { status, brief }, { webhooks: ['https://a.example/'], mail: false }).map(
          ({ body }) => JSON.stringify((body as { data: object }).data),
        );
        for (const text of data) expect(text).not.toMatch(/Joe|joe@|0123|my words|secret-key|secret-user|private-key/);
      },
    ),
  ));

test('what is told', () =>
  expect((told([entry('claim')])[0]!.body as { data: object }).data).toEqual({
    ...{ case: 'C-1', status: 'waiting', reason: 'compromised', urgent: true, outcome: 'needs-human', agent: null },
    ...{ group: null, commonName: 'www.example.com', product: 'secure-server', override: null, openedAt: at },
    ...{ waitingSince: at, resolvedAt: null, by: { kind: 'agent', name: 'Anna', act: 'claim' } },
  }));
