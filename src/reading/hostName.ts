import { mentionsStoodBy } from './corrections.js';
import { type Candidate, candidatesOf } from './hostNameCandidates.js';
import { likenessOf } from './hostNamePlausible.js';
import { hasKnownEnding, hostNameFrom, nameProblem } from './hostNameRules.js';
import { isCut, withoutSentence } from './hostNameWhole.js';
import type { Found, Problem, Reading } from './reading.js';

/** Longer texts are read only so far. */
const longest = 10_000;
/** A reply of at most so many pieces is the name and little else. */
const shortReply = 2;

interface Judged extends Candidate {
  judged: { name: string } | { problem: Problem };
}

/**
 * The host name in a reply to the question for one: alone, in a sentence, a URL, a pasted distinguished name, said
 * aloud ("acme dot com").
 * @returns the name in A-labels and lower case (`*.` may lead), marked `idn` where it has letters beyond ASCII, or a
 * reason: `name.none`, `name.several` with the names to choose from, `name.broken` (a sign or a space stands in it,
 * so that a part is missing), `name.email`, `name.userinfo`, or a rule of {@link hostNameFrom}
 */
export function readHostName(text: string): Reading<string> {
  const candidates = judgedIn(text.slice(0, longest));
  const short = candidates.length <= shortReply;
  const valid = candidates.flatMap(({ judged, ...candidate }) =>
    'name' in judged ? [{ ...candidate, name: judged.name, likeness: likenessOf(candidate, short) }] : [],
  );
  const likely = valid.filter(({ likeness }) => likeness === 'name');
  const taken =
    likely.length > 0 ? likely : valid.filter(({ likeness, alone }) => alone || likeness === 'abbreviation');
  const broken = candidates.flatMap(({ judged, ...candidate }) =>
    'problem' in judged && judged.problem.reason === 'name.broken' ? [{ ...candidate, problem: judged.problem }] : [],
  );
  const stands = mentionsStoodBy(
    text,
    [...taken, ...broken].sort((a, b) => a.start - b.start),
  );
  const cut = stands.find((candidate) => 'problem' in candidate);
  if (cut && 'problem' in cut) return { problem: cut.problem };
  const names = [...new Set(stands.flatMap((candidate) => ('name' in candidate ? [candidate.name] : [])))];
  const [name] = names;
  if (names.length > 1) return { problem: { reason: 'name.several', about: {}, alternatives: names } };
  if (name !== undefined) return readingOf(name);
  const problems = candidates.flatMap(({ judged, ...candidate }) =>
    'problem' in judged && worthSaying(candidate, judged.problem, short) ? [judged.problem] : [],
  );
  return { problem: (valid.length > 0 ? undefined : problems[0]) ?? { reason: 'name.none', about: {} } };
}

/**
 * Every candidate of a text, held against the rules. What is only a part of a name is `name.broken`: its rest is
 * never guessed, and it is never taken alone.
 */
function judgedIn(text: string): Judged[] {
  const judged: Judged[] = [];
  for (const candidate of candidatesOf(text)) {
    const whole = isCut(text, candidate) ? null : withoutSentence(text, candidate);
    const before = judged.at(-1);
    // "www.ex ample.com": the piece behind a broken name is the rest of it.
    const isRest =
      before !== undefined &&
      'problem' in before.judged &&
      /^www\./i.test(before.typed) &&
      before.end + 1 === candidate.start &&
      candidate.typed.includes('.');
    judged.push(
      whole === null || isRest
        ? { ...candidate, judged: { problem: nameProblem('name.broken', isRest ? before.typed : candidate.typed) } }
        : judge(whole),
    );
  }
  return judged;
}

function readingOf(name: string): Reading<string> {
  return /(?:^|\.)xn--/.test(name) ? { value: name, assumed: 'idn' } : { value: name };
}

function judge(candidate: Candidate): Judged {
  const { typed, stoodIn } = candidate;
  if (stoodIn === 'email') return { ...candidate, judged: { problem: { reason: 'name.email', about: {} } } };
  if (stoodIn === 'sign-in') return { ...candidate, judged: { problem: { reason: 'name.userinfo', about: {} } } };
  const held = hostNameFrom(typed);
  return { ...candidate, judged: 'name' in held ? held : { problem: nameProblem(held.rule, typed) } };
}

/** Was the piece meant as a name, so that the customer should hear what is wrong with it? */
function worthSaying({ typed, stoodIn, alone }: Candidate, { reason }: Problem, short: boolean): boolean {
  if (
    alone ||
    stoodIn !== 'text' ||
    reason === 'name.ip' ||
    reason === 'name.broken' ||
    typed.toLowerCase() === 'localhost'
  )
    return true;
  if (reason === 'name.single-label' || reason === 'name.public-suffix') return /^(?:\*?\.|\w+\.\w)/.test(typed);
  if (/^(?:\*|www)/i.test(typed)) return true;
  if (reason === 'name.not-public')
    return /\p{L}\.\p{L}/u.test(typed) && !/^(?:\p{L}\.)+\p{L}?$/u.test(typed) && (short || !/\.\p{Lu}/u.test(typed));
  return /[\p{L}\p{N}*_-]\.+[\p{L}\p{N}_-]/u.test(typed) && hasKnownEnding(typed.replace(/\.$/, ''));
}

/**
 * The host names in a sentence that nobody asked one of: only valid ones, and no file names, products, abbreviations,
 * e-mail addresses, or sentences that lack the space between them.
 */
export function findHostNames(text: string): Found<string>[] {
  return mentionsStoodBy(text, mentionedHostNames(text));
}

/**
 * The same with the names that the text denies or corrects away ("a.com, sorry, b.com"): whoever weighs two names
 * needs both.
 */
export function mentionedHostNames(text: string): Found<string>[] {
  const found = judgedIn(text.slice(0, longest)).flatMap(({ judged, ...candidate }) =>
    'name' in judged && likenessOf(candidate, false) === 'name' ? [{ ...candidate, name: judged.name }] : [],
  );
  return found.map(({ start, end, typed, name }) => ({
    start,
    end: typed.endsWith('.') ? end - 1 : end,
    reading: readingOf(name),
  }));
}
