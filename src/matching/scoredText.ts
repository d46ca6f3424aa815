import { Recent } from '../text/recent.js';
import { sureness } from './limits.js';
import type { Match } from './match.js';
import { hasRival, type TargetScores } from './ranking.js';
import type { Scorer } from './scorer.js';
import { best, type Trained } from './training.js';

/**
 * A text of which less than this share is known words is in another language, or no language at all. Of the gate's 486
 * questions only "thnaks a lto" is below; questions in Spanish and German have 0.4.
 */
const LEAST_UNDERSTOOD = 0.5;
/** The bot's own small talk is never a second question: a greeting opens a message, thanks close it. */
const SMALL_TALK = /^smalltalk\./;
/** Texts whose scores are remembered: customers say the same things. One takes about 30 kB, so all take 12 MB. */
const REMEMBERED = 400;

/** What one text, a message or a part of one, scores as a whole, and what that decides. */
export interface ScoredText extends TargetScores {
  text: string;
  similarities: Float32Array;
  words: string[];
  sure: number;
  decision: Match['decision'];
}

/** Looks at texts, each as a whole and once. */
export class ScoredTexts {
  private readonly remembered = new Recent<ScoredText>(REMEMBERED);

  constructor(
    private readonly trained: Trained,
    private readonly scorer: Scorer,
  ) {}

  see(text: string): ScoredText {
    return this.remembered.get(text, () => this.look(text));
  }

  /** The id of the best target; empty where there is none. */
  first(scored: ScoredText): string {
    return this.trained.targets[scored.targets[0]!]?.id ?? '';
  }

  isSmallTalk(scored: ScoredText): boolean {
    return SMALL_TALK.test(this.first(scored));
  }

  /** Small talk comes first or second: "that fixed it" of "That fixed it, thanks". */
  isNearSmallTalk(scored: ScoredText): boolean {
    return scored.targets.slice(0, 2).some((target) => SMALL_TALK.test(this.trained.targets[target]!.id));
  }

  private look(text: string): ScoredText {
    const { scores, similarities, words, understood } = this.scorer.score(text);
    const targets = best(scores, scores.length);
    const sure = sureness(scores[targets[0]!] ?? 0, scores[targets[1]!] ?? 0);
    const { limits } = this.trained;
    const outside = this.trained.targets[targets[0]!]?.outside ?? true;
    const foreign = understood < LEAST_UNDERSTOOD && !this.saidSo(text);
    const likely = outside || foreign || sure < limits.ask ? 'unknown' : sure >= limits.answer ? 'answer' : 'clarify';
    const decision = likely === 'answer' && hasRival(this.trained, { targets, scores }) ? 'clarify' : likely;
    return { text, targets, scores, similarities, words, sure, decision };
  }

  /** Whether the text is a phrasing, to the letter: then no word of it need be known elsewhere. */
  private saidSo(text: string): boolean {
    return this.trained.texts.includes(text.trim());
  }
}

/** The scores of a text without a letter. */
export function nothing(): ScoredText {
  return {
    text: '',
    targets: [],
    scores: new Float32Array(),
    similarities: new Float32Array(),
    words: [],
    sure: 0,
    decision: 'unknown',
  };
}
