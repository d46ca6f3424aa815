import type { Control, Sayings } from '../knowledge/sayings.js';
import type { Language } from '../languages/language.js';
import type { LearnedReader } from '../matching/reader/reader.js';
import type { Message } from './message.js';

/** Control words that are heard inside sentences as well, as clauses of their own. */
const inSentences = new Set<Control>(['cancel', 'startOver', 'back', 'person', 'pause', 'where']);
/** A clause longer than this is a story, not a control word. */
const LONGEST_CLAUSE = 14;
/** A learned control counts from here on: at this limit 95 of 100 left-out ones were right. */
const SURE = 0.93;

/** The control words of a knowledge, ready to be looked up. */
export class Controls {
  private readonly said = new Map<string, Set<Control>>();

  constructor(
    controls: Sayings['controls'],
    private readonly language: Language,
  ) {
    for (const [control, sayings] of Object.entries(controls) as [Control, string[]][]) {
      for (const saying of sayings) {
        const key = this.key(saying) || saying.trim();
        this.said.set(key, (this.said.get(key) ?? new Set()).add(control));
      }
    }
  }

  /** Whether the whole message is a way to say one of `wanted`; a "please" or "I want to" around it is passed over. */
  whole(text: string, wanted: readonly Control[]): Control | null {
    return this.among(this.key(text) || text.trim(), wanted);
  }

  /**
   * The control word that a message holds as a clause of its own, beside whatever else it says; else the one that the
   * learned reader is sure of where nothing else is told.
   */
  inside(message: Message, reader: LearnedReader | null, open: string): Control | null {
    const names = message.findings.length > 0;
    for (const clause of message.clauses) {
      if (clause.modality === 'supposed' || clause.modality === 'over' || clause.to - clause.from > LONGEST_CLAUSE)
        continue;
      const found = this.among(this.key(message.text.slice(clause.start, clause.end)), [...inSentences]);
      if (found && !(names && (found === 'back' || found === 'help'))) return found;
    }
    const whole = this.whole(message.text, ['help']);
    if (whole) return whole;
    const ofTrade = message.clauses.some(({ things }) => things.length > 0);
    if (!reader || names || ofTrade || message.length < 3 || message.length > 30) return null;
    const [best] = reader.read(message.text, open).control ?? [];
    const control = (best?.label === 'repeat' ? 'where' : best?.label) as Control;
    return best && best.p >= SURE && inSentences.has(control) ? control : null;
  }

  private among(clause: string, wanted: readonly Control[]): Control | null {
    for (const form of this.language.unwrapped(clause)) {
      const found = wanted.find((control) => this.said.get(form)?.has(control));
      if (found) return found;
    }
    return null;
  }

  private key(text: string): string {
    return this.language
      .plain(text)
      .replace(/[^\p{L}\p{N}']+/gu, ' ')
      .trim();
  }
}
