import { join } from 'node:path';
import { type Opened, openMatching } from '../../src/assistant.js';
import { takeOutSecrets } from '../../src/certificates/secrets.js';
import type { Answered, TerminalChannel } from '../../src/channels/terminal/terminalChannel.js';
import { readDate } from '../../src/reading/date.js';
import { readHostName } from '../../src/reading/hostName.js';
import type { Reading } from '../../src/reading/reading.js';
import { openDatabase } from '../../src/storage/database.js';
import { openTerminal } from '../../src/terminal.js';
import { onBotFault } from '../bot/bot.js';
import { type Judgement, judge, type Seen } from './judge.js';
import { casesIn, filesOfCases, type MeantCase, rightOf } from './meantCases.js';

let matcher: Opened['matcher'];
let channel: TerminalChannel;
let conversations = 0;

beforeAll(async () => {
  const opened = await openMatching(join(__dirname, '..', '..', 'knowledge'));
  matcher = opened.matcher;
  const options = { now: () => new Date(), newCaseId: () => `C-${conversations}`, onBotFault };
  channel = openTerminal(opened, await openDatabase('memory'), options);
}, 180_000);

describe.each(filesOfCases())('%s', (file) => {
  test.each(casesIn(file).map(({ title, meant }) => [title, meant] as const))('%s', async (_, meant) => {
    expect(complaint(meant, judge(rightOf(meant), await said(meant)))).toBeNull();
  });
});

/** What comes of a case, by the way that `chat`, `ask`, `read date` and `read name` go with JSON. */
async function said(meant: MeantCase): Promise<Seen> {
  if ('said' in meant) return talkedOver(meant.said, meant.day);
  if ('asked' in meant) return matcher.match(meant.asked);
  const text = takeOutSecrets('date' in meant ? meant.date : meant.name).text;
  if ('name' in meant) return { value: readAs(readHostName(text)) };
  return { value: readAs(readDate(text, { today: meant.day, latest: meant.day, oldest: '1990-01-01' })) };
}

/** What holds after the last of some messages, said a minute apart at noon. */
async function talkedOver(messages: string[], day: string): Promise<Seen> {
  conversations += 1;
  let last: Answered | undefined;
  for (const [minute, text] of messages.entries())
    last = await channel.say({
      conversation: { id: `conversation-${conversations}` },
      text,
      timestamp: `${day}T12:${String(minute).padStart(2, '0')}:00Z`,
    });
  return { ...last, case: Boolean(last?.case) };
}

const readAs = (reading: Reading<string>) => ('value' in reading ? reading.value : null);

/** Why a case is not as its file has it, and what is to be done; `null` where it is. */
function complaint({ today = 'right' }: MeantCase, { state, differs }: Judgement): string | null {
  if (state === today) return null;
  if (state === 'right') return `This is right now, which it was not: take "today: ${today}" off.`;
  const better = today === 'wrong';
  return `${better ? `This is no longer wrong: write "today: ${state}".` : `This is ${state}:`} ${differs.join('; ')}`;
}
