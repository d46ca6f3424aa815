import { Encoder, WIDTH } from '../../src/matching/encoder/encoder.js';
import { encoder, nearness } from './tinyDesk.js';

const oddTexts = [
  '',
  ' ',
  '😀😀',
  'مرحبا كيف حالك',
  'שלום',
  '<script>alert(1)</script>',
  "'; DROP TABLE users; --",
  '\u0000\u0007',
  '\ud800',
  'a'.repeat(10_000),
];

test.each(['What does it cost?', 'x', ...oddTexts])('%j has an embedding of length one, the same each time', (text) => {
  const embedding = encoder.encode(text);
  expect(embedding).toHaveLength(WIDTH);
  expect(nearness(embedding, embedding)).toBeCloseTo(1, 5);
  expect(new Encoder().encode(text)).toEqual(embedding);
});

test.each([
  ['I lost my private key', 'my private key is gone', 'what is the fax number'],
  ['How much does it cost?', 'what is the price', 'how do I export a certificate'],
  ['Where do I store a backup?', 'what is a safe place for the backup', 'thank you very much'],
  ['can I talk to someone', 'I would like to speak with a person', 'the certificate has expired'],
])('“%s” is nearer to “%s” than to “%s”', (text, alike, unlike) => {
  const own = encoder.encode(text);
  expect(nearness(own, encoder.encode(alike))).toBeGreaterThan(nearness(own, encoder.encode(unlike)) + 0.1);
});

test('a long text costs no more than its beginning', () => {
  const start = 'how do I replace a lost certificate '.repeat(30);
  expect(encoder.encode(`${start}${'and more '.repeat(50_000)}`)).toEqual(encoder.encode(`${start}and more`));
  const began = performance.now();
  for (let count = 0; count < 5; count++)
    encoder.encode(`${count} ${'how do I replace a lost certificate '.repeat(20_000)}`);
  expect((performance.now() - began) / 5).toBeLessThan(1000);
});
