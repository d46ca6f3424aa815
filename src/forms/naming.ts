import type { Form } from '../knowledge/types.js';
import { longestApart, Phrases } from '../text/phrases.js';
import { wordsOf } from '../text/words.js';

const books = new WeakMap<Form, Phrases<string>>();
const marks =
  /\b(?:sorry|actually|i meant|i mean|meant to|correction|my mistake|by mistake|oops|whoops|scratch that|wait|hang on|hold on|mistake|wrong|incorrect|not right|not correct|isn't right|should (?:be|have been|say|read)|change|correct (?:it|that|the)|rather|after all|in fact|instead of|typo|mistyped|misspelt|misspelled|to be precise|i was wrong|looked it up|checked again)\b/i;
const changes =
  /\b(?:change|wrong|incorrect|correct|correction|fix|edit|amend|update|mistake|mistaken|different|not right|isn't right|redo|again|typo)\b/i;
const takenBack = /\b(?:after all|i was wrong|i got it wrong|turns out|turned out|just found)\b/i;
const leadingNo = /^\W*(?:no|nope|nah)\b[\s,.;:-]+\S/i;
const earlierOne = /\b(?:meant|mistyped|typo|earlier|previous|before|misspelt|misspelled)\b/i;

/** Facts that a text names as people do who correct them ("the order date"), the longest name at each place. */
export function factsNamed(form: Form, text: string): string[] {
  const book =
    books.get(form) ??
    new Phrases(
      Object.entries(form.facts).flatMap(([fact, { called, label }]) =>
        [label, ...called].map((name) => [name, fact] as const),
      ),
    );
  books.set(form, book);
  return [...new Set(longestApart(book.matches(wordsOf(text))).map(({ value }) => value))];
}

/** Does a text say that something said before was wrong? A "no" in front counts unless a yes or no was asked for. */
export function corrects(text: string, { no }: { no: boolean }): boolean {
  const plain = text.replaceAll('’', "'");
  return marks.test(plain) || (no && leadingNo.test(plain));
}

/** Does a text want something changed, without saying to what? */
export function wantsChange(text: string): boolean {
  return changes.test(text.replaceAll('’', "'"));
}

/** Does a text say that what it names stands otherwise than was said ("there is one after all")? */
export function takesBack(text: string): boolean {
  return takenBack.test(text.replaceAll('’', "'"));
}

/** Is the correction plainly about what was said before rather than the question that stands? */
export function meansEarlier(text: string): boolean {
  return earlierOne.test(text);
}
