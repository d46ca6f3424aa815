import { dayByDifference, nameByDifference } from '../../src/conversation/differences.js';
import { message } from './situation.js';

test.each([
  ["it's .org, not .com", 'www.acme.org'],
  ['shop instead of www', 'shop.acme.com'],
  ['no, my mistake: .co.uk', 'www.acme.co.uk'],
  ['the disk died', null],
])('"%s" makes %s of a name', (text, value) =>
  expect(nameByDifference(message(text), 'www.acme.com')?.value ?? null).toBe(value),
);

test.each([
  ['the 7th', '2026-05-07'],
  ['oh, it was April, sorry', '2026-04-03'],
  ['one day later', '2026-05-04'],
  ['yes but 2025', '2025-05-03'],
  ['the disk died', null],
])('"%s" makes %s of a day', (text, day) => expect(dayByDifference(message(text), '2026-05-03')).toBe(day));
