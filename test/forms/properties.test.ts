import fc from 'fast-check';
import { ask, goBack } from '../../src/forms/conversation.js';
import type { FormMove } from '../../src/forms/moves.js';
import type { FormTurn } from '../../src/forms/state.js';
import { carried, context, knowing, replacement } from './desk.js';

const { facts } = replacement;
const names = Object.keys(facts);
const fact = fc.constantFrom(...names);
const date = fc.constantFrom('2026-11-03', '2026-10-25', '2026-08-01', '2027-01-01', '1985-01-01');
const anyValueOf = (name: string): fc.Arbitrary<string | boolean | null> => {
  const { kind, options = {} } = facts[name]!;
  if (kind === 'choice') return fc.constantFrom(...Object.keys(options));
  if (kind === 'yes-no') return fc.boolean();
  return kind === 'date' ? date : fc.constantFrom('www.a.com', 'www.b.com', '{commonName}');
};
const assumed = fc.option(fc.constantFrom('relative', 'year-added'), { nil: undefined });
const move: fc.Arbitrary<FormMove> = fc.oneof(
  fact.chain((name) =>
    fc
      .tuple(anyValueOf(name), assumed, fc.constantFrom('take' as const, 'correct' as const))
      .map(([value, guess, does]): FormMove => ({ do: does, fact: name, value, ...(guess && { assumed: guess }) })),
  ),
  fact.chain((name) =>
    fc.constantFrom<FormMove>(
      { do: 'reopen', fact: name },
      { do: 'agree', fact: name },
      { do: 'giveUp', fact: name },
      { do: 'keep', fact: name },
    ),
  ),
  fc.constantFrom<FormMove>(
    { do: 'decide' },
    { do: 'refuse' },
    { do: 'shareWithAll' },
    { do: 'ask', ladder: 2 },
    { do: 'lean', fact: 'loss', option: 'server' },
    { do: 'offer', fact: 'orderDate', values: ['2026-11-03', '2026-11-04'] },
    { do: 'takeParts', fact: 'hasBackup', parts: ['file'] },
  ),
);

/** Facts that a verdict rests on: without one of them, known or not to be had, nothing may be decided. */
const restsOn: Record<string, string[]> = {
  'restore-from-backup': ['loss', 'hasBackup'],
  'additional-certificate': ['loss', 'hasBackup', 'dnChanges', 'commonName', 'newCommonName'],
  'free-replacement': ['loss', 'hasBackup', 'dnChanges', 'product', 'orderDate', 'commonName', 'newCommonName'],
  'discounted-purchase': [
    'loss',
    'hasBackup',
    'dnChanges',
    'product',
    'orderDate',
    'lossDate',
    'commonName',
    'newCommonName',
  ],
  'needs-human': ['loss'],
};

function checkTurn({ state, expecting, verdict, say }: FormTurn): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  if (expecting !== null) expect(say.length).toBeGreaterThan(0);
  if (expecting?.startsWith('confirm:')) expect(typeof state.given[expecting.slice('confirm:'.length)]).toBe('string');
  for (const name of restsOn[verdict?.outcome ?? ''] ?? [])
    expect([name, verdict?.facts[name]]).not.toEqual([name, undefined]);
}

test('no moves throw, change the state they are given, or decide without what the verdict rests on', () => {
  fc.assert(
    fc.property(fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { maxLength: 15 }), (turns) => {
      let state = knowing({});
      for (const [i, moves] of turns.entries()) {
        const held = structuredClone(state);
        const turn = carried(state, ...moves);
        expect(state).toEqual(held);
        checkTurn(turn);
        if (turn.expecting === null) break;
        expect(ask(replacement, turn.state, context).expecting).toBe(turn.expecting);
        state = i % 5 === 4 ? goBack(replacement, turn.state, context).state : turn.state;
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
