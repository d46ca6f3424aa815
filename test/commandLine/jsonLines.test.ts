import { lines, run } from './program.js';
import { Running } from './running.js';

jest.setTimeout(60_000);

const verbs: [verb: string, words: string[], line: object][] = [
  ['ask', ['ask', '--json'], { text: 'Should I back up my certificate?' }],
  ['read date', ['read', 'date', '--json'], { text: 'yesterday', today: '2026-05-04' }],
  ['read name', ['read', 'name', '--json'], { text: 'it is www.example.com' }],
  ['decide', ['decide', '--json'], { loss: 'password' }],
  ['chat', ['chat', '--json'], { conversation: { id: 'one' }, text: 'hello' }],
];

describe.each(verbs)('%s --json', (_, words, line) => {
  test('a line is answered before the next is written, and a reader that goes away ends it without noise', async () => {
    const program = new Running(words);
    const first = await program.ask(line);
    const second = await program.ask(line);
    expect(first).not.toHaveProperty('error');
    expect(Object.keys(second)).toEqual(Object.keys(first));
    program.child.stdout.destroy();
    for (let count = 0; count < 50; count++) program.child.stdin.write(`${JSON.stringify(line)}\n`);
    program.child.stdin.end();
    expect(await program.end).toMatchObject({ status: 0, err: '' });
  });

  test('a line that cannot be read gives its error, and the next is served', async () => {
    const bad = ['', '   ', 'no JSON', '{"text":', '\u0000', '[]', '[{"text":"x"}]', 'null', '3', '"text"', 'true'];
    const wrong = ['{"text":3,"loss":1}', '{"text":null,"loss":""}', '{"text":["x"],"hasBackup":"yes"}'];
    const given = await lines(words, ...bad, ...wrong, '{"__proto__":{"x":1},"nothing":1}', line);
    expect(given).toHaveLength(bad.length + wrong.length + 2);
    for (const answer of given.slice(0, bad.length))
      expect(answer).toEqual({ error: expect.stringMatching(/^the line/i) });
    for (const answer of given.slice(bad.length, -2))
      expect(answer).toEqual({ error: expect.stringMatching(/^(?:text|loss|hasBackup): /) });
    expect(given.at(-1)).not.toHaveProperty('error');
  });

  test('nothing in, nothing out', async () => {
    expect(await run(words)).toEqual({ status: 0, signal: null, out: '', err: '' });
  });

  test('Windows line ends, a byte order mark, bytes that are no text, a missing last line end and megabytes do no harm', async () => {
    const text = JSON.stringify(line);
    const odd = Buffer.concat([
      Buffer.from(`\uFEFF${text}\r\n${text}\r\n{"text":"`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(`"}\r\n`),
    ]);
    const long = ['why '.repeat(250_000), 'x'.repeat(1_000_000)].map((one) => `${JSON.stringify({ text: one })}\n`);
    const { status, out, err } = await run(
      words,
      Buffer.concat([odd, ...long.map((one) => Buffer.from(one)), Buffer.from(text)]),
    );
    const answers = out.trimEnd().split('\n');
    expect({ status, err, answers: answers.length }).toEqual({ status: 0, err: '', answers: 6 });
    for (const at of [0, 1, 5]) expect(JSON.parse(answers[at]!)).not.toHaveProperty('error');
  });
});

test.each([
  [['ask', '--json'], 'SIGINT', 130],
  [['chat', '--json'], 'SIGINT', 130],
  [['decide', '--json'], 'SIGTERM', 143],
] as const)('%j ends on %s with %i while it waits', async (words, signal, status) => {
  const program = new Running([...words]);
  await program.ask({});
  program.child.kill(signal);
  expect(await program.end).toMatchObject({ status, signal: null, err: '' });
});

test.each(['\u2028', '\u2029', '\u0085', '\v', '\f'])('%j inside a text ends no line', async (sign) => {
  const given = `{"text":"www.example.com",${/\s/.test(sign) && sign < ' ' ? '' : `"note":"a${sign}b",`}"more":1}\n`;
  const { out } = await run(['read', 'name', '--json'], given);
  expect(JSON.parse(out)).toEqual({ value: 'www.example.com', reason: null, message: expect.any(String) });
});

test('what a customer typed comes back without a sign that ends a line for some reader', async () => {
  const odd = 'my name is a\u2028b\u2029c\u0085d';
  const { out } = await run(['chat', '--json'], `${JSON.stringify({ conversation: { id: odd }, text: odd })}\n`);
  expect(out).not.toMatch(/[\u0080-\u009f\u2028\u2029]|\n./);
  expect(JSON.parse(out)).toMatchObject({ conversation: { id: odd } });
});
