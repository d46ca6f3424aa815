import { z } from 'zod';

/** Clients send a sign every three seconds; more of one conversation tell nothing new. */
const BETWEEN_MS = 1000;
/** Conversations that are remembered; those in which nobody has typed for long go first. */
const MOST = 10_000;

const sign = z.object({ type: z.literal('typing') });

/** Whether a client sends nothing but that somebody types: no message, and none of its costs. */
export const isTypingSign = (json: unknown): boolean => sign.safeParse(json).success;

/**
 * Passes on that a customer types, to the agent who answers them. Nothing of it is kept, and it is no turn.
 *
 * @example
 * await typing.heard('directline/c', async () => true)
 */
export class CustomerTyping {
  private readonly last = new Map<string, number>();

  /** @param tell is given the key of a conversation in which the customer types */
  constructor(private readonly tell: (conversation: string) => void) {}

  /** @param owned looks whether an agent answers there: only asked where the sign would be passed on */
  async heard(conversation: string, owned: () => Promise<boolean>): Promise<void> {
    const now = performance.now();
    if (now - (this.last.get(conversation) ?? Number.NEGATIVE_INFINITY) < BETWEEN_MS) return;
    this.last.delete(conversation);
    this.last.set(conversation, now);
    const [oldest] = this.last.keys();
    if (this.last.size > MOST && oldest !== undefined) this.last.delete(oldest);
    if (await owned()) this.tell(conversation);
  }
}
