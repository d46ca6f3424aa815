import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMatching } from '../../src/assistant.js';
import { formatChat, parseChat } from './chatFile.js';
import { talked } from './talkedChat.js';

const chatsIn = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.chat'))
    .sort();
const project = join(__dirname, '..', '..');

type Opened = Awaited<ReturnType<typeof openMatching>>;

test('there are conversations enough to cover the promises', () =>
  expect(chatsIn(__dirname).length).toBeGreaterThanOrEqual(45));

test('and enough in which a person takes over', () => {
  const withAgents = chatsIn(__dirname).filter((name) => /^agent/m.test(readFileSync(join(__dirname, name), 'utf8')));
  expect(withAgents.length).toBeGreaterThanOrEqual(15);
});

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
    const replayed = formatChat(await talked(chat, matching));
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
