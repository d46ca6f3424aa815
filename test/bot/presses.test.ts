import { type Matching, opened } from './bot.js';
import { submitsOf } from './cardSchema.js';
import { actionOf, carded, cardOf, pageOf, type Reply, toSummary } from './page.js';

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

describe('a button works long after it was shown', () => {
  test('"done" and "back" go on from their own step, wherever the guide stands', async () => {
    const page = pageOf(matching);
    const second = carded(await page.goes('how do I back up on IIS 4', 'done'), 'step');
    await page.goes('done', 'done', 'done');
    expect(carded(await page.presses(second, 'done'), 'step').text).toContain('Step 3 of 6');
    expect(carded(await page.presses(second, 'back'), 'step').text).toContain('Step 1 of 6');
    expect(carded(await page.presses(second, 'where'), 'step').text).toContain('Step 2 of 6');
    expect(carded(await page.says('done'), 'step').text).toContain('Step 3 of 6');
  });

  test('a guide that was left is taken up at the button’s step, in a history restored elsewhere', async () => {
    const page = pageOf(matching);
    const third = carded(await page.goes('how do I back up on IIS 5', 'done', 'done'), 'step');
    await page.says('cancel');
    const later = pageOf(matching, page.database);
    const replies = await later.presses(JSON.parse(JSON.stringify(third)) as Reply, 'done');
    expect(replies.map(({ text }) => text?.slice(0, 16))).toEqual(['**Step 4 of 20: ']);
    expect(carded(await later.says('done'), 'step').text).toContain('Step 5 of 20');
  });

  test('a form that is running waits beneath the guide and goes on after it', async () => {
    const page = pageOf(matching);
    const fifth = carded(await page.goes('how do I back up on IIS 4', 'done', 'done', 'done', 'done'), 'step');
    await page.goes('cancel', 'I lost the private key of www.example.com', 'no backup');
    expect(carded(await page.presses(fifth, 'done'), 'step').text).toContain('Step 6 of 6');
    const replies = await page.says('done');
    expect(replies.map(({ text }) => text?.split('\n')[0])).toEqual([
      'That was the last step. Well done!',
      'Which certificate was it?',
    ]);
    expect(carded(await page.goes('class 3', '3 May 2026', 'the same', 'no'), 'summary').text).toContain(
      'www.example.com',
    );
  });

  test('what a customer tells of their loss meanwhile reaches the form that waits, once', async () => {
    const page = pageOf(matching);
    const first = carded(await page.goes('how do I back up on IIS 4'), 'step');
    await page.goes('cancel', 'I lost the private key of www.example.com', 'no backup');
    await page.presses(first, 'where');
    const [reply] = (await page.says('my lost certificate was a class 3 one, I ordered it on 3 May 2026')).slice(-1);
    expect(reply?.text).toContain('new certificate');
    await page.presses(first, 'where');
    const cancelled = await page.says('cancel');
    expect(cancelled.at(-1)?.text).toContain('new certificate');
    expect(carded(await page.goes('the same', 'no'), 'summary').text).toContain('www.example.com');
    expect((await page.says('yes')).map(({ channelData }) => channelData?.certdesk?.card)).toEqual(['verdict']);
  });

  test('a guide that is cancelled takes nothing of the form beneath it along', async () => {
    const page = pageOf(matching);
    const first = carded(await page.goes('how do I back up on IIS 4'), 'step');
    await page.goes('cancel', 'I lost the private key of www.example.com');
    await page.presses(first, 'done');
    const [handedOver] = await page.goes('cancel', 'talk to a person');
    expect(handedOver?.text).toContain('Common name: www.example.com');
  });

  test('a correction goes to the form that waits, not to the one decided before it', async () => {
    const page = pageOf(matching);
    const first = carded(await page.goes('how do I back up on IIS 4'), 'step');
    await page.goes(
      'cancel',
      ...toSummary,
      'yes',
      'I lost the key of www.second.example too',
      'no backup',
      'class 3',
      '7 May 2026',
    );
    await page.presses(first, 'done');
    await page.says('sorry, it was ordered on 4 May 2026');
    const summary = carded(await page.goes('the same', 'no'), 'summary');
    expect(summary.text).toMatch(/www\.second\.example[\s\S]*4 May 2026/);
    expect((await page.says('yes')).map(({ channelData }) => channelData?.certdesk?.card)).toEqual(['verdict', 'step']);
  });

  test('"did you mean" answers the entry of its own button, and asks the form’s question again', async () => {
    const page = pageOf(matching);
    const asked = carded(await page.says('what about the backup stuff?'), 'clarify');
    await page.goes('something else', 'no', 'I lost the private key of www.example.com');
    const replies = await page.presses(asked, '2');
    expect(replies[0]?.channelData).toMatchObject({ certdesk: { card: 'answer', answer: 'backup.store-safely' } });
    expect(replies.at(-1)?.text).toContain('Do you have a backup');
    expect((await page.presses(asked, 'none'))[0]?.text).toContain("I can't answer that from the desk's FAQ");
  });

  test.each(['yes', 'no'])('a summary’s %s counts while its facts hold', async (answer) => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    await page.says('should I back up my certificate?');
    const replies = await page.presses(summary, answer);
    if (answer === 'yes') expect(carded(replies, 'verdict').text).toContain('Replaced free');
    else expect(replies.map(({ text }) => text)).toEqual([expect.stringContaining("What isn't right?")]);
  });

  test('a summary’s yes counts even beneath a guide that was taken up meanwhile', async () => {
    const page = pageOf(matching);
    const first = carded(await page.goes('how do I back up on IIS 4'), 'step');
    await page.says('cancel');
    const summary = carded(await page.goes(...toSummary), 'summary');
    await page.presses(first, 'done');
    const replies = await page.presses(summary, 'yes');
    expect(replies.map(({ channelData }) => channelData?.certdesk?.card)).toEqual(['verdict', 'step']);
    expect(replies.at(-1)?.text).toContain('Step 2 of 6');
  });

  test.each(['yes', 'no'])(
    'a stale summary’s %s is asked again, saying why, and nothing is decided',
    async (answer) => {
      const page = pageOf(matching);
      const stale = carded(await page.goes(...toSummary), 'summary');
      const corrected = carded(await page.says('sorry, it was ordered on 4 May 2026'), 'summary');
      const replies = await page.presses(stale, answer);
      expect(replies[0]?.text).toContain('Something has changed since that summary');
      expect(corrected.text).toContain(carded(replies, 'summary').text);
      expect(carded(await page.presses(corrected, 'yes'), 'verdict').text).toContain('4 May 2026');
    },
  );

  test('while a question is open, an old summary’s yes asks the question again', async () => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    const [question] = (await page.says('change the order date')).slice(-1);
    const replies = await page.presses(summary, 'yes');
    expect(replies.map(({ text }) => text)).toEqual([expect.stringContaining('Something has changed'), question?.text]);
  });

  test('a summary that was decided or left decides nothing again', async () => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    await page.presses(summary, 'yes');
    expect((await page.presses(summary, 'yes')).map(({ text }) => text)).toEqual([
      expect.stringContaining("isn't open any more"),
    ]);
    const corrected = carded(await page.says('sorry, it was ordered on 4 May 2026'), 'summary');
    expect(corrected.text).toContain('4 May 2026');
  });
});

describe('a day picked on a card', () => {
  /** What a customer says until the order date is asked. */
  const toDate = toSummary.slice(0, 3);

  test.each([
    ['2026-05-03', '3 May 2026'],
    ['2026-01-10', '10 January 2026'],
  ])('%s is what the customer would have typed', async (date, typed) => {
    const page = pageOf(matching);
    const asked = carded(await page.goes(...toDate), 'question');
    const other = pageOf(matching);
    await other.goes(...toDate);
    expect((await page.presses(asked, 'pick', date)).map(({ text }) => text)).toEqual(
      (await other.says(typed)).map(({ text }) => text),
    );
  });

  test('one that cannot be is refused with the reason, and the card comes again', async () => {
    const page = pageOf(matching);
    const asked = carded(await page.goes(...toDate), 'question');
    const again = carded(await page.presses(asked, 'pick', '2026-12-24'), 'question');
    expect(again.text).toContain('24 December 2026 is still to come');
    expect(carded(await page.goes('3 May 2026', 'the same', 'no'), 'summary').text).toContain('3 May 2026');
  });

  test('the bounds are the question’s own, and the quick answers stand beside the card', async () => {
    const asked = carded(await pageOf(matching).goes(...toDate), 'question');
    expect(cardOf(asked).body.find(({ type }) => type === 'Input.Date')).toMatchObject({ max: '2026-05-20' });
    expect(asked.suggestedActions?.actions.map(({ title }) => title)).toEqual(['Today', 'Yesterday', "I don't know"]);
  });

  test('once it is answered, the card corrects it: in the form, at the summary and after the verdict', async () => {
    const page = pageOf(matching);
    const asked = carded(await page.goes(...toDate), 'question');
    await page.presses(asked, 'pick', '2026-05-03');
    expect((await page.presses(asked, 'pick', '2026-05-04'))[0]?.text).toMatch(/4 May 2026[\s\S]*new certificate/);
    await page.goes('the same', 'no');
    expect(carded(await page.presses(asked, 'pick', '2026-05-05'), 'summary').text).toContain('5 May 2026');
    await page.says('yes');
    expect(carded(await page.presses(asked, 'pick', '2026-05-06'), 'summary').text).toContain('6 May 2026');
  });

  test('the first certificate’s card does not date the second', async () => {
    const page = pageOf(matching);
    await page.goes('I lost the keys of www.first.example.com and www.second.example.com', 'no backup', 'class 3');
    const asked = carded(await page.says('what was it?'), 'question');
    await page.goes('3 May 2026', 'the same', 'no', 'yes');
    const replies = await page.presses(asked, 'pick', '2026-05-06');
    expect(replies.map(({ text }) => text).join()).not.toContain('Ordered on: 6 May 2026');
  });
});

describe('"Change" on a summary’s row', () => {
  test('asks that row again and leaves the others', async () => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    const asked = carded(await page.presses(summary, 'change-orderDate'), 'question');
    expect(asked.text).toContain('When did you order');
    const after = carded(await page.presses(asked, 'pick', '2026-05-04'), 'summary');
    expect(after.text).toContain('4 May 2026');
    for (const kept of ['www.example.com', 'Class 3', 'The private key is lost']) expect(after.text).toContain(kept);
  });

  test('every row has its own, named for screen readers', async () => {
    const summary = carded(await pageOf(matching).goes(...toSummary), 'summary');
    const buttons = submitsOf(cardOf(summary)).filter(({ title }) => title === 'Change');
    expect(buttons.map(({ tooltip }) => tooltip)).toEqual(
      [
        'What happened',
        'Usable backup',
        'Certificate',
        'Common name',
        'Ordered on',
        'New common name',
        'Other details change',
      ].map((label) => `Change: ${label}`),
    );
  });

  test('after the verdict too: the new summary brings a new verdict', async () => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    await page.says('yes');
    expect((await page.presses(summary, 'change-dnChanges')).at(-1)?.text).toContain(
      'anything else in the certificate',
    );
    await page.says('yes, the organisation');
    expect(carded(await page.says('yes'), 'verdict').text).toContain('An additional certificate');
  });

  test('of a summary that was cancelled or belongs to another certificate says so, and asks again what stands', async () => {
    const page = pageOf(matching);
    const summary = carded(await page.goes(...toSummary), 'summary');
    await page.goes('cancel', 'yes');
    expect((await page.presses(summary, 'change-orderDate')).map(({ text }) => text)).toEqual([
      expect.stringContaining("isn't open any more"),
    ]);
    const [question] = (await page.goes('I lost the private key of www.other.example.com')).slice(-1);
    const replies = await page.presses(summary, 'change-orderDate');
    expect(replies[0]?.text).toContain('Something has changed since that summary');
    expect(replies.at(-1)?.text).toContain(question?.text?.split('\n').at(-1));
  });
});

describe('a press is only looked up', () => {
  const at = (place: unknown) => ({ certdesk: { press: 'x', says: 'done', at: place } });
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'done'],
    ['a list', [1, 2]],
    ['no place', { certdesk: { press: 'x', says: 'done' } }],
    ['another kind', at({ kind: 'shell', run: 'rm' })],
    ['an unknown move', at({ kind: 'step', guide: 'iis4.backup', step: 'save-file', move: 'jump' })],
    ['an unknown step', at({ kind: 'step', guide: 'iis4.backup', step: 'gone', move: 'done' })],
    ['an unknown guide', at({ kind: 'step', guide: 'iis3.backup', step: 'save-file', move: 'done' })],
    ['a form for a guide', at({ kind: 'step', guide: 'replacement', step: 'loss', move: 'done' })],
    ['an inherited name', at({ kind: 'step', guide: '__proto__', step: 'constructor', move: 'done' })],
    ['an inherited entry', at({ kind: 'entry', entry: 'constructor' })],
    ['an unknown entry', at({ kind: 'entry', entry: 'nobody.knows' })],
    ['a change of no fact', at({ kind: 'change', form: 'replacement', fact: 'constructor' })],
    ['a change in no form', at({ kind: 'change', form: 'iis4.backup', fact: 'orderDate' })],
    ['a day for no fact', { ...at({ kind: 'date', form: 'replacement', fact: '__proto__' }), date: '2026-05-03' }],
    ['a day that is none', { ...at({ kind: 'date', form: 'replacement', fact: 'orderDate' }), date: '2026-02-30' }],
    ['an unknown form', at({ kind: 'summary', form: 'toString', shown: '', answer: 'yes' })],
    ['a very long text', at({ kind: 'entry', entry: 'x'.repeat(100_000) })],
    [
      'a prototype',
      JSON.parse(
        '{"__proto__":{"certdesk":1},"certdesk":{"__proto__":{"at":{"kind":"none"}},"press":"x","says":"done"}}',
      ),
    ],
  ])('%s falls back to the message’s text', async (_, value) => {
    const page = pageOf(matching);
    await page.says('how do I back up on IIS 4');
    const [reply] = await page.send({ type: 'message', text: 'done', value });
    expect(reply?.text).toContain('Step 2 of 6');
    expect(({} as Record<string, unknown>).certdesk).toBeUndefined();
  });

  test('everything a button does can be typed', async () => {
    const page = pageOf(matching);
    const asked = carded(await page.says('what about the backup stuff?'), 'clarify');
    const [typed] = await page.says(actionOf(asked, '2').title);
    expect(typed?.channelData.certdesk.answer).toBe('backup.store-safely');
    const step = carded(await page.goes('how do I back up on IIS 4', 'done'), 'step');
    for (const [button, number] of [
      ['done', 3],
      ['back', 2],
      ['where', 2],
    ] as const)
      expect(carded(await page.says(actionOf(step, button).title), 'step').text).toContain(`Step ${number} of 6`);
  });
});

test.each(['like', 'dislike'])('a %s is taken silently and changes nothing, in a form too', async (type) => {
  const page = pageOf(matching);
  const { read } = await page.database;
  const state = async () => (await read.selectFrom('conversations').select('state').executeTakeFirst())?.state;
  await page.goes('I lost the private key of www.example.com', 'should I back up my certificate?');
  const before = await state();
  expect(await page.send({ type: 'messageReaction', replyToId: 'reply-3', reactionsAdded: [{ type }] })).toEqual([]);
  expect(await page.send({ type: 'messageReaction', replyToId: 'reply-3', reactionsRemoved: [{ type }] })).toEqual([]);
  expect(before).toBeDefined();
  expect(await state()).toBe(before);
  expect((await page.says('no backup')).at(-1)?.text).toContain('Which certificate was it?');
});
