import { Refusal } from '../refusal.js';
import type { Database } from '../storage/database.js';
import { keepAct, keepRefusal } from '../storage/deskActs.js';
import type { DeskAnswer } from './route.js';
import { hashOf } from './secrets.js';

/** What is asked for, by whom, under which key of theirs. */
export interface Asked {
  agent: string;
  /** The `Idempotency-Key`. */
  key: string;
  /** The route, and what stands in its address and in its body. */
  what: unknown;
}

const reused = () =>
  new Refusal(
    422,
    'KeyReused',
    'This Idempotency-Key stands for something else that you asked for before. Send a new key for each thing done.',
  );

/**
 * The keys of what agents and programs ask for: a key stands for one thing. What was refused under it is refused again
 * in the same words; what was done is known to its conversation's inbox, which lets it have its effect once.
 */
export class ActKeys {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Answers what is asked for, or as it was refused before. @throws {Refusal} 422 where the key stands for another */
  async once({ agent, key, what }: Asked, answer: () => Promise<DeskAnswer>): Promise<DeskAnswer> {
    const [own, asked] = [hashOf(JSON.stringify([agent, key])), hashOf(JSON.stringify(what))];
    const kept = await keepAct(this.database, own, asked, this.now().getTime());
    if (kept.asked !== asked) throw reused();
    if (kept.refusal !== null) return JSON.parse(kept.refusal) as DeskAnswer;
    const given = await answer();
    if (given.status >= 400) await keepRefusal(this.database, own, JSON.stringify(given));
    return given;
  }
}
