import type { Procedure } from '../knowledge/entry.js';
import { stepNamed } from '../languages/en/stepNumbers.js';
import type { Encoder } from './encoder/encoder.js';
import type { Match, MatchOptions } from './match.js';
import type { ScoredText } from './scoredText.js';
import { Scorer } from './scorer.js';
import { stepKey } from './targets.js';
import type { Trained } from './training.js';

/**
 * The step where the customer stands is preferred by this much of a score, chosen small beside scores near 1, so that
 * it settles ties only.
 */
const NEARER = 0.1;

/** Which step of a guide a question is about. */
export class GuideSteps {
  private readonly scorer: Scorer;
  private readonly ids: string[];

  /**
   * @param entries what was trained on the entries, the guides among them
   * @param steps what was trained on the guides' steps
   */
  constructor(
    private readonly entries: Trained,
    private readonly guides: Procedure[],
    steps: Trained,
    encoder: Encoder,
  ) {
    this.scorer = new Scorer(steps, encoder);
    this.ids = steps.targets.map(({ id }) => id);
  }

  /** Does an entry stand for questions about the steps of the guide in which the customer stands? */
  isHelpFor(entry: string | null, { at }: MatchOptions): boolean {
    return this.guides.find(({ id }) => id === at?.procedure)?.stepHelp.id === entry;
  }

  /** The step that the question is about: named by its number, else the one whose questions it is most like. */
  stepOf(entry: string, { text, similarities }: ScoredText, { at }: MatchOptions): Match['step'] {
    const guides = this.guides.filter((guide) => guide.stepHelp.id === entry || guide.id === entry);
    const guide = guides.find(({ id }) => id === at?.procedure) ?? guides[0];
    if (!guide || guide.stepHelp.id !== entry) return null;
    const named = stepNamed(text);
    const numbered = named === null ? undefined : guide.steps[named - 1];
    if (numbered) return { procedure: guide.id, step: numbered.id };
    if (guide.id === entry && this.isAboutWhole(guide, similarities)) return null;
    const { scores } = this.scorer.score(text);
    const likely = (step: Procedure['steps'][number]) => {
      const own = scores[this.ids.indexOf(stepKey(guide.id, step.id))] ?? 0;
      return own + (guide.id === at?.procedure && step.id === at.step ? NEARER : 0);
    };
    const [step] = [...guide.steps].sort((a, b) => likely(b) - likely(a));
    return step ? { procedure: guide.id, step: step.id } : null;
  }

  /** Where one entry stands for a guide and for its steps: is the nearest phrasing the guide's own? */
  private isAboutWhole(guide: Procedure, similarities: Float32Array): boolean {
    const { targets, targetOf, texts } = this.entries;
    const own = [...similarities.keys()].filter((phrasing) => targets[targetOf[phrasing]!]!.id === guide.id);
    const nearest = own.reduce(
      (top, phrasing) => (similarities[phrasing]! > similarities[top]! ? phrasing : top),
      own[0]!,
    );
    return !guide.steps.some((step) => step.asked.includes(texts[nearest]!));
  }
}
