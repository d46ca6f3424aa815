import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { talk } from '../../../src/channels/terminal/talk.js';
import { botOf, type Matching, opened } from '../../bot/bot.js';

jest.setTimeout(60_000);

let matching: Matching;
beforeAll(async () => {
  matching = await opened();
});

/** Someone at a terminal: what they see, and their keys. */
function terminal(columns: number) {
  const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keys });
  const screen = Object.assign(new PassThrough(), { isTTY: true, columns });
  let seen = '';
  screen.on('data', (data: Buffer) => {
    seen += data.toString();
  });
  const waits = async (text: RegExp) => {
    for (let count = 0; count < 500 && !text.test(seen); count++) await new Promise((done) => setTimeout(done, 10));
    expect(stripVTControlCharacters(seen)).toMatch(text);
    const shown = seen;
    seen = '';
    return shown;
  };
  const talked = talk(botOf(matching).channel, keys, screen);
  return { keys, waits, talked };
}

test.each([40, 80])(
  'at %i columns every line fits, suggested answers have numbers, and a number picks one',
  async (columns) => {
    const { keys, waits, talked } = terminal(columns);
    const greeting = stripVTControlCharacters(await waits(/you> /));
    const first = /\[1\] (.*)/.exec(greeting)?.[1] ?? '';
    expect(first).not.toBe('');
    keys.write('1\r');
    const answer = stripVTControlCharacters(await waits(/From the FAQ[\s\S]*you> /));
    for (const line of `${greeting}\n${answer}`.split(/\r?\n/))
      if (!line.includes('you> ')) expect(line.length).toBeLessThanOrEqual(columns);
    expect(answer).toContain(first);
    keys.write('exit\r');
    expect(await talked).toEqual({ interrupted: false });
  },
);

test('the arrow keys bring back what was typed', async () => {
  const { keys, waits, talked } = terminal(80);
  await waits(/you> /);
  keys.write('the fax number?\r');
  await waits(/FAX[\s\S]*you> /i);
  keys.write('\x1b[A');
  expect(stripVTControlCharacters(await waits(/number\?/))).toContain('the fax number?');
  keys.write('\x03');
  await talked;
});

test.each([
  ['Ctrl-C', '\x03', true],
  ['Ctrl-D', '\x04', false],
])('%s leaves, and says whether it broke off', async (_, key, interrupted) => {
  const { keys, waits, talked } = terminal(80);
  await waits(/you> /);
  keys.write(key);
  expect(await talked).toEqual({ interrupted });
});
