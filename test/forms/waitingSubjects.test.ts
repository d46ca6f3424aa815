import type { FactsTold, Value } from '../../src/forms/factsTold.js';
import { openTalk, put } from '../../src/forms/talk.js';
import { shareWithAll, takeSeveral } from '../../src/forms/waitingSubjects.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { context, knowing, replacement } from './desk.js';

const value = (fact: string, of: Value['value']): Value => ({ fact, value: of, start: 0, end: 0 });
const told = (...values: Value[]): FactsTold => ({
  values,
  candidates: {},
  denies: [],
  parts: {},
  unattributed: [],
  several: [],
  undecided: [],
  refused: [],
});
const two = [
  { name: 'a.example.com', own: [] },
  { name: 'b.example.com', own: [value('orderDate', '2026-06-01')] },
];
const opened = (given: Facts) => openTalk(replacement, knowing(given), context);

test('the first subject has its round now, the others wait with what is theirs', () => {
  const talk = opened({});
  takeSeveral(talk, two, told());
  expect(talk.state.given.commonName).toBe('a.example.com');
  expect(talk.state.waitingSubjects).toEqual([{ commonName: 'b.example.com', orderDate: '2026-06-01' }]);
});

test('what was said before the names is true of all, names and what cannot be given are not', () => {
  const talk = opened({ loss: 'server', hasBackup: null, newCommonName: 'x.example.com' });
  takeSeveral(talk, two, told(value('product', 'global')));
  expect(talk.state.waitingSubjects).toEqual([
    { loss: 'server', product: 'global', commonName: 'b.example.com', orderDate: '2026-06-01' },
  ]);
});

test('once the first has its round, what was said is that one’s', () => {
  const talk = opened({ loss: 'server', commonName: 'a.example.com' });
  takeSeveral(talk, two, told());
  expect(talk.state.waitingSubjects).toEqual([{ commonName: 'b.example.com', orderDate: '2026-06-01' }]);
  takeSeveral(talk, two, told());
  expect(talk.state.waitingSubjects).toHaveLength(1);
});

test('"for both" shares what this message gave, and nothing else', () => {
  const talk = opened({ commonName: 'a.example.com', product: 'global' });
  talk.state.waitingSubjects = [{ commonName: 'b.example.com' }];
  put(talk, value('orderDate', '2026-11-03'));
  shareWithAll(talk);
  expect(talk.state.waitingSubjects).toEqual([{ commonName: 'b.example.com', orderDate: '2026-11-03' }]);
});
