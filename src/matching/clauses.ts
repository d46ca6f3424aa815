import { isQuestion, sentences } from '../text/sentences.js';

const MOST = 4;
/** Joins after which a second question may begin. */
const JOIN =
  /(?:[,;]\s*|\s+)(?:and|also|plus|but|or)\s+(?:also\s+)?(?=(?:what|where|when|who|how|which|why|can|could|do|does|is|are|will|would|should|must|may)\b)|;\s+/i;

/** A courtesy that a message opens with, up to where the matter begins. */
const COURTESY =
  /^\W*(?:thanks|thank you|thx|ta|cheers|hi|hello|hey|good (?:morning|afternoon|evening)|great|perfect)(?: (?:a lot|very much|so much|there|again|all|mate))?\s*[,.!;–-]+\s*(?:(?:and|but|so|now)\s+)?(?=\S+\s+\S+\s+\S)/i;

/** The parts of a message that may stand for themselves: its sentences, and the questions joined within one. None if it is all one. */
export function clausesOf(text: string): string[] {
  const courtesy = COURTESY.exec(text)?.[0] ?? '';
  const matter = text.slice(courtesy.length);
  const parts = [courtesy, ...sentences(matter)].flatMap((sentence) => {
    const split = sentence.split(JOIN).map((part) => part.trim());
    return split.length > 1 && split.every((part) => isQuestion(part) && part.split(/\s+/).length >= 3)
      ? split
      : [sentence];
  });
  const standing = parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
  return standing.length < 2 ? [] : standing.slice(0, MOST);
}
