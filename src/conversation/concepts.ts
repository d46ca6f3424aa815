import { longestApart, type Match, Phrases } from '../text/phrases.js';
import type { Word } from '../text/words.js';

/** A concept of the trade where it is spoken of: places of its words in the message, end exclusive. */
export interface Mention {
  concept: string;
  from: number;
  to: number;
}

/**
 * A way of saying a concept: the part that stands first, and further ones that may stand a little further on ("called
 * … now").
 */
interface Saying {
  concept: string;
  further: Phrases<true>[];
}

/** How many words may stand between the parts of a saying with a gap in it. */
const WIDEST_GAP = 6;

const IDIOM = '(idiom)';

/**
 * Finds the concepts of one sort (things, or what happens to them) by the ways people say them; a word may stand for
 * several.
 */
export class ConceptBook {
  private readonly sayings: Phrases<Saying>;
  /** Those with a gap in them, apart: where the further part is missing, a shorter way of saying may still stand there. */
  private readonly gapped: Phrases<Saying>;

  /**
   * @param said each concept with its ways of being said; "…" stands for a few words
   * @param idioms ways of speaking in which none of them is meant
   */
  constructor(said: Readonly<Record<string, readonly string[]>>, idioms: readonly string[] = []) {
    const sayings = Object.entries({ ...said, [IDIOM]: idioms }).flatMap(([concept, ways]) =>
      ways.map((way): [string, Saying] => {
        const [first = '', ...further] = way.split('…').map((part) => part.trim());
        return [first, { concept, further: further.map((part) => new Phrases([[part, true]])) }];
      }),
    );
    this.sayings = new Phrases(sayings.filter(([, { further }]) => further.length === 0));
    this.gapped = new Phrases(sayings.filter(([, { further }]) => further.length > 0));
  }

  /** The concepts spoken of, the longest way of saying at each place; none reaches over a comma or full stop. */
  find(words: readonly Word[]): Mention[] {
    const whole = this.sayings.matches(words).filter(({ from, to }) => !breaksWithin(words, from, to));
    // "Took a copy of it with him": what is said in one piece counts before what is said with a gap.
    const gapped = this.gapped
      .matches(words)
      .flatMap((match) => this.whole(words, match) ?? [])
      .filter(({ from }) => !whole.some((one) => one.from === from && one.to - one.from > 1));
    const found = [...whole, ...gapped];
    const longest = longestApart(found).map(({ value, from, to }) => ({ concept: value.concept, from, to }));
    return longest.filter(
      (one, i) =>
        one.concept !== IDIOM &&
        longest.findIndex((other) => other.concept === one.concept && other.from === one.from) === i,
    );
  }

  /** The match with the further parts of its saying, where they follow in the same clause. */
  private whole(words: readonly Word[], match: Match<Saying>): Match<Saying> | null {
    let { to, weight } = match;
    if (breaksWithin(words, match.from, to)) return null;
    for (const part of match.value.further) {
      const next = words
        .slice(to, to + WIDEST_GAP + 1)
        .findIndex((_, i) => !breaksWithin(words, match.from, to + i + 1) && part.at(words, to + i).length > 0);
      const [found] = next < 0 ? [] : part.at(words, to + next);
      if (!found) return null;
      to = found.to;
      weight += found.weight;
    }
    return { ...match, to, weight };
  }
}

function breaksWithin(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (words[i]?.breaks) return true;
  return false;
}
