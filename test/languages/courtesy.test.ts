import { matterOf } from '../../src/languages/en/courtesy.js';

test.each([
  ['Thanks, what does it cost?', 'what does it cost?'],
  ['Our certificate stopped working. Thank youu', 'Our certificate stopped working.'],
  ['hi where do I send the letter thx', 'where do I send the letter'],
  ['Good morning, our key is gone. Many thanks in advance, Peter', 'our key is gone.'],
  ['Is day 30 still free? Thanks!', 'Is day 30 still free?'],
  ['thanks! one more thing, who signs', 'who signs'],
  ['Hello, what is the price? Kind regards, Tom Miller', 'what is the price?'],
  ['dear sir or madam, kindly tell me the fax number, yours faithfully J. Smith', 'kindly tell me the fax number'],
  ['Hi there. Sorry to bother you. Two things: what is free, and who signs?', 'what is free, and who signs?'],
  ['thank you, my certificate is lost', 'my certificate is lost'],
])('the matter of “%s” is “%s”', (text, matter) => {
  expect(matterOf(text)).toBe(matter);
});

test.each(['Thanks!', 'hi', 'Many thanks', 'Hello! Thanks. Bye', 'thank youuu'])(
  '“%s” is nothing but courtesy',
  (text) => {
    expect(matterOf(text)).toBe('');
  },
);

test.each([
  'the thanks go to our backup',
  'Is there a regards field in the letter',
  'tax on a replacement',
  'high encryption certificate lost',
  'great, certificates are hard',
])('courtesy inside a matter stays: “%s”', (text) => {
  expect(matterOf(text)).toContain(text.replace('great, ', ''));
});

test('a long message costs no more than a moment', () => {
  const began = performance.now();
  for (const part of ['thanks ', 'A', 'thaaa', 'hi ', '...', 'Thanks, Aa'])
    matterOf(part.repeat(Math.ceil(10_000 / part.length)));
  expect(performance.now() - began).toBeLessThan(500);
});
