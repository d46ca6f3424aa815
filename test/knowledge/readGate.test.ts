import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/knowledge/check/formatFaults.js';
import { readGate } from '../../src/knowledge/read/readGate.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { secondDesk } from './secondDesk.js';
import { type Row, replaceIn } from './spoil.js';

const gate = 'questions/gate.yaml';

test.each<Row>([
  [
    'an entry that does not exist',
    gate,
    'entry: loss.report',
    'entry: lost.report',
    'questions/gate.yaml:1 0.entry: there is no entry "lost.report". Did you mean "loss.report"? Name an answer, a procedure or its step help.',
  ],
  [
    'another entry that does not exist',
    gate,
    'orElse: [card.new]',
    'orElse: [card.knew]',
    'questions/gate.yaml:4 0.questions.1.orElse.0: there is no entry "card.knew". Did you mean "card.new"? Name an answer, a procedure or its step help.',
  ],
  [
    'a question that is a phrasing',
    gate,
    'kard lost!!',
    'MY LIBRARY card is gone',
    'questions/gate.yaml:4 0.questions.1.text: "MY LIBRARY card is gone" is a phrasing of "loss.report" (answers/loss.report.md:11). Ask it in other words.',
  ],
  [
    'a question that is asked at a step',
    gate,
    'kard lost!!',
    '0000 is refused?',
    'questions/gate.yaml:4 0.questions.1.text: "0000 is refused?" is a phrasing of "pin.step-help" (procedures/pin.reset.md:82). Ask it in other words.',
  ],
  [
    'a question that stands twice',
    gate,
    'How tall is the Eiffel Tower?',
    'Kard lost.',
    'questions/gate.yaml:15 3.questions.0.text: "Kard lost." stands in questions/gate.yaml:4 already. Remove one.',
  ],
  [
    'neither near nor far',
    gate,
    '  outside: far\n',
    '',
    'questions/gate.yaml:12 3.outside: is missing where no entry is expected. Write "outside: near" or "outside: far".',
  ],
  [
    'far from an entry',
    gate,
    'entry: loss.report',
    'entry: loss.report\n  outside: far',
    'questions/gate.yaml:2 0.outside: stands beside an entry. Remove it, or write "entry: null".',
  ],
  [
    'a word that is neither',
    gate,
    'outside: far',
    'outside: fare',
    'questions/gate.yaml:13 3.outside: is "fare". Did you mean "far"? Write one of: near, far.',
  ],
  [
    'a mistyped key',
    gate,
    'style: mistyped',
    'stile: mistyped',
    'questions/gate.yaml:4 0.questions.1.stile: "stile" is not a key that is known here. Did you mean "style"? Known keys: text, style, orElse.',
  ],
])('%s', (_, file, from, to, ...faults) => {
  const folder = secondDesk();
  const { knowledge } = readKnowledge(folder);
  replaceIn(folder, file, from, to);
  expect(
    formatFaults(readGate(folder, knowledge ?? undefined).faults)
      .split('\n')
      .slice(0, -1),
  ).toEqual(faults);
  rmSync(folder, { recursive: true });
});

test('a file that cannot be read costs only its own questions', () => {
  const folder = secondDesk();
  writeFileSync(
    join(folder, 'questions/more.yaml'),
    '- entry: null\n  outside: far\n  questions:\n    - { text: Is it late?, style: plain }\n',
  );
  writeFileSync(join(folder, 'questions/bad.yaml'), '{');
  const { questions, faults } = readGate(folder);
  expect(questions).toHaveLength(6);
  expect(faults.map(({ file }) => file)).toEqual(['questions/bad.yaml']);
  rmSync(folder, { recursive: true });
});

test('no questions are a fault', () => {
  const folder = secondDesk();
  rmSync(join(folder, 'questions'), { recursive: true });
  expect(readGate(folder)).toMatchObject({ questions: [], faults: [{ file: 'questions' }] });
  rmSync(folder, { recursive: true });
});
