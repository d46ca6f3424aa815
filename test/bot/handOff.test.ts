import type { Case } from '../../src/cases/case.js';
import { StoredDesk } from '../../src/storage/storedDesk.js';
import { type Matching, opened } from './bot.js';
import { submitsOf } from './cardSchema.js';
import { carded, cardOf, pageOf } from './page.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

async function caseOf(page: ReturnType<typeof pageOf>): Promise<Case> {
  return (await new StoredDesk(await page.database).ofConversation('directline/c'))!.case;
}

describe('why a person is needed', () => {
  test.each<[Case['reason'], string[]]>([
    ['asked', ['talk to a person']],
    ['asked', ['can you paint my fence?', 'yes']],
    ['misunderstood', ['I lost my private key', 'blorp', 'zzkx', 'qqwv', 'talk to a person']],
    ['misunderstood', ['can you paint my fence?', 'what colour is a walrus?', 'who won the cup?', 'yes']],
    ['compromised', ['our private key was stolen']],
    ['compromised', ['talk to a person', 'our private key was stolen']],
    ['decided', ['I lost my private key', 'no backup', 'another authority', 'yes']],
    ['mis-issued', ['someone got a certificate in our name that we never ordered']],
    ['mis-issued', ['I lost my private key', 'and someone got a certificate in our name that we never ordered?']],
  ])('%s, after %j', async (reason, texts) => {
    const page = pageOf(matching);
    await page.goes(...texts);
    expect((await caseOf(page)).reason).toBe(reason);
  });

  test('what can’t wait of another certificate stands in the brief, beside the facts of the one that is open', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the private key of www.example.com', 'talk to a person');
    await page.goes('the key of www.example.org leaked, could somebody take over?');
    const { reason, facts, brief } = await caseOf(page);
    expect(reason).toBe('compromised');
    expect(facts).toMatchObject({ loss: 'private-key', commonName: 'www.example.com' });
    expect(brief.why).toMatch(/Can't wait – .*Common name: www\.example\.org/);
  });

  test('however often a person is asked for there is one case, and handing over is said once', async () => {
    const page = pageOf(matching);
    const texts = ['talk to a person', 'a human please', 'our key was stolen', 'talk to a person'];
    const said: string[] = [];
    for (const text of texts) said.push(...(await page.says(text)).map((reply) => reply.text ?? ''));
    expect(
      said.filter((text) => text.startsWith("I've handed this over. A person from our staff answers")),
    ).toHaveLength(1);
    expect((await caseOf(page)).id).toBe('C-1');
  });
});

describe('how soon somebody answers, at noon on a Wednesday', () => {
  const days = ['monday', 'tuesday', 'thursday'] as const;
  test.each([
    ['nobody says when the desk is open', [], [], "I can't say how soon."],
    [
      'the desk is closed today',
      [{ days: [...days], from: '09:00', to: '17:00' }],
      [],
      "they're back tomorrow at 9:00.",
    ],
    [
      'tomorrow is a holiday',
      [{ days: [...days], from: '09:00', to: '17:00' }],
      ['2026-05-21'],
      'back on Monday at 9:00.',
    ],
    ['the desk is open', [{ days: ['wednesday' as const], from: '09:00', to: '17:00' }], [], "I can't say how soon."],
  ])('%s', async (_, hours, holidays, said) => {
    const { knowledge } = matching;
    const desk = { ...knowledge.desk, handOff: { ...knowledge.desk.handOff, hours, holidays } };
    const page = pageOf({ ...matching, knowledge: { ...knowledge, desk } });
    expect((await page.says('talk to a person'))[0]?.text).toContain(said);
  });
});

describe('what an agent finds prepared', () => {
  test('facts with where they came from, what is missing, and what was had', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the private key of www.example.com', 'should I back up my certificate?', 'no backup');
    await page.goes('the new one is for shop.example.com', 'talk to a person');
    const { brief } = await caseOf(page);
    expect(brief.facts.map(({ fact, shown, origin, message }) => [fact, shown, origin, message])).toEqual([
      ['loss', 'The private key is lost', 'typed', 'c|0000001'],
      ['hasBackup', 'No', 'typed', expect.any(String)],
      ['commonName', 'www.example.com', 'typed', 'c|0000001'],
      ['newCommonName', 'shop.example.com', 'typed', expect.any(String)],
      ['dnChanges', 'Yes', 'assumed', null],
    ]);
    expect(brief.missing.map(({ fact }) => fact)).toEqual(['product']);
    expect(brief.done).toEqual(['Should I back up my certificate?']);
    expect(brief.verdict).toBeNull();
  });

  test('a verdict from before, with the edition that made it', async () => {
    const page = pageOf(matching);
    await page.goes('I lost my private key and I have the backup and its password', 'yes', 'talk to a person');
    expect(await caseOf(page)).toMatchObject({
      outcome: 'restore-from-backup',
      brief: { verdict: { outcome: 'restore-from-backup', edition: matching.id, at: '2026-05-20T11:00:00.000Z' } },
    });
  });

  test('what was taken out for safety, by its kind', async () => {
    const page = pageOf(matching);
    await page.goes('my password is hunter2!Zx', 'talk to a person');
    expect((await caseOf(page)).brief.removed).toEqual(['password']);
    await page.says('-----BEGIN RSA PRIVATE KEY-----\nMIIEcanary0123456789\n-----END RSA PRIVATE KEY-----');
    const { brief } = await caseOf(page);
    expect(brief.removed).toEqual(['password', 'private-key']);
    expect(JSON.stringify(brief)).not.toMatch(/hunter2|canary/);
  });

  test('of several certificates each, with its own facts and verdict', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the private keys of www.example.com, shop.example.com and mail.example.com');
    await page.goes('yes, I have the backup and its password', 'yes', 'talk to a person');
    const { brief } = await caseOf(page);
    expect(brief.subject).toBe('shop.example.com');
    expect(brief.verdict).toMatchObject({ outcome: 'restore-from-backup', subject: 'www.example.com' });
    expect(brief.others.map(({ name, verdict }) => [name, verdict?.outcome ?? null])).toEqual([
      ['www.example.com', 'restore-from-backup'],
      ['mail.example.com', null],
    ]);
    const [decided, waiting] = brief.others;
    expect(decided!.facts.map(({ fact, shown, origin }) => [fact, shown, origin])).toEqual(
      expect.arrayContaining([
        ['commonName', 'www.example.com', 'typed'],
        ['hasBackup', 'Yes', 'typed'],
      ]),
    );
    expect(waiting!.facts).toContainEqual(expect.objectContaining({ fact: 'loss', message: 'c|0000001' }));
    expect(waiting!.facts.map(({ fact }) => fact)).not.toContain('hasBackup');
  });

  test('of one certificate there are no others', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the private key of www.example.com', 'talk to a person');
    expect((await caseOf(page)).brief).toMatchObject({ subject: 'www.example.com', others: [] });
  });

  test('what was told stays when it is cancelled', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the private key of www.example.com', 'talk to a person', 'cancel', 'yes');
    const { facts, brief } = await caseOf(page);
    expect(facts).toMatchObject({ commonName: 'www.example.com' });
    expect(brief.facts).toHaveLength(2);
  });
});

describe('the form for how to be reached', () => {
  const pressed = (reply: Parameters<typeof cardOf>[0], button: string, fields: object) => {
    const { data } = submitsOf(cardOf(reply)).find((one) => one.data.certdesk.press.endsWith(`/${button}`))!;
    return { ...data, ...fields };
  };
  const form = async () => {
    const page = pageOf(matching);
    return { page, card: carded(await page.says('talk to a person'), 'contact') };
  };

  test('what is written into it goes to the case, and is said back in a line', async () => {
    const { page, card } = await form();
    const fields = { name: ' Joe  Bloggs', email: 'joe@foo.co.uk', telephone: '' };
    expect((await page.submits(pressed(card, 'send', fields))).map(({ text }) => text)).toEqual([
      'Noted: Joe Bloggs, joe@foo.co.uk.',
    ]);
    expect((await caseOf(page)).contact).toEqual({ name: 'Joe Bloggs', email: 'joe@foo.co.uk', telephone: null });
    const { read } = await page.database;
    const { state } = await read.selectFrom('conversations').select('state').executeTakeFirstOrThrow();
    expect(state).not.toMatch(/Joe|foo\.co\.uk/);
  });

  test.each([
    ['skip', {}],
    ['send', { name: '', email: ' ', telephone: '' }],
    ['send', {}],
    ['send', { name: 7, email: ['x'], telephone: 'x'.repeat(1000) }],
  ])('%s with %j gives nothing', async (button, fields) => {
    const { page, card } = await form();
    expect((await page.submits(pressed(card, button, fields)))[0]?.text).toBe("That's fine. They'll answer you here.");
    expect((await caseOf(page)).contact).toEqual({ name: null, email: null, telephone: null });
  });

  test('an address that is none is said to be so, and the card may be sent again', async () => {
    const { page, card } = await form();
    const bad = await page.submits(pressed(card, 'send', { name: 'Joe', email: 'joe@foo', telephone: '' }));
    expect(bad.map(({ text }) => text)).toEqual([
      'Noted: Joe.',
      expect.stringContaining('“joe@foo” isn’t a whole'.replace('’', "'")),
    ]);
    await page.submits(pressed(card, 'send', { name: 'Joe', email: 'joe@foo.co.uk', telephone: '' }));
    expect((await caseOf(page)).contact).toEqual({ name: 'Joe', email: 'joe@foo.co.uk', telephone: null });
  });
});

describe('a thumb down', () => {
  test('is asked about once for each answer, and a repeated or withdrawn one says nothing', async () => {
    const page = pageOf(matching);
    const [answer] = await page.says('what is the fax number?');
    const reaction = { type: 'messageReaction', replyToId: answer!.id };
    const down = { ...reaction, reactionsAdded: [{ type: 'dislike' }] };
    const [why] = await page.send(down);
    expect(why?.text).toBe('What was wrong with that answer?');
    expect(why?.suggestedActions?.actions.map(({ title }) => title)).toHaveLength(4);
    expect(await page.send(down)).toEqual([]);
    expect(await page.send({ ...reaction, reactionsRemoved: [{ type: 'dislike' }] })).toEqual([]);
    expect(await page.send({ ...reaction, reactionsAdded: [{ type: 'like' }] })).toEqual([]);
  });

  test('on what is no answer says nothing', async () => {
    const page = pageOf(matching);
    const [handed] = await page.says('talk to a person');
    const down = { type: 'messageReaction', replyToId: handed!.id, reactionsAdded: [{ type: 'dislike' }] };
    expect(await page.send(down)).toEqual([]);
  });
});
