import type { Answer, Procedure, Step } from '../knowledge/entry.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { say } from '../knowledge/say.js';

/** What is said for an entry: its text and the sentences of the page that it rests on. */
export interface EntryText {
  text: string;
  sources: string[];
}

export interface StepPlace {
  procedure: Procedure;
  step: Step;
  /** From 1. */
  number: number;
}

/** Looks entries, guides and steps up by id or title. */
export class Entries {
  private readonly answers: Map<string, Answer>;
  private readonly procedures: Map<string, Procedure>;
  private readonly byTitle: Map<string, string>;

  constructor(private readonly knowledge: Knowledge) {
    this.answers = new Map(knowledge.answers.map((answer) => [answer.id, answer]));
    this.procedures = new Map(knowledge.procedures.map((procedure) => [procedure.id, procedure]));
    this.byTitle = new Map(
      [...knowledge.answers, ...knowledge.procedures].map((entry) => [plainTitle(entry.title), entry.id]),
    );
  }

  answer(id: string): Answer | undefined {
    return this.answers.get(id);
  }

  procedure(id: string): Procedure | undefined {
    return this.procedures.get(id);
  }

  /** The guide of which this id stands for "a question about a step". */
  guideOfStepHelp(id: string): Procedure | undefined {
    return this.knowledge.procedures.find((procedure) => procedure.stepHelp.id === id && procedure.id !== id);
  }

  /** Whether an answer, a guide or a guide's step help goes by this id. */
  has(id: string): boolean {
    return this.answers.has(id) || this.procedures.has(id) || this.guideOfStepHelp(id) !== undefined;
  }

  title(id: string): string {
    return (
      this.answers.get(id)?.title ?? this.procedures.get(id)?.title ?? this.guideOfStepHelp(id)?.stepHelp.title ?? id
    );
  }

  /** The entry whose title this is, capitals and closing marks aside: what a suggested answer sends. */
  titled(text: string): string | undefined {
    return this.byTitle.get(plainTitle(text));
  }

  step(at: { procedure: string; step: string } | null): StepPlace | undefined {
    const procedure = at ? this.procedures.get(at.procedure) : undefined;
    const index = procedure?.steps.findIndex((step) => step.id === at?.step) ?? -1;
    const step = procedure?.steps[index];
    return procedure && step ? { procedure, step, number: index + 1 } : undefined;
  }

  /** The whole answer: an answer's text, a guide with all its steps, or just the step that was asked about. */
  text(id: string, at: { procedure: string; step: string } | null): EntryText {
    const place = this.step(at);
    if (place) return this.aboutStep(place);
    const answer = this.answers.get(id);
    if (answer) return { text: answer.text, sources: answer.sources };
    const guide = this.procedures.get(id) ?? this.guideOfStepHelp(id);
    if (!guide) throw new Error(`no entry "${id}" in the knowledge`);
    const steps = guide.steps.map((step, index) => `${index + 1}. **${step.title}.** ${step.text}`);
    return { text: [guide.text, ...steps].join('\n\n'), sources: guide.sources };
  }

  private aboutStep({ procedure, step, number }: StepPlace): EntryText {
    const head = say(this.knowledge.sayings, 'procedure.about', {
      number,
      total: procedure.steps.length,
      title: step.title,
    });
    return { text: `${head} ${step.text}`, sources: step.sources };
  }
}

const plainTitle = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
