import { isQuestion, QUESTION_JOIN } from '../languages/en/questions.js';
import { sentences } from '../text/sentences.js';

/** Parts that are looked at: each costs an encoding, and a message with more than four questions is a story. */
const MOST = 4;
/** Words of a question that can stand for itself: "who signs it". */
const SHORTEST = 2;

/**
 * The parts of a message that may stand for themselves: its sentences, and the questions joined within one. None if it
 * is all one.
 */
export function clausesOf(text: string): string[] {
  const parts = sentences(text).flatMap((sentence) => {
    const split = sentence.split(QUESTION_JOIN).map((part) => part.trim());
    return split.length > 1 && split.every((part) => isQuestion(part) && part.split(/\s+/).length >= SHORTEST)
      ? split
      : [sentence];
  });
  const standing = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  return standing.length < 2 ? [] : standing.slice(0, MOST);
}
