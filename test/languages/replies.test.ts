import fc from 'fast-check';
import { english } from '../../src/languages/en/english.js';

const reply = (text: string) => english.reply(english.plain(text));

test.each(
  "yes|Yes.|YES!|y|Y|yep|yup|yeah|yeah sure|sure|correct|that's right|That is right.|that’s correct|yes please|ok, yes|fine|👍|👍🏽|✅|yes we do|we do|I do|it is|it is indeed|of course|absolutely|certainly|indeed|exactly|true|confirmed|looks good|all correct|agreed|yse|yesss|yeahh|yh|well, yes|oh yes|yes, 3 May|yes it's correct|Yes! We do.|go ahead|yes and thanks|yes of course we do|sounds right|spot on|you bet|no, that is all correct|nothing wrong with it|no mistakes".split(
    '|',
  ),
)('"%s" agrees', (text) => expect(reply(text)).toBe('agrees'));

test.each(
  "no|No.|NO!!|n|nope|nah|no thanks|no thank you|negative|not at all|I'm afraid not|afraid not|no I don't|I don't|I do not|we don't|we haven't|it isn't|it is not|never|wrong|that's wrong|that's not right|that isn't right|incorrect|of course not|not yet|not any more|unfortunately not|sadly not|👎|❌|nooo|hmm no|no 3 May|No. 3 May|no, it was 3 May|nope, www.example.com|no that is wrong|nothing|none|yes, sorry, no".split(
    '|',
  ),
)('"%s" denies', (text) => expect(reply(text)).toBe('denies'));

test.each([
  ['I think so', 'hedgedYes'],
  ['probably', 'hedgedYes'],
  ['maybe', 'hedgedYes'],
  ["I don't think so", 'hedgedNo'],
  ['not that I know of', 'hedgedNo'],
  ['not really', 'hedgedNo'],
  ['yes and no', 'both'],
])('"%s" is %s', (text, hedged) => expect(reply(text)).toBe(hedged));

test.each(
  "|?|no idea|not sure|I don't know|I have lost it|it was 3 May|www.example.com|what do you mean|I have a question|no one knows|yes or no|the second one".split(
    '|',
  ),
)('"%s" is neither yes nor no', (text) => expect(reply(text)).toBeNull());

test.each(
  "don't know|I don't know|i dont know when|dunno|no idea|no clue|haven't a clue|not sure|I'm not sure, sorry|can't remember|cannot recall|unknown|?|???|n/a|N/A|idk|pass|skip|I forgot|beats me|haven't got the foggiest|I'd have to ask my boss|nobody here knows".split(
    '|',
  ),
)('who says "%s" cannot tell', (text) => expect(english.cannotTell(english.plain(text))).toBe(true));

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
])('who says "%s" can', (text) => expect(english.cannotTell(english.plain(text))).toBe(false));

test.each([
  ['yes, but not the password', true],
  ['yes, both', false],
  ['correct, except for the date', true],
])('"%s" takes back what it agrees to: %s', (text, back) => expect(english.takesBack(english.plain(text))).toBe(back));

test('no text makes a language throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const plain = english.plain(text);
      for (const of of [
        english.reply,
        english.cannotTell,
        english.guesses,
        english.corrects,
        english.findsWrong,
        english.staysSame,
        english.takesBack,
        english.thanks,
        english.keepsName,
        english.modalityOf,
        english.isOver,
        english.isOfOthers,
        english.speaksOfOwn,
        english.disowns,
        english.findsAgain,
        english.namePair,
        english.stepWanted,
        english.unwrapped,
      ])
        of(plain);
      expect(english.clauseStarts(text).every((at) => at >= 0 && at <= text.length)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
