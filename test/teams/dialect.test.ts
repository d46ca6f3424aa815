import fc from 'fast-check';
import { questionCard } from '../../src/bot/cards/questionCard.js';
import { saidByPress } from '../../src/bot/press.js';
import { choice, message } from '../../src/bot/replies.js';
import { PRESS_VERB } from '../../src/channels/teams/cardDialect.js';
import { inTeams } from '../../src/channels/teams/dialect.js';
import { inShort, inTeamsMarkdown } from '../../src/channels/teams/markdown.js';
import { piecesOf } from '../../src/channels/teams/pieces.js';
import type { ActivityRow } from '../../src/storage/tables.js';
import { takeIn } from '../../src/turn/intake.js';

const ID = 'tenant/a:1|0000003';
const shown = (activity: object, role: ActivityRow['role'] = 'bot') =>
  inTeams({ id: ID, role, activity: JSON.stringify({ type: 'message', ...activity }) });

test.each([
  ['# How to do it', '**How to do it**'],
  ['### **Bold** heading ##', '**Bold heading**'],
  ['one\n\n---\n\ntwo', 'one\n\n\n\ntwo'],
  ['one\ntwo', 'one  \ntwo'],
  ['- one\n- two', '- one\n- two'],
  ['![the menu](https://example.com/a.png)', 'the menu'],
  ['[a page](https://example.com)', '[a page](https://example.com)'],
  ['<b>no</b> <https://example.com>', '&lt;b>no&lt;/b> <https://example.com>'],
  ['```\n# no heading\n<a>\n```', '```\n# no heading\n<a>\n```'],
  ['`<a>` and <a>', '`<a>` and &lt;a>'],
])('%j is %j in Teams', (text, there) => {
  expect(inTeamsMarkdown(text)).toBe(there);
});

test('a notification shows words without signs', () => {
  expect(inShort('## Yes.\n\n> **It** is [here](https://example.com), `now`')).toBe('Yes. It is here, now');
  expect([...inShort('😀'.repeat(300))]).toHaveLength(200);
});

test('events for other programs are not shown', () => {
  expect(shown({ type: 'event', name: 'handoff.initiate' })).toEqual([]);
});

test('suggested answers are buttons beneath the text, each with the words that could be typed', () => {
  const [only, ...more] = shown(message('Is it lost?', [choice('Yes'), choice('No')]));
  expect(more).toEqual([]);
  expect(only).toMatchObject({ id: ID, text: 'Is it lost?', textFormat: 'markdown' });
  expect(only).not.toHaveProperty('suggestedActions');
  const [card] = only!.attachments!;
  expect(card!.content).toMatchObject({ version: '1.5', type: 'AdaptiveCard' });
  const [yes, no] = card!.content.body[0].actions;
  expect(yes).toMatchObject({ type: 'Action.Execute', verb: PRESS_VERB, title: 'Yes' });
  // A field of the same card need not be filled in for it.
  expect(yes.fallback).toEqual({ type: 'Action.Submit', title: 'Yes', data: yes.data, associatedInputs: 'none' });
  expect(saidByPress(yes.data)).toMatchObject({ says: 'Yes', press: '0000003/choice-1' });
  expect(saidByPress(no.data)).toMatchObject({ says: 'No', press: '0000003/choice-2' });
});

test('more answers than Teams shows of one set stand in several', () => {
  const [only] = shown(message('Which?', [...'abcdefgh'].map(choice)));
  expect(only!.attachments![0]!.content.body.map(({ actions }: { actions: [] }) => actions.length)).toEqual([6, 2]);
});

test('titles that Teams would cut are rows to press, in which words wrap', () => {
  const long = 'How to back up a *certificate* on IIS 5 (Windows 2000)';
  const [only] = shown(message('Which?', [choice(long), choice('Neither')]));
  const rows = only!.attachments![0]!.content.body;
  expect(rows.map(({ type }: { type: string }) => type)).toEqual(['Container', 'Container']);
  const [{ items, selectAction }] = rows;
  expect(items).toMatchObject([{ wrap: true, text: long.replace(/\*/g, '\\*') }]);
  expect(selectAction).toMatchObject({ type: 'Action.Execute', verb: PRESS_VERB, title: long });
  expect(saidByPress(selectAction.fallback.data)).toMatchObject({ says: long, press: '0000003/choice-1' });
});

test('a card’s own buttons are rows too where they are too long, folds stay buttons', () => {
  const submit = { type: 'Action.Submit', title: 'x'.repeat(40), data: {} };
  const fold = { type: 'Action.ToggleVisibility', title: 'Quote', targetElements: ['q'] };
  const set = { type: 'ActionSet', actions: [submit, fold] };
  const content = { type: 'AdaptiveCard', version: '1.5', body: [set], actions: [submit] };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  const [only] = shown({ text: 'x', attachments });
  const { actions, body } = only!.attachments![0]!.content;
  expect(actions).toBeUndefined();
  expect(body).toMatchObject([{ actions: [fold] }, { type: 'Container' }, { type: 'Container' }]);
});

test.each([
  ['Which?\n1. One\n2. Two', ['One', 'Two', 'Neither'], 'Which?'],
  ['Which?\n1. One\n2. Two\n\nSay it.', ['One', 'Two'], 'Which?  \n\nSay it.'],
  ['1. Open it\n2. Close it\n\nDone?', ['Done'], '1. Open it\n2. Close it\n\nDone?'],
  ['1. One\n2. Two', ['One'], '1. One\n2. Two'],
])('of %j with the buttons %j is said: %j', (text, titles, there) => {
  const [only] = shown(message(text, titles.map(choice)));
  expect(only!.text!.replace(/ +$/gm, '')).toBe(there.replace(/ +$/gm, ''));
});

const sayings = { says: { 'card.date': 'Or pick the day', 'card.noDate': 'Pick one', 'card.pick': 'Take this day' } };
const dated = questionCard(sayings as never, 'c|0000002/1', {
  ...{ form: 'replacement', fact: 'orderDate', question: 'When did you order it?' },
  ...{ bounds: { latest: '2026-05-20' }, before: ['I see.'] },
});

test('a card stands in the place of the text that says the same; what its buttons carry stays', () => {
  const reply = message('I see.\n\nWhen did you order it?', [choice('I don’t know')], { card: dated });
  const [only] = shown(reply);
  expect(only).not.toHaveProperty('text');
  expect(only!.summary).toBe('I see. When did you order it?');
  const { actions, body } = only!.attachments![0]!.content;
  const [field] = dated.body.slice(-1);
  expect([...body.slice(0, -2), body.at(-1)]).toEqual(JSON.parse(JSON.stringify(dated.body)));
  expect(field).toMatchObject({ type: 'Input.Date', isRequired: true });
  // The field comes last, beside its button; who chooses an answer may leave it empty.
  expect(body.at(-2).actions).toMatchObject([
    { title: 'I don’t know', type: 'Action.Execute', associatedInputs: 'none', fallback: { associatedInputs: 'none' } },
  ]);
  const [neutral] = (reply.attachments![0]!.content as { actions: { data: object }[] }).actions;
  expect(actions).toMatchObject([{ type: 'Action.Execute', data: neutral!.data, fallback: { type: 'Action.Submit' } }]);
});

test('answers that the card has as buttons are not offered twice', () => {
  const [only] = shown(message('When?', [choice('Take this day')], { card: dated }));
  expect(only!.attachments![0]!.content.body).toHaveLength(dated.body.length);
});

test('folds stay', () => {
  const fold = { type: 'Action.ToggleVisibility', title: 'Quote', targetElements: ['q'] };
  const content = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'ActionSet', actions: [fold] }] };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  const [only] = shown({ text: 'x', attachments });
  expect(only!.attachments![0]!.content.body[0].actions).toEqual([fold]);
});

test('a press of a conversation whose id looks like a key is taken for none', () => {
  const conversation =
    '9b2a7c44-1f0e-4d0b-8f63-2f6f0f9d7e21/a:1bpenjEJxCMFTkP873XKV7JQWJHYsF9e-8TH_IIxpfEtYs0xvss54vL4I_t4DnOrQcTx00D4y815SotGWtE4cX_3e67YRNqp2S_BfqmQ5df1Mbp0TbWvz7Cj-IEwwiTrn';
  const value = { certdesk: { press: `${conversation}|0000002/1/pick`, says: 'x', at: { kind: 'date' } } };
  expect(takeIn({ type: 'message', value }).found).toEqual(['private-key']);
  const card = questionCard(sayings as never, `${conversation}|0000002/1`, {
    ...{ form: 'replacement', fact: 'orderDate', question: 'When did you order it?', bounds: {}, before: [] },
  });
  const activity = JSON.stringify(message('When did you order it?', [choice('Today')], { card }));
  const [only] = inTeams({ id: `${conversation}|0000003`, role: 'bot', activity });
  const [{ content }] = only!.attachments as [{ content: { body: { actions?: object[] }[]; actions: object[] } }];
  const buttons = [...content.actions, ...content.body.flatMap(({ actions = [] }) => actions)] as { data: object }[];
  expect(buttons).toHaveLength(2);
  for (const { data } of buttons) expect(takeIn({ type: 'message', value: data }).found).toEqual([]);
});

test('a card whose buttons are too much for a message twice has them once', () => {
  const actions = Array.from({ length: 9 }, (_, index) => ({
    ...{ type: 'Action.Submit', title: 'Change', data: { certdesk: { press: `p/${index}`, says: 'Change' } } },
    tooltip: 'x'.repeat(1000),
  }));
  const content = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'ActionSet', actions }] };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  const [only] = shown({ text: 'x', attachments });
  expect(only!.attachments![0]!.content.body[0].actions).toEqual(
    actions.map((one) => ({ ...one, type: 'Action.Execute', verb: PRESS_VERB })),
  );
});

test('a card that is too large for a message gives way to its text and answers', () => {
  const body = [{ type: 'TextBlock', text: 'x'.repeat(20_000), wrap: true as const }];
  const [only] = shown(message('The text', [choice('Yes')], { card: { ...dated, body: body as never } }));
  expect(only).toMatchObject({ text: 'The text' });
  expect(JSON.stringify(only).length).toBeLessThan(2000);
});

test.each([
  ['agent', '**Anna**\n\nI look at it.'],
  ['system', 'I look at it.'],
  ['bot', 'I look at it.'],
] as const)('the words of %s carry a name only where they are a person’s', (role, text) => {
  const [only] = shown({ text: 'I look at it.', from: { id: 'certdesk', name: '*Anna*_', role: 'bot' } }, role);
  expect(only!.text).toBe(text);
});

test('a long text goes in several messages, the buttons with the last', () => {
  const text = Array.from({ length: 12 }, (_, n) => `Paragraph ${n} ${'word '.repeat(300)}`).join('\n\n');
  const all = shown(message(text, [choice('Yes')]));
  expect(all.map(({ id }) => id)).toEqual([ID, `${ID}/2`, `${ID}/3`]);
  expect(all.map(({ attachments }) => attachments?.length ?? 0)).toEqual([0, 0, 1]);
  expect(all.every((one) => JSON.stringify(one).length * 2 < 28 * 1024)).toBe(true);
  expect(
    all
      .map((one) => one.text)
      .join('\n\n')
      .replace(/\s+/g, ' '),
  ).toBe(text.replace(/\s+/g, ' ').trim());
});

test('pieces are never longer than asked for, lose nothing but white space, and cut no sign and no code block', () => {
  const block = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }).filter((text) => !/```|~~~/.test(text)),
    fc.constantFrom('😀'.repeat(40), 'word '.repeat(30), '```js\nconst a = 1;\n\nconst b = 2;\n```'),
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 60, max: 200 }), (blocks, longest) => {
      const text = blocks.join('\n\n');
      const pieces = piecesOf(text, longest);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(longest);
        expect(piece.isWellFormed()).toBe(true);
        expect((piece.match(/^```/gm) ?? []).length % 2).toBe(0);
      }
      const bare = (some: string) => some.replace(/\s+/g, '');
      expect(bare(pieces.join(''))).toBe(bare(text));
    }),
  );
});

test('a code block that alone is too long is several code blocks', () => {
  const lines = Array.from({ length: 40 }, (_, n) => `line ${n}`);
  const pieces = piecesOf(`\`\`\`sh\n${lines.join('\n')}\n\`\`\``, 100);
  expect(pieces.every((piece) => piece.startsWith('```sh\n') && piece.endsWith('\n```'))).toBe(true);
  expect(pieces.flatMap((piece) => piece.split('\n').slice(1, -1))).toEqual(lines);
});
