import type { Procedure } from '../knowledge/types.js';
import { matterOf } from '../languages/en/courtesy.js';
import { isQuestion } from '../languages/en/questions.js';
import { stepNamed } from '../languages/en/stepNumbers.js';
import { Recent } from '../text/recent.js';
import { clausesOf } from './clauses.js';
import type { Encoder } from './encoder/encoder.js';
import { confidenceOf, sureness } from './limits.js';
import type { Match, MatchOptions } from './match.js';
import { Scorer } from './scorer.js';
import { stepKey } from './targets.js';
import { best, type Trained } from './training.js';

/** As many as programs are told of; `ask --json` promises five. */
const RANKED = 5;
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
 * An entry with this share of the first one's confidence is a rival: "did you mean" is asked. Of the gate's 444 right
 * answers 0.7 takes one away, 0.5 takes four.
 */
const RIVAL = 0.7;
/**
 * A text of which less than this share is known words is in another language, or no language at all. Of the gate's 486
 * questions only "thnaks a lto" is below; questions in Spanish and German have 0.4.
 */
const LEAST_UNDERSTOOD = 0.5;
/** The bot's own small talk is never a second question: a greeting opens a message, thanks close it. */
const SMALL_TALK = /^smalltalk\./;
/**
 * Words from which on something said beside thanks or a greeting is the message's matter: "our certificate stopped
 * working" has four.
 */
const LEAST_MATTER = 4;
/**
 * The step where the customer stands is preferred by this much of a score, chosen small beside scores near 1, so that
 * it settles ties only.
 */
const NEARER = 0.1;

/** Texts whose sight is remembered: customers say the same things. One takes about 30 kB, so all take 12 MB. */
const REMEMBERED = 400;

interface Sight {
  text: string;
  /** Best first. */
  targets: number[];
  scores: Float32Array;
  similarities: Float32Array;
  words: string[];
  sure: number;
  decision: Match['decision'];
}

/** Finds what a text means: one entry, several to choose from, or none. Deterministic. */
export class Matcher {
  private readonly scorer: Scorer;
  private readonly steps: { scorer: Scorer; ids: string[] } | null;
  private readonly guides: Procedure[];
  private readonly remembered = new Recent<Sight>(REMEMBERED);

  /** @param guided the guides and what was trained on their steps; a matcher over plain targets has none */
  constructor(
    readonly trained: Trained,
    encoder: Encoder,
    guided?: { procedures: Procedure[]; steps: Trained },
  ) {
    this.scorer = new Scorer(trained, encoder);
    this.guides = guided?.procedures ?? [];
    this.steps = guided
      ? { scorer: new Scorer(guided.steps, encoder), ids: guided.steps.targets.map(({ id }) => id) }
      : null;
  }

  match(text: string, options: MatchOptions = {}): Match {
    if (!/[\p{L}\p{N}]/u.test(text))
      return { ...this.told(nothing(), []), decision: 'unknown', entry: null, choices: [], outside: null };
    const matter = matterOf(text);
    const parts = clausesOf(matter);
    const questions = parts.filter(isQuestion);
    // Encoding is what a question costs: parts are looked at only where they can matter.
    const seen = new Map<string, Sight>();
    const see = (part: string): Sight => {
      const sight = seen.get(part) ?? this.see(part);
      seen.set(part, sight);
      return sight;
    };
    const isSmallTalk = (sight: Sight) => SMALL_TALK.test(this.first(sight));
    const answers = (sight: Sight) => sight.decision === 'answer' && !isSmallTalk(sight);
    const surest = (sights: Sight[]) => [...sights].sort((one, other) => other.sure - one.sure)[0];
    if (questions.length >= 2) {
      const asked = [
        ...new Map(
          questions
            .map(see)
            .filter(answers)
            .map((sight) => [this.first(sight), sight]),
        ).values(),
      ];
      const also = asked.slice(1).map((sight) => this.first(sight));
      if (also.length > 0) return this.result(asked[0]!, options, also);
    }
    const whole = see(matter === '' ? text : matter);
    if (answers(whole)) return this.result(whole, options);
    const clearest = surest(parts.map(see).filter(answers));
    if (clearest) return this.result(clearest, options);
    // Nothing is answered: thanks or a greeting may be all there is, unless something was said that is far from both.
    const asWritten = matter === '' ? whole : see(text);
    if (!isSmallTalk(asWritten)) return this.result(whole, options);
    const said = surest(
      [matter, ...parts]
        .filter(isMatter)
        .map(see)
        .filter((sight) => !this.isNearSmallTalk(sight)),
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

  private see(text: string): Sight {
    return this.remembered.get(text, () => this.look(text));
  }

  private look(text: string): Sight {
    const { scores, similarities, words, understood } = this.scorer.score(text);
    const targets = best(scores, scores.length);
    const sure = sureness(scores[targets[0]!] ?? 0, scores[targets[1]!] ?? 0);
    const { limits } = this.trained;
    const outside = this.trained.targets[targets[0]!]?.outside ?? true;
    const foreign = understood < LEAST_UNDERSTOOD && !this.saidSo(text);
    const likely = outside || foreign || sure < limits.ask ? 'unknown' : sure >= limits.answer ? 'answer' : 'clarify';
    const decision = likely === 'answer' && this.hasRival({ targets, scores }) ? 'clarify' : likely;
    return { text, targets, scores, similarities, words, sure, decision };
  }

  private result(sight: Sight, options: MatchOptions, also: string[] = []): Match {
    const ranking = this.ranking(sight);
    const first = ranking[0]?.id ?? null;
    const here = this.guides.find(({ id }) => id === options.at?.procedure);
    // Who stands in a guide and asks what may be about a step means a step.
    const decision =
      sight.decision === 'clarify' && here !== undefined && here.stepHelp.id === first ? 'answer' : sight.decision;
    const top = this.trained.targets[sight.targets[0]!];
    const choices =
      decision === 'clarify'
        ? ranking
            .slice(0, CHOICES)
            .filter(({ confidence }, index) => index < 2 || confidence >= PLAUSIBLE * ranking[0]!.confidence)
        : [];
    return {
      ...this.told(sight, ranking),
      decision,
      entry: decision === 'answer' ? first : null,
      also,
      choices: choices.map(({ id }) => id),
      step: decision === 'answer' && first !== null ? this.stepOf(first, sight, options) : null,
      outside: top?.outside && sight.sure >= this.trained.limits.answer ? top.id : null,
    };
  }

  private told(sight: Sight, ranking: Match['ranking']): Match {
    const nearest = best(sight.similarities, EXPLAINED).map((phrasing) => ({
      phrasing: this.trained.texts[phrasing]!,
      entry: this.trained.targets[this.trained.targetOf[phrasing]!]!.id,
      similarity: sight.similarities[phrasing]!,
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
      words: [...new Set(sight.words)].filter((word) => shared.has(word)),
    };
  }

  /** The best entries. The confidence of a later one is what it would be if those before it were not there. */
  private ranking({ targets, scores }: Pick<Sight, 'targets' | 'scores'>): Match['ranking'] {
    const entries = targets.filter((target) => !this.trained.targets[target]!.outside);
    const rival = Math.max(
      ...targets.filter((target) => this.trained.targets[target]!.outside).map((target) => scores[target]!),
      0,
    );
    return entries.slice(0, RANKED).map((target, place) => {
      const own = scores[target]!;
      const others = Math.max(rival, scores[entries[place === 0 ? 1 : 0]!] ?? 0);
      return {
        id: this.trained.targets[target]!.id,
        confidence: confidenceOf(this.trained.limits, sureness(own, others)),
      };
    });
  }

  /** A second entry is nearly as likely as the first: "what about the backup stuff?". */
  private hasRival(sight: Pick<Sight, 'targets' | 'scores'>): boolean {
    const [first, second] = this.ranking(sight);
    return first !== undefined && second !== undefined && second.confidence >= RIVAL * first.confidence;
  }

  /** The step that the question is about: named by its number, else the one whose questions it is most like. */
  private stepOf(entry: string, { text, similarities }: Sight, { at }: MatchOptions): Match['step'] {
    const guides = this.guides.filter((guide) => guide.stepHelp.id === entry || guide.id === entry);
    const guide = guides.find(({ id }) => id === at?.procedure) ?? guides[0];
    if (!guide || !this.steps || guide.stepHelp.id !== entry) return null;
    const named = stepNamed(text);
    const numbered = named === null ? undefined : guide.steps[named - 1];
    if (numbered) return { procedure: guide.id, step: numbered.id };
    if (guide.id === entry && this.isAboutWhole(guide, similarities)) return null;
    const { ids, scorer } = this.steps;
    const { scores } = scorer.score(text);
    const likely = (step: Procedure['steps'][number]) => {
      const own = scores[ids.indexOf(stepKey(guide.id, step.id))] ?? 0;
      return own + (guide.id === at?.procedure && step.id === at.step ? NEARER : 0);
    };
    const [step] = [...guide.steps].sort((a, b) => likely(b) - likely(a));
    return step ? { procedure: guide.id, step: step.id } : null;
  }

  /** Where one entry stands for a guide and for its steps: is the nearest phrasing the guide's own? */
  private isAboutWhole(guide: Procedure, similarities: Float32Array): boolean {
    const own = [...similarities.keys()].filter(
      (phrasing) => this.trained.targets[this.trained.targetOf[phrasing]!]!.id === guide.id,
    );
    const nearest = own.reduce(
      (top, phrasing) => (similarities[phrasing]! > similarities[top]! ? phrasing : top),
      own[0]!,
    );
    return !guide.steps.some((step) => step.asked.includes(this.trained.texts[nearest]!));
  }

  /** Whether the text is a phrasing, to the letter: then no word of it need be known elsewhere. */
  private saidSo(text: string): boolean {
    return this.trained.texts.includes(text.trim());
  }

  /** Small talk comes first or second: "that fixed it" of "That fixed it, thanks". */
  private isNearSmallTalk(sight: Sight): boolean {
    return sight.targets.slice(0, 2).some((target) => SMALL_TALK.test(this.trained.targets[target]!.id));
  }

  private first(sight: Sight): string {
    return this.trained.targets[sight.targets[0]!]?.id ?? '';
  }
}

function isMatter(part: string): boolean {
  return part.trim().split(/\s+/).length >= LEAST_MATTER;
}

function nothing(): Sight {
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
