import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { openDatabase } from '../../src/storage/database.js';
import { openTerminal } from '../../src/terminal.js';
import { onBotFault } from '../bot/bot.js';
import { type Chat, formatChat, parseChat, type Turn } from './chatFile.js';
import { shortForms } from './shortForms.js';

const FIRST_DAY = '2026-05-20';
const chatsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.chat'))
    .sort();
const project = join(__dirname, '..', '..');

type Opened = Awaited<ReturnType<typeof openMatching>>;

/** The conversation as it goes today, in the shape of its file. */
async function replay({ title, turns }: Chat, opened: Opened): Promise<Chat> {
  const { shorten } = shortForms(opened.knowledge);
  const options = { now: () => new Date(), newCaseId: () => 'C-234567', onBotFault };
  const channel = openTerminal(opened, await openDatabase('memory'), options);
  const replayed: Turn[] = [];
  let day = FIRST_DAY;
  for (const turn of turns) {
    day = turn.day ?? day;
    const {
      replies,
      expecting,
      outcome,
      facts,
      case: open,
    } = await channel.say({ text: turn.user, timestamp: `${day}T11:00:00Z` });
    const asked = turn.holds.facts === undefined ? undefined : Object.keys(JSON.parse(turn.holds.facts) as object);
    replayed.push({
      ...(turn.day && { day: turn.day }),
      user: turn.user,
      bot: replies.map(({ text }) => shorten(text ?? '')),
      holds: {
        ...(expecting && { expecting }),
        ...(outcome && { outcome }),
        ...(open && { case: open.id }),
        ...(asked && { facts: JSON.stringify(Object.fromEntries(asked.map((name) => [name, facts[name]]))) }),
      },
    });
  }
  return { title, turns: replayed };
}

test('there are conversations enough to cover the promises', () =>
  expect(chatsIn(__dirname).length).toBeGreaterThanOrEqual(45));

describe.each([
  ['this desk', __dirname, join(project, 'knowledge')],
  ['the library’s desk', join(__dirname, 'library'), join(project, 'test/knowledge/fixtures/library')],
])('%s', (_, folder, knowledge) => {
  let matching: Opened;
  beforeAll(async () => {
    matching = await openMatching(knowledge);
  }, 180_000);

  test.each(chatsIn(folder))('%s', async (name) => {
    const file = join(folder, name);
    const written = readFileSync(file, 'utf8');
    const chat = parseChat(name, written);
    const replayed = formatChat(await replay(chat, matching));
    if (process.env.UPDATE_CHATS) writeFileSync(file, replayed);
    else expect(replayed).toBe(formatChat(chat));
  });
});

test.each([
  ['user: hello', 'first.chat:1: the first line says'],
  ['> title\nbot: hello', 'first.chat:2: a conversation begins'],
  ['> title\nuser: hello\nbto: hi', 'first.chat:3: "bto: hi" is neither'],
])('%j is refused with its file and line', (text, message) =>
  expect(() => parseChat('first.chat', text)).toThrow(message),
);
