import { join } from 'node:path';
import { caseKnowledgeOf } from '../../src/caseKnowledgeOf.js';
import { FILE_NEWS, type FileNews } from '../../src/cases/fileNews.js';
import { threadLines } from '../../src/channels/teams/agents/threadLines.js';
import { saidOf } from '../../src/desk/saidOf.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { fileWords } from '../../src/web/desk/words.js';

const knowledge = caseKnowledgeOf(readKnowledge(join(__dirname, '..', '..', 'knowledge')).knowledge!);
const row = (file: object) => ({
  ...{ conversation: 'msteams/t/a', seq: 7, id: 'x|7', role: 'system' as const, type: 'event', at: 0 },
  activity: JSON.stringify({ type: 'event', name: FILE_NEWS, channelData: { certdesk: { file } } }),
});
const line = (file: object) =>
  threadLines({ rows: [row(file)], history: [], whole: true }, knowledge).map(({ text }) => text);
const news: FileNews = { what: 'looked', name: 'notes.txt', size: 2100, held: false };

test.each<[string, FileNews, RegExp, RegExp]>([
  ['one in which nothing was found', news, /notes\\?\.txt \(2 kB\).*none was found/, /none was found/],
  ['one with a key', { ...news, held: true }, /held a private key.*compromised/, /held a private key/],
  ['one that is too long', { ...news, size: null }, /more than 64 kB.*too long/, /more than 64 kB.*too long/],
  ['one that says that it is too long', { ...news, size: 200_000 }, /\(195 kB\).*too long/, /195 kB.*too long/],
  ['a tiny one', { ...news, size: 3 }, /\(1 kB\)/, /\(1 kB\)/],
  ['a copy', { ...news, what: 'saved' }, /put a copy of the verdict/, /put a copy of the verdict/],
])('agents are told of a file: %s', (_, file, inThread, atDesk) => {
  expect(line(file)).toEqual([expect.stringMatching(inThread)]);
  const said = saidOf(row(file));
  expect(said).toMatchObject({ role: 'system', text: '', file });
  expect(fileWords(said!.file!)).toMatch(atDesk);
});

test('what a file is called means nothing where it is said', () => {
  const [text] = line({ ...news, name: '**x** [y](https://evil.example)' });
  expect(text).not.toContain('[y](');
  expect(text).not.toContain('**x**');
});

test.each([{}, { what: 'looked' }, { ...news, what: 'other' }])('%j is no news of a file', (file) => {
  expect([line(file), saidOf(row(file))]).toEqual([[null], null]);
});
