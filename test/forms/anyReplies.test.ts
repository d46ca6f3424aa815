import fc from 'fast-check';
import { ask, begin, goBack, hear } from '../../src/forms/conversation.js';
import type { FormTurn } from '../../src/forms/state.js';
import { on, replacement } from './desk.js';

const context = on('2026-11-24');
const replies = [
  ...[
    'yes',
    'no',
    'yes please',
    'nope',
    'no idea',
    "I don't know",
    'the same',
    'no change',
    'both',
    '1',
    '2',
    '3',
    '',
    '???',
    'hmm',
    'flurble',
  ],
  ...[
    'the private key',
    'the server died',
    'forgot the pass phrase',
    'it was stolen',
    'class 3',
    'global',
    'a Verisign one',
    'no backup',
    'only the file',
  ],
  ...[
    'www.example.com',
    'a.example.org and b.example.org',
    'me@example.com',
    'https://Shop.Example.co.uk/x',
    'and also c.example.com',
    '*.example.com',
    'münchen.de',
  ],
  ...[
    '3 Nov 2026',
    '1 August 2026',
    '3 May',
    '25/10/2026',
    '24 October 2026',
    'yesterday',
    '31 February 2026',
    'tomorrow',
    '3 or 4 May 2026',
    'a while ago',
  ],
  ...[
    'ordered 3 Oct 2026 but lost 1 Oct 2026',
    'sorry, it was 3 March 2026',
    'actually it is the global one',
    'change the common name',
    'the date is wrong',
  ],
  ...[
    'no, the common name is www.x.com',
    'we have a backup after all',
    'ordered 5 November 2026 for both',
    'the company was renamed',
    'nothing changes',
  ],
];
const messages = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...replies) }, fc.string({ unit: 'grapheme', maxLength: 40 })),
  { maxLength: 18 },
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
  if (expecting === null) expect(verdict !== null || say.length >= 0).toBe(true);
  else expect(say.length).toBeGreaterThan(0);
  if (expecting !== null && expecting in replacement.facts) expect(state.given[expecting]).toBeUndefined();
  if (expecting?.startsWith('confirm:')) expect(typeof state.given[expecting.slice('confirm:'.length)]).toBe('string');
  if (!verdict) return;
  for (const fact of restsOn[verdict.outcome] ?? []) expect(verdict.facts[fact]).not.toBeUndefined();
  if (verdict.outcome === 'free-replacement' || verdict.outcome === 'discounted-purchase')
    for (const fact of ['commonName', 'newCommonName', 'orderDate']) expect(verdict.facts[fact]).not.toBeNull();
}

test('no sequence of replies throws, asks for a known fact, or decides without the facts it rests on', () => {
  fc.assert(
    fc.property(messages, ([opening = '', ...rest]) => {
      let turn = begin(replacement, {}, opening, context);
      checkTurn(turn);
      for (const [i, text] of rest.entries()) {
        turn = hear(replacement, turn.state, text, context);
        checkTurn(turn);
        expect(ask(replacement, turn.state, context).expecting).toBe(turn.expecting);
        if (i % 7 === 6) turn = goBack(replacement, turn.state, context);
        expect(() => ask(replacement, turn.state, context)).not.toThrow();
      }
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('hearing a message leaves the state it was given as it is', () => {
  fc.assert(
    fc.property(messages, (texts) => {
      let turn = begin(replacement, {}, texts[0] ?? '', context);
      for (const text of texts.slice(1)) {
        const before = structuredClone(turn.state);
        const next = hear(replacement, turn.state, text, context);
        expect(turn.state).toEqual(before);
        turn = next;
      }
    }),
    { numRuns: 50 },
  );
}, 60_000);
