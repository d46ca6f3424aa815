import type { Knowledge } from '../knowledge/knowledge.js';

/** Something a text can be found to mean. */
export interface Target {
  id: string;
  phrasings: string[];
  /** A subject that the knowledge does not answer: it competes, and is never the answer. */
  outside?: boolean;
}

/**
 * All that the knowledge can be asked for, and what it is known not to answer. Of a phrasing that stands twice the
 * first place counts.
 */
export function targetsOf(knowledge: Knowledge): Target[] {
  const targets = new Map<string, Target>();
  const add = (id: string, phrasings: string[], outside = false) => {
    const known = targets.get(id) ?? { id, phrasings: [], ...(outside ? { outside } : {}) };
    targets.set(id, { ...known, phrasings: [...known.phrasings, ...phrasings] });
  };
  for (const answer of knowledge.answers) add(answer.id, [answer.title, ...answer.phrasings]);
  for (const guide of knowledge.procedures) add(guide.id, [guide.title, ...guide.phrasings]);
  for (const guide of knowledge.procedures)
    add(
      guide.stepHelp.id,
      guide.steps.flatMap((step) => step.asked),
    );
  for (const topic of knowledge.outside) add(topic.id, topic.phrasings, true);
  const seen = new Set<string>();
  const isNew = (phrasing: string) => {
    const key = phrasing
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    return key !== '' && !seen.has(key) && seen.add(key) !== undefined;
  };
  return [...targets.values()].map((target) => ({ ...target, phrasings: target.phrasings.filter(isNew) }));
}

/** The steps of all guides as targets of their own, by {@link stepKey}: which one a question about a step is about. */
export function stepTargetsOf(knowledge: Pick<Knowledge, 'procedures'>): Target[] {
  return knowledge.procedures.flatMap((guide) =>
    guide.steps.map((step) => ({
      id: stepKey(guide.id, step.id),
      phrasings: [step.title, step.text.replace(/[*_`]/g, ''), ...step.asked],
    })),
  );
}

/** What a step is called among the targets. */
export function stepKey(procedure: string, step: string): string {
  return `${procedure}/${step}`;
}
