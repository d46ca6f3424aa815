import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsAfter, replaceIn } from './spoil.js';

describe('files', () => {
  const at = (folder: string, file: string) => join(folder, file);
  test.each<[what: string, spoil: (folder: string) => void, ...faults: string[]]>([
    [
      'a file is missing',
      (folder) => unlinkSync(at(folder, 'desk.yaml')),
      'desk.yaml:1 file: is missing. Write it: name, timeZone, contacts, links, products.',
    ],
    [
      'an own answer is missing',
      (folder) => unlinkSync(at(folder, 'answers/human.handoff.md')),
      'answers:1 file: no answer has the role "handoff". Write one with "kind: own" and "role: handoff": the bot speaks through it.',
    ],
    [
      'the sentences are missing',
      (folder) => rmSync(at(folder, 'sayings'), { recursive: true }),
      'sayings:1 file: no file holds sentences. Write sayings/*.yaml with controls, says and problems.',
    ],
    [
      'the source is missing',
      (folder) => unlinkSync(at(folder, 'source/readers-cards.txt')),
      'source/readers-cards.txt:1 file: is missing. Put the page there, or correct "file:" in source/navigation.yaml.',
    ],
    [
      'another ending',
      (folder) => renameSync(at(folder, 'words.yaml'), at(folder, 'words.yml')),
      'words.yaml:1 file: is missing. Write it; "concepts: {}" if there are none.',
      'words.yml:1 file: is read by nobody. Did you mean "words.yaml"? Rename it, or move it out of the knowledge folder.',
    ],
    [
      'another ending in a folder',
      (folder) => writeFileSync(at(folder, 'answers/card.stolen.txt'), 'Ask.'),
      'answers/card.stolen.txt:1 file: is read by nobody. Did you mean "answers/card.stolen.md"? Rename it, or move it out of the knowledge folder.',
    ],
    [
      'a mistyped folder',
      (folder) => mkdirSync(at(folder, 'dialog')),
      'dialog:1 file: is read by nobody. Did you mean "dialogs"? Rename it, or move it out of the knowledge folder.',
    ],
    [
      'a folder inside a folder',
      (folder) => mkdirSync(at(folder, 'answers/old.md')),
      'answers/old.md:1 file: is not a file. Put a file of this name here, or move it out of the knowledge folder.',
    ],
    [
      'a file in the wrong folder',
      (folder) => writeFileSync(at(folder, 'card.lost.md'), 'Ask.'),
      'card.lost.md:1 file: is read by nobody. Move it out of the knowledge folder.',
    ],
    [
      'a link to itself',
      (folder) => symlinkSync('loop.md', at(folder, 'answers/loop.md')),
      'answers/loop.md:1 file: cannot be read (ELOOP). Put the file itself here, with the right to read it.',
    ],
    [
      'a folder that links to itself',
      (folder) => symlinkSync('../answers', at(folder, 'answers/again.md')),
      'answers/again.md:1 file: is not a file. Put a file of this name here, or move it out of the knowledge folder.',
    ],
    [
      'a file of another encoding',
      (folder) => writeFileSync(at(folder, 'words.yaml'), Buffer.from('concepts: { card: [caf\xe9] }', 'latin1')),
      'words.yaml:1 file: is not UTF-8 text. Save it with the encoding UTF-8.',
    ],
    [
      'a byte order mark',
      (folder) => writeFileSync(at(folder, 'words.yaml'), '\uFEFFconcepts: {}'),
      'words.yaml:1 file: begins with a byte order mark. Save it as UTF-8 without the mark (BOM).',
    ],
    [
      'a control character',
      (folder) => replaceIn(folder, 'words.yaml', 'ticket', 'tic\u0000ket'),
      'words.yaml:2 file: holds the control character U+0000. Delete it; it is invisible in most editors.',
    ],
    [
      'an empty file',
      (folder) => writeFileSync(at(folder, 'words.yaml'), ''),
      'words.yaml:1 file: is empty. Write "key: value" lines.',
    ],
    [
      'a huge file',
      (folder) => writeFileSync(at(folder, 'words.yaml'), `concepts: { a: [${'x, '.repeat(500_000)}] }`),
      'words.yaml:1 file: is larger than 1 MB. Split it, or move it out of the knowledge folder.',
    ],
    [
      'no folder',
      (folder) => rmSync(folder, { recursive: true }),
      'FOLDER:1 file: is no folder that can be read. Make the folder, or name another one (ENOENT).',
    ],
  ])('%s', (_, spoil, ...faults) => {
    expect(faultsAfter(spoil)).toEqual(faults);
  });
});
