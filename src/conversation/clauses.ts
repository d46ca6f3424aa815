import type { Language } from '../languages/language.js';
import { sentenceStarts } from '../text/sentences.js';
import { type Word, wordsOf } from '../text/words.js';
import type { Finding, Modality } from './message.js';

/** A clause before its things and statements are read. */
export interface RawClause {
  start: number;
  end: number;
  from: number;
  to: number;
  sentence: number;
  plain: string;
  modality: Modality;
  isOfOthers: boolean;
  /** Nothing but a no. */
  isBareNo: boolean;
}

/** What stands behind so many clauses is not cut apart: no message of a customer's has half as many. */
const MOST_CLAUSES = 200;

/** The text with its names and dates blanked as `NAME0`, `DATE1` … by their place among the findings. */
export function masked(text: string, findings: readonly Pick<Finding, 'kind' | 'start' | 'end'>[]): string {
  return findings.reduceRight(
    (left, { kind, start, end }, i) =>
      `${left.slice(0, start)} ${kind === 'date' ? 'DATE' : 'NAME'}${i} ${left.slice(end)}`,
    text,
  );
}

/** Cuts a message into clauses and says of each how it stands to what happened. */
export function clausesOf(text: string, findings: readonly Finding[], language: Language): RawClause[] {
  const words = wordsOf(text);
  const sentences = sentenceStarts(text);
  const starts = language
    .clauseStarts(text)
    .slice(0, MOST_CLAUSES)
    .filter((at) => !findings.some(({ start, end }) => start < at && at < end));
  const bounds = [...starts, text.length];
  const raw = starts.flatMap((start, i) => {
    const end = bounds[i + 1] ?? text.length;
    const [from, to] = placesOf(words, start, end);
    if (from === to) return [];
    const sentence = sentences.findLastIndex((at) => at <= start);
    const plain = plainOf(text, findings, start, end, language);
    return [{ start, end, from, to, sentence, plain, isBareNo: language.hints.bareNo(plain) }];
  });
  return withModalities(text, raw, sentences, language);
}

function plainOf(text: string, findings: readonly Finding[], start: number, end: number, language: Language): string {
  const inside = findings.map((finding) => ({ ...finding, start: finding.start - start, end: finding.end - start }));
  let left = text.slice(start, end);
  for (let i = inside.length - 1; i >= 0; i--) {
    const { kind, start: from, end: to } = inside[i]!;
    if (from < 0 || to > end - start) continue;
    left = `${left.slice(0, from)} ${kind === 'date' ? 'DATE' : 'NAME'}${i} ${left.slice(to)}`;
  }
  return language.plain(left);
}

function placesOf(words: readonly Word[], start: number, end: number): [number, number] {
  const from = words.findIndex((word) => word.start >= start);
  if (from < 0) return [0, 0];
  const to = words.findIndex((word) => word.start >= end);
  return [from, to < 0 ? words.length : to];
}

/** Is a clause answered by a bare no, perhaps behind an interjection ("Backups? Ha. No.")? */
export function isAnsweredNo(clauses: readonly Answerable[], at: number): boolean {
  const [next, afterNext] = [clauses[at + 1], clauses[at + 2]];
  if (clauses[at]!.to - clauses[at]!.from > LONGEST_ANSWERED || !next) return false;
  return next.isBareNo || (next.to - next.from === 1 && afterNext?.isBareNo === true);
}

type Answerable = Pick<RawClause, 'from' | 'to' | 'isBareNo'>;

/** A longer question is put to somebody, and a no behind it belongs to something else. */
const LONGEST_ANSWERED = 4;

type ClauseWithoutModality = Omit<RawClause, 'modality' | 'isOfOthers'>;

/** The modality of each clause: its own words', its sentence's mark, and a supposition before it in the sentence. */
function withModalities(
  text: string,
  raw: readonly ClauseWithoutModality[],
  sentences: readonly number[],
  language: Language,
): RawClause[] {
  const own = raw.map(({ plain }) => language.modalityOf(plain));
  const quotes = [...text.matchAll(QUOTES)].filter(([quote]) => quote.split(/\s+/).length >= 3);
  const ofOthers = areOfOthers(raw, language);
  let supposed = false;
  return raw.map((clause, i) => {
    const opens = raw[i - 1]?.sentence !== clause.sentence;
    if (opens) supposed = false;
    const stands = { ...clause, modality: modalityOfClause(clause, i), isOfOthers: ofOthers[i]! };
    supposed ||= language.opensSupposition(clause.plain);
    return stands;
  });

  function modalityOfClause(clause: ClauseWithoutModality, i: number): Modality {
    const first = raw[i - 1]?.sentence !== clause.sentence;
    const sentenceEnd = sentences[clause.sentence + 1] ?? text.length;
    const marked = text.slice(clause.start, sentenceEnd).trimEnd().endsWith('?');
    const by = !first && !marked && language.hints.tellsMore(clause.plain) ? null : own[i];
    if (supposed || by === 'supposed') return 'supposed';
    // "Backups? None."
    if (marked && isAnsweredNo(raw, i)) return 'asserted';
    if (language.isOver(clause.plain)) return by === 'asked' || marked ? 'asked' : 'over';
    const last = raw[i + 1]?.sentence !== clause.sentence;
    if (by === 'asked' || (marked && last && !asksIn(clause.sentence)))
      return language.takesForGranted(clause.plain) ? 'asserted' : 'asked';
    // "What happens when the key is lost", "would it help if …": what hangs on a question is part of it.
    if (
      !first &&
      own[i - 1] === 'asked' &&
      language.hints.goesOn(clause.plain) &&
      !language.takesForGranted(clause.plain)
    )
      return 'asked';
    if (by === 'reported' || isQuoted(clause)) return 'reported';
    return by === 'hedged' ? 'hedged' : 'asserted';
  }

  function asksIn(sentence: number): boolean {
    return raw.some((mate, i) => mate.sentence === sentence && own[i] === 'asked');
  }

  function isQuoted({ start, end }: ClauseWithoutModality): boolean {
    return quotes.some(({ index, 0: quote }) => index < end - 3 && start < index + quote.length - 3);
  }
}

/**
 * Which clauses speak of somebody else's matter: by their own words, going on from such a one within its sentence, or
 * disowned by what follows ("his server got hacked. Not ours, his").
 */
function areOfOthers(clauses: readonly ClauseWithoutModality[], language: Language): boolean[] {
  const others: boolean[] = [];
  for (const [i, { plain, sentence }] of clauses.entries()) {
    const before = clauses[i - 1];
    const goesOn = others[i - 1] === true && before?.sentence === sentence && !language.speaksOfOwn(plain);
    others[i] = language.isOfOthers(plain) || goesOn;
    if (!before || !language.disowns(plain)) continue;
    for (let k = i; k >= 0 && clauses[k]!.sentence >= before.sentence; k--) others[k] = true;
  }
  return others;
}

/** Words of somebody or something else, in quotation marks: an error message, a letter. */
const QUOTES = /"[^"]{12,}"|“[^”]{12,}”/g;
