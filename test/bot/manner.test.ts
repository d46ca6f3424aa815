import { botOf, type Matching, opened } from './bot.js';
import { textsOf } from './cardSchema.js';
import { carded, cardOf, pageOf, toSummary } from './page.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

/** Each message's replies, in order. */
async function talk(...messages: string[]): Promise<string[][]> {
  const { channel } = botOf(matching);
  const said: string[][] = [];
  for (const text of messages) said.push((await channel.say({ text })).replies.map((reply) => reply.text ?? ''));
  return said;
}

const sentences = (text: string) => text.split(/(?<=[.!?])\s+|\n+/).filter((one) => one.trim() !== '');

describe('the first reply', () => {
  test.each([
    'I lost the private key of www.example.com',
    'our disk died and took the certificate of shop.example.co.uk along, ordered 3 May 2026, no backup',
    'I have forgotten the pass phrase',
    'I need a replacement for my certificate',
  ])('to “%s” is one message of at most 60 words that ends with a question', async (text) => {
    const [[first, ...more] = []] = await talk(text);
    expect(more).toEqual([]);
    expect(first!.split(/\s+/).length).toBeLessThanOrEqual(60);
    expect(first).toMatch(/\?(?:\n\d\. .*)*$/);
  });

  test('is sorry where something broke, and only there', async () => {
    expect((await talk('I lost the private key of www.example.com'))[0]![0]).toContain("I'm sorry to hear that.");
    for (const said of await talk('I need a replacement for my certificate', 'what is the fax number?'))
      expect(said.join()).not.toContain('sorry');
  });
});

describe('what is not understood', () => {
  test('is said to be so in other words each time, and then a person is offered', async () => {
    const [, first, second, third] = await talk('I lost my private key', 'blorp', 'zzkx', 'qqwv');
    expect([first, second, third].map((said) => said![0])).toEqual([
      "Sorry, I didn't get that.",
      "I still can't make that out, I'm afraid.",
      expect.stringContaining('talk to a person'),
    ]);
    for (const said of [first, second, third]) expect(said!.at(-1)).toContain('backup');
  });

  test('questions beside the FAQ are not answered with the same sentence twice running', async () => {
    const said = await talk('can you paint my fence?', 'what colour is a walrus?', 'who won the cup?');
    for (const [index, replies] of said.entries())
      for (const sentence of replies.flatMap(sentences))
        expect((said[index + 1] ?? []).join('\n')).not.toContain(sentence);
  });
});

describe('politeness in the middle of a form', () => {
  test.each(['thanks', 'thank you very much', 'bye'])('“%s” gets a short word, and the place is kept', async (word) => {
    const [, said, after] = await talk('I lost the private key of www.example.com', word, 'no backup');
    expect(said).toHaveLength(1);
    expect(said![0]!.split(/\s+/).length).toBeLessThanOrEqual(25);
    expect(after!.at(-1)).toContain('Which certificate was it?');
  });
});

describe('what a person decides', () => {
  const stolen = 'our private key was stolen from www.example.com';

  test('a stolen key: the first thing said is to stop using it', async () => {
    const reply = carded(await pageOf(matching).goes(stolen), 'verdict');
    const [title, first] = textsOf(cardOf(reply));
    expect(title).toBe('A person decides this one');
    expect(first).toMatch(/^Stop using the key now/);
    expect(reply.text!.indexOf('Stop using the key now')).toBeLessThan(reply.text!.indexOf('Our staff must look'));
  });

  test('what may be added is named once, with no question pending, and only what is not known', async () => {
    const { channel } = botOf(matching);
    const { replies, expecting } = await channel.say({ text: stolen });
    expect(expecting).toBeNull();
    // How they can be reached is asked behind it.
    expect(replies).toHaveLength(2);
    expect(replies[0]!.text).toContain('put them with the case: Certificate, Ordered on.');
    expect(replies[0]!.suggestedActions).toBeUndefined();
  });

  test('what is added goes with the case and does not say the verdict again', async () => {
    const { channel } = botOf(matching);
    const first = await channel.say({ text: stolen });
    const {
      replies,
      case: open,
      facts,
    } = await channel.say({ text: 'sorry, the common name is www.second.example.com' });
    expect(open).toEqual(first.case);
    expect(facts).toMatchObject({ commonName: 'www.second.example.com', loss: 'compromised' });
    expect(replies.map(({ text }) => text)).toEqual([
      "Noted – Common name: www.second.example.com. I've put that with your case C-1.",
    ]);
  });

  test('the case number stands on a line of its own, where no screen breaks it', async () => {
    const [[verdict] = []] = await talk(stolen);
    expect(verdict!.split('\n').filter((line) => line.includes('C-1'))).toEqual(['Case C-1']);
    const [[handed] = []] = await talk('talk to a person');
    expect(handed!.split('\n')).toContain('Case C-1');
  });

  test.each(['another authority', 'another one'])(
    'a certificate of %s: neither name nor dates are asked',
    async (product) => {
      const replies = await pageOf(matching).goes('I lost my private key', 'no backup', product);
      const summary = carded(replies, 'summary');
      expect(summary.text).not.toMatch(/Common name|Ordered on/);
    },
  );

  test('a certificate in the customer’s name that nobody ordered opens a case at once, asked for nothing', async () => {
    for (const text of [
      'someone got a certificate in our name that we never ordered',
      'a certificate for our domain was issued to somebody else, we never asked for it',
    ]) {
      const { channel } = botOf(matching);
      const { replies, case: open, expecting, outcome } = await channel.say({ text });
      expect([open, expecting, outcome]).toEqual([{ id: 'C-1', status: 'waiting' }, null, null]);
      expect(replies[0]!.text).toContain('is a matter for a person at once');
      expect(replies[1]!.text).toMatch(/^I've handed this over\..*\n\nCase C-1\n/);
      expect(replies.at(-1)!.text).toContain('how can they reach you?');
    }
  });

  test('in the middle of a form it opens a case as well, and the form keeps its place', async () => {
    const { channel } = botOf(matching);
    await channel.say({ text: 'I lost the private key of www.example.com' });
    const { case: open, expecting } = await channel.say({
      text: 'and someone got a certificate in our name that we never ordered?',
    });
    expect([open, expecting]).toEqual([{ id: expect.any(String), status: 'waiting' }, 'hasBackup']);
  });
});

test('a name beyond ASCII is said as it was typed, with its A-label in brackets', async () => {
  const page = pageOf(matching);
  const [lost, backup, product] = ['I lost my private key', ...toSummary.slice(1, 3)];
  const read = (await page.goes(lost!, backup!, product!, 'www.gärtnerei-öhl.de')).at(-1)?.text;
  expect(read).toContain('www.gärtnerei-öhl.de (www.xn--grtnerei-hl-l8a6v.de)');
  const summary = carded(await page.goes('yes', '3 May 2026', 'the same', 'no'), 'summary').text ?? '';
  expect(summary.match(/www\.gärtnerei-öhl\.de \(www\.xn--grtnerei-hl-l8a6v\.de\)/g)).toHaveLength(2);
  expect(carded(await page.says('yes'), 'verdict').text).toContain('www.gärtnerei-öhl.de (www.xn--');
});
