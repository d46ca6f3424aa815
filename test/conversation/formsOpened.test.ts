import { join } from 'node:path';
import { Controls } from '../../src/conversation/controls.js';
import type { Move } from '../../src/conversation/moves.js';
import { route } from '../../src/conversation/route.js';
import type { Open } from '../../src/conversation/situation.js';
import { thingsAskedFor } from '../../src/conversation/trade.js';
import { understand } from '../../src/conversation/understand.js';
import { freshState } from '../../src/forms/state.js';
import type { Facts } from '../../src/knowledge/facts.js';
import { readKnowledge } from '../../src/knowledge/read/readKnowledge.js';
import { english } from '../../src/languages/en/english.js';
import { today } from '../forms/desk.js';
import { inShort, situation } from './situation.js';

const { forms, trade, sayings } = readKnowledge(join(__dirname, '../knowledge/fixtures/library')).knowledge!;
const [card, fee] = ['new-card', 'late-fee'].map((id) => forms.find((form) => form.id === id)!);
const controls = new Controls(sayings.controls, english);

/** What follows from a message at the library's desk, the form of each move named. */
function follows(text: string, open: Open): string {
  const message = understand(text, {
    today,
    language: english,
    trade,
    cues: forms.flatMap(({ facts }) => Object.values(facts).flatMap(({ cues }) => cues)),
    bounds: {},
    lost: new Set(forms.flatMap((form) => [...thingsAskedFor(form).keys()])),
  });
  const named = (move: Move) => ('form' in move ? `${move.form} ${inShort([move])}`.trim() : inShort([move]));
  return route(message, situation({ open, forms, trade, controls })).map(named).join(' | ');
}

const asking = (form: typeof card, fact: string, given: Facts = {}): Open => ({
  is: 'question',
  form: form!,
  state: { ...freshState(given), expecting: fact },
  fact,
});
const summary: Open = {
  is: 'summary',
  form: fee!,
  state: { ...freshState({ what: 'book', returned: '2026-11-03', ill: false }), expecting: 'summary' },
};

describe('while one form asks', () => {
  test.each<[string, string, Open, string]>([
    ['another matter opens its form', 'I want my late fee waived', asking(card, 'replacedBefore'), 'late-fee begin:'],
    [
      'another matter with the fact of the same name',
      'I lost my card',
      asking(fee, 'what'),
      'new-card begin: take what lost',
    ],
    ['what answers is heard', 'a novel', asking(fee, 'what'), 'late-fee take what book'],
    ['its own matter once more is heard', 'the book was late', asking(fee, 'what'), 'late-fee take what book'],
    [
      'an answer in one clause, another matter in the next',
      '3 November 2026, and I lost my card',
      asking(fee, 'returned', { what: 'book' }),
      'late-fee take returned 2026-11-03 | new-card begin: take what lost',
    ],
    [
      'a day of the other matter is no answer',
      'I lost my card on 3 November 2026',
      asking(fee, 'returned', { what: 'book' }),
      'new-card begin: take what lost',
    ],
    [
      'a day that stands with its own words is this form’s',
      'I brought it back on 3 November 2026 and lost my card',
      asking(fee, 'returned', { what: 'book' }),
      'late-fee take returned 2026-11-03 | new-card begin: take what lost',
    ],
    [
      'a question opens none',
      'what happens when I lose my card?',
      asking(fee, 'what'),
      'answer: what happens when I lose my card?',
    ],
    ['what is only supposed opens none', 'if I lost my card', asking(fee, 'what'), 'misunderstood'],
    ['a denial opens none', "I haven't lost my card", asking(fee, 'what'), 'misunderstood'],
    ['what somebody else lost opens none', 'a friend of mine lost her card', asking(fee, 'what'), 'misunderstood'],
    ['a control word comes first', 'cancel', asking(fee, 'what'), 'cancel'],
    [
      'a yes to the summary, and another matter',
      'yes, and I lost my card',
      summary,
      'late-fee decide | new-card begin: take what lost',
    ],
    ['a yes to the summary', 'yes', summary, 'late-fee decide'],
  ])('%s: "%s"', (_, text, open, moves) => expect(follows(text, open)).toBe(moves));
});

describe('at rest', () => {
  test.each([
    [
      'two matters: the first is asked, the other waits',
      'I lost my card and I want my late fee waived',
      'late-fee begin: | new-card begin: take what lost',
    ],
    ['one matter', 'I lost my card', 'new-card begin: take what lost'],
    ['none', 'good morning', 'answer: good morning'],
  ])('%s: "%s"', (_, text, moves) => expect(follows(text, { is: 'nothing' })).toBe(moves));
});
