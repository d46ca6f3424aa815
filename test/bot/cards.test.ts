import { inert } from '../../src/bot/cards/cardText.js';
import { verdictCard } from '../../src/bot/cards/verdictCard.js';
import { carry } from '../../src/forms/carry.js';
import { begin } from '../../src/forms/conversation.js';
import { verdictWritten } from '../../src/forms/verdict.js';
import { type Matching, opened } from './bot.js';
import { textsOf } from './cardSchema.js';
import { carded, cardOf, pageOf, type Reply, toSummary } from './page.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

/** A text as it reads, without the signs that only a screen makes something of. */
const read = (text: string) =>
  text
    .replace(/\[([^\]]*)\]\((https:[^)]*)\)/g, '$2')
    .replace(/\\(.)/g, '$1')
    .replace(/[*`_]|^ *(?:[-#>]|\d+\.) +/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

const letters = (text: string) => read(text).replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Where the links of a card's text lead, those included that a screen makes of an address by itself. */
function links(text: string): string[] {
  const meant = text.replace(/\\./g, ' ');
  const written = /\[[^[\]]*\]\(([^)]*)\)/g;
  const found =
    meant.replace(written, ' ').match(/\]\(|<\w|\b(?:https?:\/\/|www\.)\S*|[\w-]+\.(?:com|example|co|de)\b/g) ?? [];
  return [...[...meant.matchAll(written)].map(([, target = '']) => target), ...found];
}

/** Only the desk's own pages are linked. */
function expectOwnLinks(texts: string[]): void {
  for (const link of texts.flatMap(links)) expect(link).toMatch(/^https:\/\/digitalid\.trustwise\.com\//);
}

describe('a card stands beside the complete text', () => {
  test.each<[string, string[], string, boolean]>([
    ['answer', ['should I back up my certificate?'], 'answer', false],
    ['answer with links and a list', ['how do I replace a certificate?'], 'answer', false],
    [
      'two answers to one message',
      ['should I back up my certificate? And what does a replacement cost?'],
      'answer',
      false,
    ],
    ['did you mean', ['what about the backup stuff?'], 'clarify', true],
    ['first step', ['how do I back up on IIS 5'], 'step', true],
    ['step with code in it', ['how do I back up on IIS 5', 'done', 'done', 'done'], 'step', true],
    ['summary', toSummary, 'summary', true],
    ['summary with what was put right', [...toSummary, 'sorry, it was ordered on 4 May 2026'], 'summary', true],
    ['question for a date', toSummary.slice(0, 3), 'question', true],
    ['question for a date, after one that cannot be', [...toSummary.slice(0, 3), '31 February 2026'], 'question', true],
    ['verdict', [...toSummary, 'yes'], 'verdict', false],
    ['verdict for a person', ['our private key was stolen from www.example.com'], 'verdict', false],
  ])('%s', async (_, messages, kind, buttons) => {
    const reply = carded(await pageOf(matching).goes(...messages), kind);
    const card = cardOf(reply);
    // A date's suggested answers are no buttons of its card.
    expect(reply.channelData.certdesk).toMatchObject({ card: kind, buttons: buttons && kind !== 'question' });
    expect(card.actions !== undefined).toBe(buttons);
    for (const text of textsOf(card)) expect(read(reply.text ?? '')).toContain(read(text));
    // Eyes get the card alone, so nothing may stand in the text only.
    if (kind === 'summary' || kind === 'question')
      expect(letters(textsOf(card).join(' '))).toBe(letters(reply.text ?? ''));
    expectOwnLinks(textsOf(card));
  });

  test('every answer, guide and step of the knowledge makes a sound card', async () => {
    const { answers, procedures } = matching.knowledge;
    for (const { id, title, sources } of answers.filter((answer) => answer.id !== 'human.handoff')) {
      const [reply] = await pageOf(matching).goes(title);
      expect(reply?.channelData.certdesk.answer).toBe(id);
      if (sources.length > 0) cardOf(reply);
      else expect(reply?.attachments).toBeUndefined();
    }
    for (const { id, title, steps } of procedures) {
      const page = pageOf(matching);
      let replies = await page.says(title);
      for (const [index, step] of steps.entries()) {
        const reply = carded(replies, 'step');
        expect(reply.channelData.certdesk.answer).toBe(id);
        expect(read(textsOf(cardOf(reply))[0] ?? '')).toBe(`Step ${index + 1} of ${steps.length}: ${read(step.title)}`);
        expect(cardOf(reply).actions?.map((action) => action.title)).toEqual(
          index === 0 ? ['Done', 'Where am I?'] : ['Done', 'Back', 'Where am I?'],
        );
        replies = await page.presses(reply, 'done');
      }
      expect(replies.map(({ text }) => text)).toEqual(['That was the last step. Well done!']);
    }
  });

  test('an answer without quotes has no card and still says which it is', async () => {
    const [reply] = await pageOf(matching).goes('hello');
    expect(reply?.attachments).toBeUndefined();
    expect(reply?.channelData).toEqual({ certdesk: { answer: 'smalltalk.greeting' } });
  });

  test('quotes are folded, and what folds them says so', async () => {
    const { body } = cardOf(carded(await pageOf(matching).goes('should I back up my certificate?'), 'answer'));
    expect(body.at(-1)).toMatchObject({ type: 'Container', isVisible: false });
    expect(body.at(-2)).toMatchObject({ type: 'ActionSet', actions: [{ title: 'Where the FAQ says so' }] });
  });

  test.each([
    ['good', [...toSummary, 'yes'], 'Good'],
    [
      'neutral',
      [
        'I lost the private key of www.example.co.uk, the secure server one, no backup',
        '10 January 2026',
        '12 May 2026',
        'the same',
        'no',
        'yes',
      ],
      undefined,
    ],
    ['attention', ['our private key was stolen from www.example.com'], 'Attention'],
  ])('%s news is coloured so', async (_, messages, color) => {
    const replies = await pageOf(matching).goes(...messages);
    const [title] = cardOf(carded(replies, 'verdict')).body;
    expect(title).toMatchObject({ type: 'TextBlock', style: 'heading', ...(color && { color }) });
    if (!color) expect(title).not.toHaveProperty('color');
  });

  test('a verdict for a person shows the case number', async () => {
    const reply = carded(await pageOf(matching).goes('our private key was stolen from www.example.com'), 'verdict');
    expect(textsOf(cardOf(reply)).join('\n')).toContain('Case C-1');
  });

  test('the same message run twice makes the same buttons, and no two buttons of a conversation are one', async () => {
    const run = async () => {
      const page = pageOf(matching);
      const replies: Reply[] = [];
      for (const text of [
        'what about the backup stuff?',
        'what about the backup stuff?',
        'how do I back up on IIS 4',
        'done',
        'back',
      ])
        replies.push(...(await page.says(text)));
      return replies
        .filter((reply) => reply.attachments)
        .flatMap((reply) => (cardOf(reply).actions ?? []).map(({ data }) => data.certdesk.press));
    };
    const [first, second] = [await run(), await run()];
    expect(first.length).toBeGreaterThan(10);
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });
});

describe('what a customer typed is inert on a card', () => {
  test.each([
    ['www.example.com'],
    ['*.example.com'],
    ['https://www.example.com/a_b'],
    ['[free](https://evil.example/x)'],
    ['www.bücher.example', 'yes'],
  ])('%s as common name', async (...name) => {
    const page = pageOf(matching);
    const summary = carded(
      await page.goes('I lost my private key', 'no backup', 'class 3', ...name, '3 May 2026', 'the same', 'no'),
      'summary',
    );
    const verdict = carded(await page.presses(summary, 'yes'), 'verdict');
    expectOwnLinks([cardOf(summary), cardOf(verdict)].flatMap(textsOf));
    const texts = textsOf(cardOf(summary));
    const shown = texts[texts.indexOf('Common name') + 1];
    expect(textsOf(cardOf(verdict)).join('\n')).toContain(`tell, ${shown} is replaced free`);
  });

  test.each([
    '[free](https://evil.example)',
    '![](https://evil.example/p.png)',
    'https://evil.example',
    '<a href="https://evil.example">x</a>',
    '**evil**',
  ])('%s where a name should be', (name) => {
    const [form] = matching.knowledge.forms;
    const { sayings, desk } = matching.knowledge;
    const context = { today: '2026-05-20', sayings, desk };
    const facts = {
      loss: 'private-key',
      hasBackup: false,
      product: 'secure-server',
      commonName: name,
      orderDate: '2026-05-03',
      newCommonName: name,
      dnChanges: false,
    };
    const { verdict } = carry(form!, begin(form!, facts, [], context).state, [{ do: 'decide' }], context);
    const card = verdictCard(sayings, 'c|1/1', verdictWritten(form!, verdict!, inert), null);
    const texts = card.body.flatMap((one) => (one.type === 'TextBlock' ? [one.text] : []));
    expect(verdict?.text).toContain(name);
    expect(texts.some((text) => text.includes(inert(name)))).toBe(true);
    expect(links(name).length + name.split('**').length).toBeGreaterThan(1);
    expectOwnLinks(texts);
  });
});
