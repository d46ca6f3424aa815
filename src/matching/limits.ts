/** How sure the matcher must be, found from the phrasings themselves with each left out in turn. */
export interface Limits {
  /** From here on a question is answered. */
  answer: number;
  /** From here on "did you mean" is asked; below, "I don't know". */
  ask: number;
  /** confidence = 1 / (1 + exp(-(offset + slope * sureness))) */
  offset: number;
  slope: number;
}

/** What may go wrong when a left-out phrasing stands in for a question nobody has seen. */
export interface Tolerance {
  /** Share of answered phrasings that may be answered wrongly. */
  wrong: number;
  /** Share of phrasings whose own entry is gone (and of outside phrasings) that may be answered at all. */
  strangers: number;
  /** Share of phrasings with the right entry among the first three that may fall below "did you mean". */
  missed: number;
}

/** One left-out phrasing. */
export interface Trial {
  sureness: number;
  kind: 'phrasing' | 'outside' | 'stranger';
  /** The first target is the right one. */
  right: boolean;
  /** The first target is an entry, not an outside topic: it could be answered. */
  answerable: boolean;
  /** The right entry is among the first three. */
  near: boolean;
}

/**
 * How much a lead counts. More tells this FAQ's close relatives apart better (at 5 % wrong among the left-out phrasings
 * that are answered, 65 % are answered rightly with 0, 69 % with 0.25, 71 % with 1), but strangers worse: CLINC150's
 * AUROC falls from 95.0 % with 0.25 to 94.3 % with 1.
 */
const LEAD = 0.25;
/**
 * A stranger counts less than a phrasing when confidence is fitted: there is one for each phrasing, and customers are
 * seldom strangers. Chosen, then looked at: of left-out phrasings given 80 % and more 98.6 % are right, of those given
 * 40 to 60 % 82 %; confidence is rather too low than too high.
 */
const STRANGER_WEIGHT = 0.3;
/**
 * Holds offset and slope near zero, so that trials that part cleanly give no endless slope. Chosen to be nothing beside
 * hundreds of trials.
 */
const PRIOR = 1e-3;
/** Newton's method doubles the right digits each step; a fit on this FAQ stands still long before. */
const STEPS = 25;

/** The one number that everything is decided on: the top score and a quarter of its lead over the next. */
export function sureness(top: number, next: number): number {
  return top + LEAD * (top - next);
}

/** The limits that keep to the tolerance on these trials. */
export function limitsFrom(trials: Trial[], tolerance: Tolerance): Limits {
  const { offset, slope } = fitConfidence(trials);
  const answerable = trials.filter((trial) => trial.answerable);
  const strangers = trials.filter((trial) => trial.kind === 'stranger');
  const strange = quantile(
    strangers.map((trial) => (trial.answerable ? trial.sureness : Number.NEGATIVE_INFINITY)),
    1 - tolerance.strangers,
  );
  const answer = limitOfPrecision(
    answerable.filter((trial) => trial.kind !== 'stranger'),
    tolerance.wrong,
    strange,
  );
  const ask = quantile(
    trials.filter((trial) => trial.near).map((trial) => trial.sureness),
    tolerance.missed,
  );
  return { answer, ask: Math.min(answer, ask), offset, slope };
}

/** The confidence (0 to 1) that the sureness stands for. */
export function confidenceOf({ offset, slope }: Limits, sure: number): number {
  return 1 / (1 + Math.exp(-(offset + slope * sure)));
}

/** The lowest sureness, not below `least`, from which on at most that share is wrong. */
function limitOfPrecision(trials: Trial[], wrong: number, least: number): number {
  const above = trials.filter(({ sureness: sure }) => sure >= least).sort((a, b) => b.sureness - a.sureness);
  let limit = Number.POSITIVE_INFINITY;
  let bad = 0;
  above.forEach(({ right, sureness: sure }, index) => {
    if (!right) bad += 1;
    // Those who are equally sure are answered together.
    if (bad <= wrong * (index + 1) && above[index + 1]?.sureness !== sure) limit = sure;
  });
  return bad <= wrong * above.length && Number.isFinite(least) ? least : limit;
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.max(0, Math.min(sorted.length - 1, Math.floor(share * sorted.length)))] ?? Number.NEGATIVE_INFINITY
  );
}

/** Logistic regression on the sureness alone, by Newton's steps; one that overshoots is halved. */
function fitConfidence(trials: Trial[]): { offset: number; slope: number } {
  const points = trials.map(({ sureness: sure, kind, right, answerable }) => ({
    sure,
    weight: kind === 'stranger' ? STRANGER_WEIGHT : 1,
    truth: right && answerable ? 1 : 0,
  }));
  const loss = (offset: number, slope: number) =>
    points.reduce(
      (sum, { sure, weight, truth }) => {
        const log = offset + slope * sure;
        return sum + weight * (Math.max(log, 0) + Math.log1p(Math.exp(-Math.abs(log))) - truth * log);
      },
      (PRIOR / 2) * (offset * offset + slope * slope),
    );
  // Any start does; sureness is near 0.5 where a decision is hard, so a slope of 5 is near the end.
  let [offset, slope] = [0, 5];
  let best = loss(offset, slope);
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [-offset * PRIOR, -slope * PRIOR, PRIOR, 0, PRIOR];
    for (const { sure, weight, truth } of points) {
      const expected = 1 / (1 + Math.exp(-(offset + slope * sure)));
      const miss = weight * (truth - expected);
      const curve = weight * expected * (1 - expected);
      g0 += miss;
      g1 += miss * sure;
      h00 += curve;
      h01 += curve * sure;
      h11 += curve * sure * sure;
    }
    const determinant = h00 * h11 - h01 * h01;
    let [moveOffset, moveSlope] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    while (loss(offset + moveOffset, slope + moveSlope) > best && Math.abs(moveOffset) + Math.abs(moveSlope) > 1e-9) {
      moveOffset /= 2;
      moveSlope /= 2;
    }
    offset += moveOffset;
    slope += moveSlope;
    best = loss(offset, slope);
  }
  return { offset, slope };
}
