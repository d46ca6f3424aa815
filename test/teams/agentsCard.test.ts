import { join } from 'node:path';
import fc from 'fast-check';
import { caseKnowledgeOf } from '../../src/caseKnowledgeOf.js';
import { act, isRefused } from '../../src/cases/acts.js';
import { type Case, openCase } from '../../src/cases/case.js';
import type { CaseKnowledge } from '../../src/cases/caseKnowledge.js';
import { caseCard } from '../../src/channels/teams/agents/caseCard.js';
import { threadOf } from '../../src/channels/teams/agents/place.js';
import { inertLines, markedWords } from '../../src/channels/teams/agents/sayings.js';
import { otherwiseAt, waitedInWords } from '../../src/channels/teams/agents/waited.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { agentsPlaceIn } from '../../src/teamsAgentsPlace.js';

const at = '2026-05-20T11:00:00.000Z';
const now = Date.parse(at);
const minutes = (count: number) => new Date(now - count * 60_000).toISOString();
const anna = { id: 'anna', name: 'Anna' };
const knowledge: CaseKnowledge = caseKnowledgeOf(readKnowledge(join(__dirname, '..', '..', 'knowledge')).knowledge!);
const open = openCase(null, { reason: 'asked', facts: {}, outcome: 'free-replacement' }, { id: 'C-1', at });
const done = (from: Case, what: Parameters<typeof act>[1]) => {
  const made = act(from, what, { by: anna, supervises: false, at }, knowledge);
  if (isRefused(made)) throw new Error(made.code);
  return made.case;
};
const held = done(open, { do: 'claim' });
const buttons = (one: Case, viewer: typeof anna | null) =>
  (caseCard(one, { knowledge, viewer, now, address: null }) as { actions: { title: string }[] }).actions.map(
    ({ title }) => title,
  );
const holders = ['Override', 'Back to the queue', 'Give back to the assistant', 'Resolve'];

test.each<[string, Case, typeof anna | null, string[]]>([
  ['one that waits can be claimed', open, null, ['Claim']],
  ['one that somebody has shows what they can do', held, null, ['Confirm verdict', ...holders]],
  ['its holder sees the same', held, anna, ['Confirm verdict', ...holders]],
  ['a colleague sees nothing to press', held, { id: 'ben', name: 'Ben' }, []],
  [
    'a confirmed verdict is not confirmed again',
    done(held, { do: 'verdict', outcome: 'free-replacement', reason: '' }),
    null,
    holders,
  ],
  ['a settled one is settled', done(held, { do: 'resolve', reason: '' }), anna, []],
])('of a case %s', (_, one, viewer, expected) => {
  expect(buttons(one, viewer)).toEqual(expected);
});

test.each([
  [0, 'a moment'],
  [1.9, 'a moment'],
  [2, 'over 2 minutes'],
  [59, 'over 45 minutes'],
  [60, 'over an hour'],
  [26 * 60, 'over a day'],
  [24 * 60 * 400, 'over 30 days'],
])('%d minutes of waiting are “%s”', (count, words) => {
  expect(waitedInWords(knowledge, minutes(count), now)).toBe(words);
});

test('the words for a time change when it is said, and not before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 * 24 * 60 * 60_000 }), (waited) => {
      const since = new Date(now - waited).toISOString();
      const next = otherwiseAt(since, now);
      if (next === null) return;
      expect(next).toBeGreaterThan(now);
      expect(waitedInWords(knowledge, since, next - 1)).toBe(waitedInWords(knowledge, since, now));
      expect(waitedInWords(knowledge, since, next)).not.toBe(waitedInWords(knowledge, since, now));
    }),
  );
});

test('whatever a customer writes, no sign of it means anything in the thread or on the card', () => {
  const sign = fc.constantFrom(
    ...'*_[]()<>@&`~{}|#-+.:/ \n',
    'https://evil.example',
    '<at>all</at>',
    '![x](http://e)',
    '{{DATE()}}',
    'a',
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
      const words = inertLines(signs.join(''));
      const text = markedWords(knowledge, 'teams.line.customer', { words }).slice('**Customer:** '.length);
      expect(text.replace(/\\[!-/:-@[-`{-~]/g, ' ')).not.toMatch(/[*_[\]<&`~@{]|:\/\/|\w\.[a-z]{2}/);
      const name = signs.join('');
      const card = caseCard(
        { ...open, contact: { name, email: null, telephone: null } },
        { knowledge, viewer: null, now, address: null },
      );
      const { value } = (card as { body: { facts?: { title: string; value: string }[] }[] }).body
        .flatMap(({ facts }) => facts ?? [])
        .find(({ title }) => title === 'Customer')!;
      expect(value.replace(/\\[!-/:-@[-`{-~]/g, ' ')).not.toMatch(/[*_[\]<&`~@{]|:\/\//);
    }),
  );
});

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
test.each([
  [`${TENANT.toUpperCase()}/19:ab-c_d@thread.tacv2`, { tenantId: TENANT, channelId: '19:ab-c_d@thread.tacv2' }],
  [
    `https://teams.microsoft.com/l/channel/19%3Aab%40thread.tacv2/Desk?groupId=1&tenantId=${TENANT}`,
    { tenantId: TENANT, channelId: '19:ab@thread.tacv2' },
  ],
  ['19:ab@thread.tacv2', null],
  [`${TENANT}/29:user`, null],
  ['https://teams.microsoft.com/l/channel/%E0%A4%A/Desk?tenantId=x', null],
  ['', null],
])('the agents’ channel %s', (text, place) => {
  expect(agentsPlaceIn(text)).toEqual(place);
});

test.each([
  ['19:ab@thread.tacv2;messageid=17', { channelId: '19:ab@thread.tacv2', root: '17' }],
  ['19:ab@thread.tacv2', { channelId: '19:ab@thread.tacv2', root: null }],
  ['a:personal', { channelId: 'a:personal', root: null }],
])('the conversation %s', (id, expected) => {
  expect(threadOf(id)).toEqual(expected);
});
