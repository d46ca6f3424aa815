import { type Case, caseKept, openCase, withFacts } from '../../src/cases/case.js';
import type { CaseStore } from '../../src/cases/caseStore.js';
import { openDatabase } from '../../src/storage/database.js';
import { StoredCases } from '../../src/storage/storedCases.js';
import { openedDatabase } from '../openedDatabase.js';
import { databases } from '../openedService.js';

const made = { id: 'C-234567', at: '2026-05-20T11:00:00.000Z' };
const opened = openCase(null, { reason: 'asked', facts: { commonName: 'www.example.com' }, outcome: null }, made);

describe.each([...databases, 'in memory'] as const)('cases, %s', (kind) => {
  let cases: CaseStore;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const memory = async () => {
      const database = await openDatabase('memory');
      return { database, remove: () => database.close() };
    };
    const { database, ...rest } = kind === 'in memory' ? await memory() : await openedDatabase(kind);
    remove = rest.remove;
    cases = new StoredCases(database.write);
  }, 60_000);
  afterAll(() => remove());

  test('what was kept is read as it was, and brought up to date', async () => {
    expect(await cases.read(made.id)).toBeNull();
    await cases.keep('directline/a', { case: opened, history: [] });
    expect(await cases.read(made.id)).toEqual(opened);
    const later: Case = {
      ...opened,
      reason: 'decided',
      outcome: 'person',
      facts: { hasBackup: false, lossDate: null },
    };
    await cases.keep('directline/a', { case: later, history: [] });
    expect(await cases.read(made.id)).toEqual(later);
  });

  test('an id that is another conversation’s is refused, and that one stays as it was', async () => {
    const before = await cases.read(made.id);
    await expect(cases.keep('directline/b', { case: opened, history: [] })).rejects.toThrow('given twice');
    expect(await cases.read(made.id)).toEqual(before);
  });
});

test('a brief of the release before is of one subject', () => {
  const { subject: _, others: __, ...brief } = opened.brief;
  expect(caseKept({ ...opened, brief: brief as Case['brief'] })).toEqual(opened);
});

test('a case takes in what is known by now, and is the same where that is nothing new', () => {
  expect(withFacts(opened, { commonName: 'www.example.com' })).toBe(opened);
  expect(withFacts(opened, {})).toBe(opened);
  expect(withFacts(opened, { hasBackup: true })).toEqual({ ...opened, facts: { hasBackup: true } });
});
