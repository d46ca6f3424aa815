import { lines } from './program.js';

jest.setTimeout(60_000);

describe('ask --json', () => {
  test('an answer has its entry, ranking, text and sources', async () => {
    const [line] = await lines(['ask', '--json'], { text: 'what does a replacement cost?' });
    expect(Object.keys(line!)).toEqual(['decision', 'entry', 'also', 'confidence', 'ranking', 'answer', 'sources']);
    expect(line).toMatchObject({ decision: 'answer', entry: 'replace.cost', also: [] });
    expect(line!.ranking).toHaveLength(5);
    expect((line!.sources as string[]).length).toBeGreaterThan(0);
  });
  test('two questions give both answers', async () => {
    const [line] = await lines(['ask', '--json'], { text: 'can you recover my key, and is it free?' });
    expect(line).toMatchObject({ entry: 'recover.private-key', also: ['replace.eligibility'] });
  });
  test('a question about one step is answered from that step, under the guide’s id for such questions', async () => {
    const [line] = await lines(['ask', '--json'], { text: 'which account do I choose in the snap-in?' });
    expect(line).toMatchObject({ decision: 'answer', entry: 'iis5.step-help' });
    expect(line!.sources).toEqual([
      'Step 5: From the new "Certificates Snap-In page" Choose the Computer account option and click Next.',
    ]);
  });
  test('what the FAQ does not answer has no entry', async () => {
    const answers = await lines(
      ['ask', '--json'],
      { text: 'how do I renew?' },
      { text: '' },
      { text: '😀' },
      { text: 'x'.repeat(10_000) },
    );
    for (const line of answers)
      expect(line).toMatchObject({ decision: 'unknown', entry: null, answer: null, sources: [] });
  });
});

describe('read --json', () => {
  test.each([
    [
      { text: '3 May', today: '2026-05-20' },
      { value: '2026-05-03', reason: null, alternatives: [] },
    ],
    [
      { text: '3 or 4 May 2026', today: '2026-05-20' },
      { value: null, alternatives: ['2026-05-03', '2026-05-04'] },
    ],
    [
      { text: '31 February', today: '2026-05-20' },
      { value: null, reason: 'date.impossible' },
    ],
    [
      { text: 'tomorrow', today: '2026-05-20' },
      { value: null, reason: 'date.future' },
    ],
  ])('date %j', async (given, expected) =>
    expect((await lines(['read', 'date', '--json'], given))[0]).toMatchObject(expected),
  );
  test.each([
    ["it's for WWW.Example.co.uk.", { value: 'www.example.co.uk', reason: null }],
    ['joe@example.com', { value: null, reason: 'name.email' }],
  ])('name %j', async (text, expected) =>
    expect((await lines(['read', 'name', '--json'], { text }))[0]).toMatchObject(expected),
  );
});

test('decide --json', async () => {
  const facts = {
    loss: 'private-key',
    hasBackup: false,
    product: 'secure-server',
    orderDate: '2002-05-03',
    lossDate: '2002-05-20',
    dnChanges: false,
  };
  const [free, nothing] = await lines(['decide', '--json'], facts, {});
  expect(free).toMatchObject({ outcome: 'free-replacement', missing: [] });
  expect(free!.reasons).toEqual([{ text: expect.stringContaining('day 17 of 30'), source: expect.any(String) }]);
  expect(nothing).toMatchObject({ outcome: null, reasons: [] });
  expect(nothing!.missing).toContain('loss');
});

test('chat --json serves interleaved conversations, each in its place', async () => {
  const say = (id: string, text: string) => ({ conversation: { id }, text, timestamp: '2026-05-20T10:00:00Z' });
  const answers = await lines(
    ['chat', '--json'],
    say('a', 'I lost the private key of www.a.example'),
    say('b', 'hello'),
    say('a', 'no backup'),
    say('b', 'talk to a person'),
  );
  expect(answers.map(({ expecting }) => expecting)).toEqual(['hasBackup', null, 'product', null]);
  expect(Object.keys(answers[0]!)).toEqual(['conversation', 'replies', 'expecting', 'facts', 'outcome', 'case']);
  expect(answers[2]!.facts).toMatchObject({ loss: 'private-key', commonName: 'www.a.example', hasBackup: false });
  expect(answers[3]!.case).toMatchObject({ status: 'waiting' });
});
