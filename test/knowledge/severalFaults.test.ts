import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/knowledge/check/formatFaults.js';
import { cost, faultsAfter, form, guide, replaceIn } from './spoil.js';

test('all faults are told at once, whatever file they are in', () => {
  const places = faultsAfter((folder) => {
    replaceIn(folder, cost, 'title:', 'colour: red\ntitle:');
    replaceIn(folder, cost, 'Any further card', 'Every further card');
    replaceIn(folder, cost, '"price of a new card"', '"I lost my card"');
    replaceIn(folder, 'answers/card.new.md', '[pin.reset]', '[pin.rest]');
    replaceIn(folder, guide, 'sourceNumber: 2', 'sourceNumber: two');
    replaceIn(folder, form, 'then: paid-card', 'then: nothing');
    replaceIn(folder, 'desk.yaml', 'Europe/Dublin', 'Dublin');
    replaceIn(folder, 'words.yaml', '[pin,', '[pin, pin,');
    replaceIn(folder, 'sayings/controls.yaml', '[cancel, stop]', '[cancel, next]');
    writeFileSync(join(folder, 'outside.yaml'), '\t- x');
  }).map((line) => line.split(': ')[0]);
  expect(places).toEqual([
    'answers/card.cost.md:3 colour',
    'answers/card.cost.md:39 sources.1',
    'answers/loss.report.md:6 phrasings.0',
    'desk.yaml:2 timeZone',
    'dialogs/new-card.yaml:65 decide.3.then',
    'dialogs/new-card.yaml:74 outcomes.paid-card',
    'outside.yaml:1 syntax',
    'procedures/pin.reset.md:58 steps.enter-number.sourceNumber',
    'sayings/controls.yaml:8 controls.done.1',
    'words.yaml:4 concepts.pin.1',
  ]);
});

test('what a broken file would have said is not missed', () => {
  expect(faultsAfter((folder) => writeFileSync(join(folder, cost), '---\nid: [\n---\n'))).toHaveLength(1);
  expect(faultsAfter((folder) => writeFileSync(join(folder, form), 'id: ['))).toHaveLength(1);
  expect(faultsAfter((folder) => writeFileSync(join(folder, guide), 'nothing'))).toHaveLength(1);
  expect(faultsAfter((folder) => writeFileSync(join(folder, 'desk.yaml'), 'name: x: y'))).toHaveLength(1);
  expect(faultsAfter((folder) => writeFileSync(join(folder, 'sayings/conversation.yaml'), '['))).toHaveLength(1);
  expect(
    faultsAfter((folder) => writeFileSync(join(folder, 'source/readers-cards.txt'), Buffer.from([0xff]))),
  ).toHaveLength(1);
});

describe('for a terminal', () => {
  const fault = (file: string, line: number, problem: string) => ({
    file,
    line,
    field: 'id',
    problem,
    remedy: 'Mend it.',
  });

  test('a line for each, in the order of the files, and their number', () => {
    expect(
      formatFaults([fault('b.md', 2, 'is wrong'), fault('a.md', 10, 'is short.'), fault('a.md', 9, 'is missing')]),
    ).toBe('a.md:9 id: is missing. Mend it.\na.md:10 id: is short. Mend it.\nb.md:2 id: is wrong. Mend it.\n3 faults.');
  });

  test('one or none', () => {
    expect(formatFaults([fault('a.md', 1, 'is wrong')])).toMatch(/\n1 fault\.$/);
    expect(formatFaults([])).toBe('No faults.');
  });

  test('what stands in a file cannot steer the terminal', () => {
    expect(formatFaults([fault('a.md', 1, '"\u001b[2J\r\nfaked" is wrong')])).toBe(
      'a.md:1 id: " [2J faked" is wrong. Mend it.\n1 fault.',
    );
  });
});
