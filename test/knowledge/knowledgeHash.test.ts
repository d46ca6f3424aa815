import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knowledgeHash } from '../../src/knowledge/read/knowledgeHash.js';
import { secondDesk } from './secondDesk.js';

const before = knowledgeHash(secondDesk());

test('the same files give the same hash, wherever they lie', () => {
  expect(knowledgeHash(secondDesk())).toBe(before);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[what: string, change: (folder: string) => void, isOther: boolean]>([
  ['one letter', (folder) => appendFileSync(join(folder, 'answers/card.cost.md'), '.'), true],
  ['one letter of the source', (folder) => appendFileSync(join(folder, 'source/readers-cards.txt'), '.'), true],
  [
    'the name of a file',
    (folder) => renameSync(join(folder, 'answers/card.cost.md'), join(folder, 'answers/card.price.md')),
    true,
  ],
  ['a file that is gone', (folder) => rmSync(join(folder, 'words.yaml')), true],
  ['a new file', (folder) => writeFileSync(join(folder, 'sayings/more.yaml'), ''), true],
  ['the gate', (folder) => appendFileSync(join(folder, 'questions/gate.yaml'), '#'), false],
  ['a hidden file', (folder) => writeFileSync(join(folder, 'answers/.card.cost.md.swp'), 'x'), false],
])('%s', (_, change, isOther) => {
  const folder = secondDesk();
  change(folder);
  expect(knowledgeHash(folder) !== before).toBe(isOther);
  rmSync(folder, { recursive: true });
});

test('a folder that does not exist has a hash too', () => {
  expect(knowledgeHash('/nowhere/at/all')).toMatch(/^[0-9a-f]{64}$/);
});
