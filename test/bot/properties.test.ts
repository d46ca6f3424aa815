import fc from 'fast-check';
import type { Answered } from '../../src/channels/terminal/terminalChannel.js';
import { decide } from '../../src/forms/decide.js';
import { tries } from '../longForm.js';
import { botOf, type Matching, opened } from './bot.js';

const today = '2026-05-20';
let matching: Matching;
beforeAll(async () => {
  matching = await opened();
}, 180_000);

const name = fc.constantFrom(
  'www.example.com',
  'shop.example.co.uk',
  'WWW.EXAMPLE.ORG',
  'https://mail.example.net/x',
  '*.example.com',
  'www.bücher.example',
);
const date = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 1, max: 31 }),
      fc.constantFrom('January', 'march', 'Apr', 'May', 'december'),
      fc.constantFrom('', ' 2026', ' 2025', ' 26'),
    )
    .map(([d, m, y]) => `${d} ${m}${y}`),
  fc.constantFrom(
    'yesterday',
    'three weeks ago',
    'last Tuesday',
    '3/5/2026',
    '05/13/2026',
    '2026-05-01',
    'a while ago',
    '31 February',
    'tomorrow',
    '3 May or 4 May',
    'end of March',
  ),
);
const good = fc.oneof(
  fc.constantFrom(
    'yes',
    'no',
    'yep',
    'nope',
    'the same',
    "I don't know",
    'no idea',
    'class 3',
    'global',
    'another authority',
    'private key',
    'the password',
    'it was stolen',
    'server died',
    'no backup',
    'yes, both',
    '1',
    '2',
  ),
  date,
  name,
  fc.tuple(name, date).map(([n, d]) => `I lost the private key of ${n}, ordered ${d}, no backup`),
  fc.tuple(name, name).map(([a, b]) => `we lost the keys of ${a} and ${b}`),
  date.map((d) => `sorry, it was ${d}`),
  date.map((d) => `lost on ${d}`),
  name.map((n) => `no, the common name is ${n}`),
  fc.constantFrom('change the common name', 'the order date is wrong', 'actually it is the global one'),
);
const asides = fc.constantFrom(
  'cancel',
  'start over',
  'back',
  'help',
  'talk to a person',
  'done',
  'where am I',
  "what's the fax number?",
  'how do I back up on IIS 5?',
  'is it free?',
  'which account do I choose?',
  'thanks',
  'how do I renew?',
  'none of these',
  'go to step 12',
  'can you recover my key, and is it free?',
  'no backup, and I would rather talk to a human',
  'the same, can I reuse my CSR?',
  'Class 3. Who signs the letter?',
  'step 99',
  'where were we?',
  'ok',
  '👍',
);
const hostile = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '',
    '   ',
    '😀',
    '__proto__',
    'constructor',
    'toString',
    '{"text":1}',
    '<script>alert(1)</script>',
    "' OR 1=1 --",
    '\u0000\u0001',
    '\u202Eabc',
    'שלום',
    'a'.repeat(10_000),
    '((((((((((',
    '%s%n',
    '{commonName}',
    '#{7*7}',
    '../../etc/passwd',
    '9'.repeat(300),
  ),
);
const conversation = fc.array(
  fc.oneof({ weight: 6, arbitrary: good }, { weight: 3, arbitrary: asides }, { weight: 2, arbitrary: hostile }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

test('no sequence of messages throws, decides without what its row needs, asks for a known fact, or cannot be left', async () => {
  const form = matching.knowledge.forms[0]!;
  const open = botOf(matching);
  let id = 0;
  await fc.assert(
    fc.asyncProperty(conversation, async (messages) => {
      id += 1;
      const say = (text: string): Promise<Answered> =>
        open.channel.say({ conversation: { id: `c${id}` }, text, timestamp: `${today}T11:00:00Z` });
      let asked: string | null = null;
      for (const text of messages) {
        const turn = await say(text);
        expect(turn.replies.length).toBeGreaterThan(0);
        for (const { text: reply } of turn.replies)
          expect(reply).not.toMatch(/\bundefined\b|\[object|\{[a-z]+[.}]|NaN|Error:/i);
        if (turn.outcome) {
          const { facts } = turn;
          // The facts shown may already be the next certificate's; then the round before was decided on its own.
          if (turn.expecting === null) expect(decide(form, facts, today).outcome).toBe(turn.outcome);
          if (['free-replacement', 'discounted-purchase'].includes(turn.outcome) && turn.expecting === null) {
            for (const fact of ['loss', 'hasBackup', 'product', 'commonName', 'orderDate', 'dnChanges'])
              expect(facts[fact]).not.toBeUndefined();
            expect(facts).toMatchObject({ hasBackup: false, product: 'secure-server', dnChanges: false });
          }
        }
        const fact = turn.expecting;
        if (fact !== null && form.facts[fact] && fact !== asked)
          expect([fact, turn.facts[fact] ?? null]).toEqual([fact, null]);
        asked = fact;
      }
      // What was typed is not kept, facts aside.
      expect(await open.kept('conversations', 'cases')).not.toMatch(
        /alert\(1\)|OR 1=1|etc\/passwd|7\*7|aaaaaa|999999|toString/,
      );
      for (let tries = 0; tries < 3; tries++) await say('cancel');
      const after = await say('where do I fax the letter?');
      expect(after.expecting).toBeNull();
      expect(after.replies[0]?.text).toContain('0870 6083838');
    }),
    { numRuns: tries(40, 1500), endOnFailure: true },
  );
}, 1_500_000);
