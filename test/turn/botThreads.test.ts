import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/failure.js';
import { type BotCall, BotClosed } from '../../src/turn/botCall.js';
import { BotThreads } from '../../src/turn/botThreads.js';

const folder = mkdtempSync(join(tmpdir(), 'certdesk-threads-'));
const log = join(folder, 'heard.txt');
let open: BotThreads | undefined;
let lost: string[] = [];

afterEach(async () => {
  await open?.close();
  open = undefined;
  lost = [];
  for (const file of [log, `${log}.opened`]) rmSync(file, { force: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = (opens: string) => ({
  ...{ script: join(__dirname, 'fixtureThread.cjs'), data: () => ({ log, opens }) },
  onLoss: ({ message }: Error) => void lost.push(message),
  onConsole: (method: string) => void lost.push(method),
});

async function threads(count = 1, opens = 'at once'): Promise<BotThreads> {
  open = await BotThreads.open(options(opens));
  open.grow(count - 1);
  return open;
}

const call = (text: string, address = '192.0.2.1'): BotCall => ({
  address,
  ...{ conversation: 'directline/c', id: 'c', state: null, version: 0, discarded: [], case: null },
  ...{ newCaseId: 'C-1', formOpen: false, lastSeq: 1, activity: { type: 'message', text } },
});
const said = async (bot: BotThreads, text: string) => (await bot.run(call(text))).replies.map((reply) => reply.text);
const opened = () => readFileSync(`${log}.opened`, 'utf8').trim().split('\n').length;
const heard = () => readFileSync(log, 'utf8').trim().split('\n');

test('calls are answered in their order, however many wait', async () => {
  const bot = await threads();
  const texts = Array.from({ length: 50 }, (_, number) => `m${number}`);
  expect(await Promise.all(texts.map((text) => said(bot, text)))).toEqual(texts.map((text) => [`heard: ${text}`]));
  expect(heard()).toEqual(texts);
});

test('who sends many waits for them alone: the calls of others go between', async () => {
  const bot = await threads();
  const many = Array.from({ length: 20 }, (_, number) => bot.run(call(`m${number}`)));
  const one = bot.run(call('one', '192.0.2.2'));
  await Promise.all([...many, one]);
  // Two were given away at once.
  expect(heard().indexOf('one')).toBeLessThanOrEqual(3);
});

test('a fault of the bot comes over as an error', async () => {
  const { fault } = await (await threads()).run(call('fails'));
  expect(fault).toBeInstanceOf(Error);
  expect(fault).toMatchObject({ name: 'TypeError', message: 'a fault', code: 'E_BOT' });
});

test.each(['ends', 'throws'])(
  'a thread that %s is replaced; the others’ calls are answered, and its own gets the apology the second time',
  async (text) => {
    const bot = await threads();
    const answers = await Promise.all(['one', text, 'two', 'three'].map((one) => said(bot, one)));
    expect(answers).toEqual([['heard: one'], ['sorry'], ['heard: two'], ['heard: three']]);
    expect(heard().filter((one) => one === text)).toHaveLength(2);
    expect(lost).toHaveLength(2);
    expect(await said(bot, 'four')).toEqual(['heard: four']);
  },
);

test('a thread that hangs is ended, and what it hung on is not repeated', async () => {
  const bot = await threads();
  const answers = await Promise.all(['hangs', 'two'].map((text) => said(bot, text)));
  expect(answers).toEqual([['sorry'], ['heard: two']]);
  expect(heard()).toEqual(['hangs', 'two']);
});

test('beside a thread that hangs the others go on', async () => {
  const bot = await threads(2);
  // The second thread opens behind the first.
  while (opened() < 2) await new Promise((later) => setTimeout(later, 5));
  const hanging = said(bot, 'hangs');
  let stillHangs = true;
  void hanging.then(() => {
    stillHangs = false;
  });
  expect(await said(bot, 'two')).toEqual(['heard: two']);
  expect(stillHangs).toBe(true);
  expect(await hanging).toEqual(['sorry']);
});

test('a call that nobody waits for any more is not given away', async () => {
  const bot = await threads();
  const over = bot.run(call('late'), () => {
    throw new Error('too late');
  });
  await expect(over).rejects.toThrow('too late');
  expect(await said(bot, 'in time')).toEqual(['heard: in time']);
  expect(heard()).toEqual(['in time']);
});

test('knowledge that cannot be opened is a failure, said as such; any other fault is told as it is', async () => {
  const opening = threads(1, 'never');
  await expect(opening).rejects.toEqual(new Failure('there is no knowledge'));
  await expect(threads(1, 'throws')).rejects.toThrow('the weights are missing');
});

test('an opening that takes long can be given up', async () => {
  const closing = new AbortController();
  const opening = BotThreads.open(options('some day'), closing.signal);
  const refused = expect(opening).rejects.toBeInstanceOf(BotClosed);
  closing.abort();
  await refused;
  await expect(BotThreads.open(options('some day'), closing.signal)).rejects.toThrow();
});

test('that a library wrote to the console is told, and not what', async () => {
  const bot = await threads();
  expect(await said(bot, 'writes')).toEqual(['heard: writes']);
  expect(lost).toEqual(['warn']);
});

test('a message that a thread was lost on while something was asked is not kept: it may be a password', async () => {
  const { text, formOpen } = await (await threads()).run({ ...call('ends'), formOpen: true });
  expect([text, formOpen]).toEqual(['[not read]', true]);
});

test('closed, it refuses what is left', async () => {
  const bot = await threads();
  const refused = expect(bot.run(call('hangs'))).rejects.toThrow('closed');
  await bot.close();
  await refused;
  await expect(bot.run(call('later'))).rejects.toBeInstanceOf(BotClosed);
});
