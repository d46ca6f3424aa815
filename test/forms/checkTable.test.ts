import { checkTable } from '../../src/forms/checkTable.js';
import type { DecisionRow, Form } from '../../src/knowledge/form.js';
import { replacement } from './desk.js';

const withRows = (decide: DecisionRow[]): Form => ({ ...replacement, decide });
const row = (when: DecisionRow['when'], then: string): DecisionRow => ({ when, then, reasons: [] });

test('the form’s own table is whole', () => expect(checkTable(replacement)).toEqual([]));

test('a row behind one that takes everything is never reached', () => {
  const faults = checkTable(withRows([...replacement.decide, row({ product: 'global' }, 'needs-human')]));
  expect(faults).toMatchObject([
    { field: `decide.${replacement.decide.length}`, problem: expect.stringContaining('no facts reach this row') },
  ]);
});

test('a row that an earlier, wider limit swallows is never reached', () => {
  const rows = [
    row({ age: { atMost: 30 } }, 'free-replacement'),
    row({ age: { atMost: 20 } }, 'needs-human'),
    row({}, 'discounted-purchase'),
  ];
  expect(checkTable(withRows(rows)).map(({ field }) => field)).toContain('decide.1');
});

test('facts that no row fits are a gap', () => {
  const faults = checkTable(withRows(replacement.decide.slice(0, -1)));
  expect(faults.map(({ problem }) => problem)).toContainEqual(expect.stringContaining('no row fits'));
});

test('an outcome that nothing leads to is named', () => {
  const faults = checkTable(withRows([row({ hasBackup: true }, 'restore-from-backup'), row({}, 'needs-human')]));
  expect(faults.map(({ field }) => field)).toEqual(
    expect.arrayContaining([
      'outcomes.free-replacement',
      'outcomes.discounted-purchase',
      'outcomes.additional-certificate',
    ]),
  );
});
