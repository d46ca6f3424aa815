import type { Procedure } from '../knowledge/entry.js';
import { matterOf } from '../languages/en/courtesy.js';
import { siteInstead } from '../languages/en/hostNameWords.js';
import { isQuestion } from '../languages/en/questions.js';
import { mentionedHostNames } from '../reading/hostName.js';
import { clausesOf } from './clauses.js';
import type { Encoder } from './encoder/encoder.js';
import { GuideSteps } from './guideSteps.js';
import { sureness } from './limits.js';
import type { Match, MatchOptions } from './match.js';
import { rankingOf } from './ranking.js';
import { nothing, type ScoredText, ScoredTexts } from './scoredText.js';
import { Scorer } from './scorer.js';
import { best, type Trained } from './training.js';

/** The right entry is among the first three for 98 % of the left-out phrasings; four would add little but reading. */
const CHOICES = 3;
/** Enough phrasings to see in `--explain` what drew a text. */
const EXPLAINED = 5;
/**
 * A "did you mean" offers what has at least this share of the first one's confidence. Chosen to keep the list short: of
 * the gate's 48, 30 offer two, and the right one is among them in all 48.
 */
const PLAUSIBLE = 0.15;
/**
 * Words from which on something said beside thanks or a greeting is the message's matter: "our certificate stopped
 * working" has four.
 */
const LEAST_MATTER = 4;

/** Finds what a text means: one entry, several to choose from, or none. Deterministic. */
export class Matcher {
  private readonly scorer: Scorer;
  private readonly scoredTexts: ScoredTexts;
  private readonly steps: GuideSteps | null;

  /** @param guided the guides and what was trained on their steps; a matcher over plain targets has none */
  constructor(
    readonly trained: Trained,
    encoder: Encoder,
    guided?: { procedures: Procedure[]; steps: Trained },
  ) {
    this.scorer = new Scorer(trained, encoder);
    this.scoredTexts = new ScoredTexts(trained, this.scorer);
    this.steps = guided ? new GuideSteps(trained, guided.procedures, guided.steps, encoder) : null;
  }

  match(typed: string, options: MatchOptions = {}): Match {
    const text = withoutNames(typed);
    if (!/[\p{L}\p{N}]/u.test(text))
      return { ...this.undecided(nothing(), []), decision: 'unknown', entry: null, choices: [], outside: null };
    const matter = matterOf(text);
    const parts = clausesOf(matter);
    const questions = parts.filter(isQuestion);
    // Encoding is what a question costs: parts are looked at only where they can matter.
    const seen = new Map<string, ScoredText>();
    const see = (part: string): ScoredText => {
      const scored = seen.get(part) ?? this.scoredTexts.see(part);
      seen.set(part, scored);
      return scored;
    };
    const answers = (scored: ScoredText) => scored.decision === 'answer' && !this.scoredTexts.isSmallTalk(scored);
    const surest = (all: ScoredText[]) => [...all].sort((one, other) => other.sure - one.sure)[0];
    if (questions.length >= 2) {
      const asked = [
        ...new Map(
          questions
            .map(see)
            .filter(answers)
            .map((scored) => [this.scoredTexts.first(scored), scored]),
        ).values(),
      ];
      const also = asked.slice(1).map((scored) => this.scoredTexts.first(scored));
      if (also.length > 0) return this.result(asked[0]!, options, also);
    }
    const whole = see(matter === '' ? text : matter);
    if (answers(whole)) return this.result(whole, options);
    const clearest = surest(parts.map(see).filter(answers));
    if (clearest) return this.result(clearest, options);
    // Nothing is answered: thanks or a greeting may be all there is, unless something was said that is far from both.
    const asWritten = matter === '' ? whole : see(text);
    if (!this.scoredTexts.isSmallTalk(asWritten)) return this.result(whole, options);
    const said = surest(
      [matter, ...parts]
        .filter(isMatter)
        .map(see)
        .filter((scored) => !this.scoredTexts.isNearSmallTalk(scored)),
    );
    return this.result(said ?? asWritten, options);
  }

  /** Every target for a text as a whole, best first, each with how sure it is: what the benchmark compares. */
  rank(text: string): { id: string; sureness: number }[] {
    const { scores } = this.scorer.score(text);
    const targets = best(scores, scores.length);
    return targets.map((target, place) => ({
      id: this.trained.targets[target]!.id,
      sureness: sureness(scores[target]!, scores[targets[place === 0 ? 1 : 0]!] ?? 0),
    }));
  }

  private result(scored: ScoredText, options: MatchOptions, also: string[] = []): Match {
    const ranking = rankingOf(this.trained, scored);
    const first = ranking[0]?.id ?? null;
    // Who stands in a guide and asks what may be about a step means a step.
    const decision =
      scored.decision === 'clarify' && this.steps?.isHelpFor(first, options) ? 'answer' : scored.decision;
    const top = this.trained.targets[scored.targets[0]!];
    const choices =
      decision === 'clarify'
        ? ranking
            .slice(0, CHOICES)
            .filter(({ confidence }, index) => index < 2 || confidence >= PLAUSIBLE * ranking[0]!.confidence)
        : [];
    return {
      ...this.undecided(scored, ranking),
      decision,
      entry: decision === 'answer' ? first : null,
      also,
      choices: choices.map(({ id }) => id),
      step: decision === 'answer' && first !== null ? (this.steps?.stepOf(first, scored, options) ?? null) : null,
      outside: top?.outside && scored.sure >= this.trained.limits.answer ? top.id : null,
    };
  }

  private undecided(scored: ScoredText, ranking: Match['ranking']): Match {
    const nearest = best(scored.similarities, EXPLAINED).map((phrasing) => ({
      phrasing: this.trained.texts[phrasing]!,
      entry: this.trained.targets[this.trained.targetOf[phrasing]!]!.id,
      similarity: scored.similarities[phrasing]!,
    }));
    const shared = new Set(nearest[0]?.phrasing.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    return {
      decision: 'unknown',
      entry: null,
      also: [],
      confidence: ranking[0]?.confidence ?? 0,
      ranking,
      choices: [],
      step: null,
      outside: null,
      nearest,
      words: [...new Set(scored.words)].filter((word) => shared.has(word)),
    };
  }
}

function isMatter(part: string): boolean {
  return part.trim().split(/\s+/).length >= LEAST_MATTER;
}

/** Which host it is says nothing of what is asked: a name stands for the customer's site. */
function withoutNames(text: string): string {
  return mentionedHostNames(text).reduceRight(
    (left, { start, end }) => left.slice(0, start) + siteInstead + left.slice(end),
    text,
  );
}
