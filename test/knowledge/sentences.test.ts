import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesOf } from '../../src/knowledge/check/sentences.js';

test.each<[text: string, ...sentences: string[]]>([
  ['One. Two! Three? Four', 'One.', 'Two!', 'Three?', 'Four'],
  ['Give it a name e.g. "subscriber". Select "Next".', 'Give it a name e.g. "subscriber".', 'Select "Next".'],
  ['N.B. If you wish, i.e. You want. U.S. law applies', 'N.B. If you wish, i.e. You want.', 'U.S. law applies'],
  ['Step 8: N.B If you wish to keep it', 'N.B If you wish to keep it'],
  ['Mr. Smith of Example Ltd. Wrote', 'Mr. Smith of Example Ltd. Wrote'],
  ['a. Write a letter. Sign it.\n\nb. Send it.', 'Write a letter.', 'Sign it.', 'Send it.'],
  ['  7. 4. How do I do it?', 'How do I do it?'],
  ['1. First?\n2. Second?\n- third\n* fourth', 'First?', 'Second?', 'third', 'fourth'],
  ['Step 10:. Using the search optionsof.. find it', 'Using the search optionsof.. find it'],
  ['Select "ok". (you will now see it).', 'Select "ok".', '(you will now see it).'],
  ['See www.example.com. Then version 3.5 came', 'See www.example.com.', 'Then version 3.5 came'],
  ['Go to https://example.com/a.html\n    .html now', 'Go to https://example.com/a.html .html now'],
  ['A line goes\n   on here. And\nends', 'A line goes on here.', 'And ends'],
  ['A heading\n\nA text', 'A heading', 'A text'],
  ['He said "Stop." Then he went... Then all', 'He said "Stop."', 'Then he went...', 'Then all'],
  ['...\n\n---\n\n7.'],
  [''],
])('%j', (text, ...sentences) => {
  expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual(sentences);
});

test('a sentence knows its line and its place', () => {
  const text = 'One.\n\n  2. Two\n  goes on. Three.';
  const found = sentencesOf(text);
  expect(found.map(({ line }) => line)).toEqual([1, 3, 4]);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['One.', 'Two\n  goes on.', 'Three.']);
});

test('the certificate page falls into its sentences, each word once', () => {
  const page = readFileSync(join(__dirname, '../../knowledge/source/certificate-management-backup.txt'), 'utf8');
  const found = sentencesOf(page);
  expect(found).toHaveLength(61);
  expect(found.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Replacement of your ID outside the 30 day period will require you to purchase another ID at the discounted rate (see prices ).',
      'Our staff will research your previous order and assign the proper replacement fee.',
      'Browse to the save file area you wish to save the certificate to and give the file a name e.g. "subscriber".',
      'Now select "Next".',
    ]),
  );
  for (const [index, { start }] of found.entries()) expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
});
