import fc from 'fast-check';
import type { Example } from '../../../src/knowledge/example.js';
import { meaningOf } from '../../../src/matching/meaning.js';
import { learn } from '../../../src/matching/reader/learn.js';
import { minimum } from '../../../src/matching/reader/minimum.js';
import { openReader } from '../../../src/matching/reader/reader.js';
import { encoder } from '../tinyDesk.js';

const meaning = (text: string) => meaningOf(encoder, text);
const example = (text: string, open: string, labels: Record<string, string>): Example => ({ text, open, labels });
const examples = [
  ...['my card is gone', 'I lost my card', 'the card was lost on the bus', 'lost it yesterday'].map((text) =>
    example(text, 'loss', { loss: 'lost', act: 'other' }),
  ),
  ...['a thief took my card', 'the card was stolen', 'someone stole it', 'stolen from my bag'].map((text) =>
    example(text, 'loss', { loss: 'stolen', act: 'other' }),
  ),
  ...['yes', 'yes please', 'yes I do'].map((text) => example(text, 'offer', { loss: 'none', act: 'yes' })),
  ...['no', 'no thanks', 'no I do not'].map((text) => example(text, 'offer', { loss: 'none', act: 'no' })),
  // Whose loss it is cannot be told here: this one teaches the other head alone.
  ...['what is that?', 'how much is it?', 'why?'].map((text) => example(text, 'offer', { act: 'question' })),
];
const reader = openReader(learn(examples, meaning), encoder);
const first = (text: string, open: string, head: string) => reader.read(text, open)[head]![0]!.label;

test.each([
  ['I have lost the card', 'loss', 'loss', 'lost'],
  ['they stole my card', 'loss', 'loss', 'stolen'],
  ['yes thank you', 'offer', 'act', 'yes'],
  ['no thank you', 'offer', 'act', 'no'],
  ['what is the price?', 'offer', 'act', 'question'],
])('“%s” at “%s”: %s is %s', (text, open, head, label) => {
  expect(first(text, open, head)).toBe(label);
});

test('heads and labels are those of the examples', () => {
  const read = reader.read('yes', 'offer');
  expect(Object.keys(read)).toEqual(['act', 'loss']);
  expect(read.loss!.map(({ label }) => label).sort()).toEqual(['lost', 'none', 'stolen']);
});

test('the same examples give the same numbers', () => {
  expect(learn(examples, meaning)).toEqual(learn(examples, meaning));
});

test('of any text the labels sum to one, the most probable first', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 900 }),
      fc.constantFrom('loss', 'offer', 'else'),
      (text, open) => {
        for (const leanings of Object.values(reader.read(text, open))) {
          expect(leanings.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 6);
          expect(leanings.map(({ p }) => p)).toEqual(leanings.map(({ p }) => p).sort((a, b) => b - a));
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('the minimum of a bowl is its middle', () => {
  const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(numbers, (middle) => {
      const found = minimum(middle.length, 60, (place, slope) => {
        let sum = 0;
        middle.forEach((value, i) => {
          const steepness = 1 + i;
          slope[i] = steepness * (place[i]! - value);
          sum += 0.5 * steepness * (place[i]! - value) ** 2;
        });
        return sum;
      });
      middle.forEach((value, i) => {
        expect(found[i]).toBeCloseTo(value, 2);
      });
    }),
  );
});
