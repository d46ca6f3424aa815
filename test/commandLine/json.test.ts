import { lines, run, start } from './program.js';

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
    expect(line!.sources).toEqual(['Step 5: From the new "Certificates Snap-In page" Choose the Computer account option and click Next.']);
  });
  test('what the FAQ does not answer has no entry', async () => {
    const answers = await lines(['ask', '--json'], { text: 'how do I renew?' }, { text: '' }, { text: '😀' }, { text: 'x'.repeat(10_000) });
    for (const line of answers) expect(line).toMatchObject({ decision: 'unknown', entry: null, answer: null, sources: [] });
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
  ])('date %j', async (given, expected) => expect((await lines(['read', 'date', '--json'], given))[0]).toMatchObject(expected));
  test.each([
    ["it's for WWW.Example.co.uk.", { value: 'www.example.co.uk', reason: null }],
    ['joe@example.com', { value: null, reason: 'name.email' }],
  ])('name %j', async (text, expected) => expect((await lines(['read', 'name', '--json'], { text }))[0]).toMatchObject(expected));
});

test('decide --json', async () => {
  const facts = { loss: 'private-key', hasBackup: false, product: 'secure-server', orderDate: '2002-05-03', lossDate: '2002-05-20', dnChanges: false };
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

test('each answer is flushed before the next line comes', async () => {
  const child = start(['read', 'name', '--json']);
  const next = () => new Promise<string>((done) => child.stdout.once('data', (data: Buffer) => done(data.toString())));
  for (const text of ['www.example.com', 'localhost']) {
    const answer = next();
    child.stdin.write(`${JSON.stringify({ text })}\n`);
    expect((await answer).endsWith('\n')).toBe(true);
  }
  child.stdin.end();
  await new Promise((done) => child.on('close', done));
});

test.each([
  ['ask', ['ask', '--json'], { text: 'fax number?' }],
  ['read', ['read', 'name', '--json'], { text: 'www.example.com' }],
  ['decide', ['decide', '--json'], { loss: 'compromised' }],
  ['chat', ['chat', '--json'], { text: 'hello' }],
])('%s: a line that cannot be read gives an error, and the next is served', async (_, words, good) => {
  const bad = ['{', '', '[]', '42', 'null', '{"text":1,"loss":1}', '\u0000', '{"__proto__":{"x":1},"nothing":1}'];
  const answers = await lines(words, ...bad, good);
  expect(answers).toHaveLength(bad.length + 1);
  for (const line of answers.slice(0, 6)) expect(line).toEqual({ error: expect.any(String) });
  expect(answers.at(-1)).not.toHaveProperty('error');
});

test('line ends of Windows, a missing last one, and bytes that are no text are taken', async () => {
  const { out, status } = await run(
    ['read', 'name', '--json'],
    Buffer.concat([Buffer.from('{"text":"www.example.com"}\r\n{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n{"text":"www.example.org"}')]),
  );
  expect(status).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(3);
});
