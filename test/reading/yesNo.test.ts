import fc from 'fast-check';
import { dontKnow, findYesNo, readYesNo, splitYesNo } from '../../src/reading/yesNo.js';

const own = {
  yes: ['have a backup', 'have a copy', 'kept a copy', 'backed up', 'have the file'],
  no: ['no backup', 'lost the password', 'never made one', 'no copy', 'no password'],
};

function answer(text: string, words = own): boolean | null {
  const reading = readYesNo(text, words);
  return 'value' in reading ? reading.value : null;
}

test.each(
  "yes|Yes.|YES!|y|Y|yep|yup|yeah|yeah sure|sure|sure thing|correct|that's right|That is right.|that’s correct|yes please|ok|OK|okay|fine|👍|👍🏽|✅|yes we do|we do|I do|it is|it is indeed|we have one|I think so|of course|absolutely|certainly|indeed|exactly|true|confirmed|looks good|all correct|agreed|yse|yesss|yeahh|yh|hmm yes|well, yes|oh yes|um ok|yes, 3 May|yes it's correct|I would say yes|indeed we have|Yes! We do.|there is|we kept a copy on disk|I have a copy|we have the file and the password|\"yes\"|go ahead|yes and thanks|yes of course we do|sounds right to me|yup that's it|spot on|you bet|no, sorry, yes".split(
    '|',
  ),
)('"%s" is a yes', (text) => {
  expect(answer(text)).toBe(true);
});

test.each(
  "no|No.|NO!!|n|nope|nah|no thanks|no thank you|negative|not really|not at all|I'm afraid not|afraid not|no I don't|I don't|I do not|we don't|we haven't|it isn't|it is not|it doesn't|never|wrong|that's wrong|that's not right|that isn't right|incorrect|false|of course not|certainly not|not yet|not any more|I don't think so|unfortunately not|sadly not|👎|❌|nooo|nno|hmm no|no 3 May|No. 3 May|no, it was 3 May|No - the 4th|nope, www.example.com|no that is wrong|the answer is no|no backup, no password|I don't have a backup|we never kept a copy|without a copy|nothing|none|not that I know of|yes, sorry, no|nah mate|we do not have a backup".split(
    '|',
  ),
)('"%s" is a no', (text) => {
  expect(answer(text, { ...own, yes: [...own.yes, 'a copy'] })).toBe(false);
});

test.each(
  "|?|maybe|yes and no|yes no|no, yes I do|no problem|no idea|I have no idea|not sure|I don't know|I have lost it|it was 3 May|the right one|www.example.com|3 May|yes, but I lost the password|what do you mean|I have a question|no one knows|oui|yes/no".split(
    '|',
  ),
)('"%s" is neither', (text) => {
  expect(readYesNo(text, own)).toEqual({ problem: { reason: 'yes-no.unclear', about: {} } });
});

test('a denied no says nothing', () => {
  expect(answer("I didn't lose the password")).toBeNull();
});

test.each([
  ['no, it was 3 May', false, 'it was 3 May'],
  ['No. It was 3 May.', false, 'It was 3 May.'],
  ['nope - www.example.com', false, 'www.example.com'],
  ["no I don't, it was 3 May", false, 'it was 3 May'],
  ['no it was "secure.example.com"', false, 'it was "secure.example.com"'],
  ['yes', true, ''],
  ['yes please', true, ''],
  ['Yes, thank you.', true, ''],
  ['yes we have one', true, ''],
  ['ok, and what does it cost?', true, 'and what does it cost?'],
  ['well, no, the 4th', false, 'the 4th'],
  ["that's right, 3 May", true, '3 May'],
  ["that's wrong: 4 May", false, '4 May'],
  ['it was 3 May', null, 'it was 3 May'],
  ['no idea', null, 'no idea'],
  ['not sure, maybe 3 May', null, 'not sure, maybe 3 May'],
  ['', null, ''],
])('"%s" begins with %s; then "%s"', (text, expected, rest) => {
  expect(splitYesNo(text)).toEqual({ answer: expected, rest });
});

test.each(
  "don't know|I don't know|i dont know when|dunno|I dunno|no idea|no clue|haven't a clue|not sure|I'm not sure, sorry|can't remember|cannot recall|unknown|?|???|n/a|N/A|idk|pass|skip|maybe|I forgot|beats me|haven't got the foggiest|ask my boss".split(
    '|',
  ),
)('"%s" is not knowing', (text) => {
  expect(dontKnow(text, ['ask my boss', "haven't got the foggiest"])).toBe(true);
});

test.each([
  'I know',
  'yes',
  'no',
  '3 May',
  'I forgot the password',
  'www.example.com?',
  'pass phrase',
  '',
  'it was known to us',
  'maybe 3 May',
])('"%s" is not "I don\'t know"', (text) => {
  expect(dontKnow(text, ['ask my boss'])).toBe(false);
});

const noticed = {
  yes: { noticed: ['backup', 'have a backup', 'backed it up'] },
  no: { noticed: ['no backup', 'never backed up', "don't have a backup"] },
};
test.each([
  ['we have a backup somewhere', [true]],
  ['there is no backup', [false]],
  ['no back-up at all', [false]],
  ["I don't have a backup", [false]],
  ["we didn't make a backup", []],
  ['it was never backed up', [false]],
  ['I have a backup, but my colleague has no backup', [true, false]],
  ['without a backup', []],
  ['the server died', []],
])('noticed in "%s": %j', (text, expected) => {
  expect(findYesNo(text, noticed).map(({ reading }) => 'value' in reading && reading.value)).toEqual(expected);
});

test('no text makes them throw, and the rest is always an end of the text', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc
          .array(fc.constantFrom('yes', 'no', ',', 'I', "don't", 'do', 'not', 'sure', 'sorry', '3 May', '?'), {
            maxLength: 8,
          })
          .map((words) => words.join(' ')),
      ),
      (text) => {
        readYesNo(text, own);
        dontKnow(text, []);
        findYesNo(text, noticed);
        expect(text.endsWith(splitYesNo(text).rest)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
