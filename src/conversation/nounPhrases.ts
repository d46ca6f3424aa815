import type { Language } from '../languages/language.js';
import type { Word } from '../text/words.js';
import type { Mention } from './concepts.js';
import type { Trade } from './trade.js';

/** A thing as a clause names it, with the noun phrase around it. */
export interface Placed extends Mention {
  /** Its whole noun phrase, what belongs to it included: "the key of our certificate". */
  start: number;
  end: number;
  /** The things that belong to it, which are spoken of as well. */
  with: readonly Mention[];
}

/**
 * Noun phrases: "the key of the certificate" and "certificate key" are one thing, the key; compounds have a name of
 * their own.
 */
export function phrasesOf(
  words: readonly Word[],
  mentions: readonly Mention[],
  trade: Trade,
  language: Language,
): Placed[] {
  const phrases: Placed[] = [];
  for (const mention of mentions) {
    const before = phrases.at(-1);
    const gap = before ? words.slice(before.end, mention.from) : [];
    const broken = words
      .slice(before?.end ?? 0, mention.to)
      .some(({ breaks }, k) => breaks && k + (before?.end ?? 0) > (before?.from ?? 0));
    const placed: Placed = { ...mention, start: mention.from, end: mention.to, with: [] };
    if (before && !broken && gap.length === 0 && before.end > before.to) {
      // "The key of our server certificate": the last one is what the head belongs to.
      phrases[phrases.length - 1] = {
        ...before,
        end: mention.to,
        concept: compound(trade, before.concept, mention.concept),
        with: [...before.with, mention],
      };
    } else if (before && !broken && gap.length === 0) {
      // Side by side the last one is meant: "server certificate", "backup password".
      phrases[phrases.length - 1] = {
        ...placed,
        start: before.start,
        concept: compound(trade, mention.concept, before.concept),
        with: [...before.with, before],
      };
    } else if (before && !broken && gap.length <= 4 && belongs(gap, language)) {
      phrases[phrases.length - 1] = {
        ...before,
        end: mention.to,
        concept: compound(trade, before.concept, mention.concept),
        with: [...before.with, mention],
      };
    } else phrases.push(placed);
  }
  return phrases;
}

function belongs(gap: readonly Word[], language: Language): boolean {
  const [first, second] = gap;
  const of = first && language.belonging.has(first.text) ? 1 : second && language.belonging.has(second.text) ? 2 : 0;
  const [word = ''] = gap.map(({ text }) => text);
  if (language.widening.has(word) && gap.length <= 4) return true;
  const leads = of === 1 || (of === 2 && language.leading.has(first?.text ?? ''));
  return leads && gap.slice(of).every(({ text }) => language.small.has(text) || language.belonging.has(text));
}

/** "The backup is there, and the password": of what was spoken of before. */
export function ofBefore(trade: Trade, concept: string, spoken: ReadonlySet<string>): string {
  for (const other of spoken) {
    const both = trade.compounds.get(`${concept} of ${other}`);
    if (both) return both;
  }
  return concept;
}

/** What two things that belong together are: their compound, the foreign one of the two, else the first. */
function compound(trade: Trade, head: string, of: string): string {
  return trade.compounds.get(`${head} of ${of}`) ?? (trade.foreign.has(of) ? of : head);
}

/** The things in one row with the one chosen: "the certificate, key and password". */
export function row(words: readonly Word[], phrases: readonly Placed[], chosen: Placed, language: Language): Placed[] {
  const at = phrases.indexOf(chosen);
  const inRow = (a: Placed | undefined, b: Placed | undefined) =>
    a !== undefined &&
    b !== undefined &&
    b.start - a.end <= 4 &&
    words.slice(a.end, b.start).every(({ text }) => language.joining.has(text) || language.small.has(text)) &&
    words.slice(a.end, b.start).some(({ text }) => language.joining.has(text) && text !== 'a' && text !== 'of');
  let [from, to] = [at, at];
  while (inRow(phrases[from - 1], phrases[from])) from -= 1;
  while (inRow(phrases[to], phrases[to + 1])) to += 1;
  return [chosen, ...phrases.slice(from, to + 1).filter((thing) => thing !== chosen)];
}
