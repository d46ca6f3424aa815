import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.js';
import type { SharedLimits } from './sharedLimits.js';

/** How often something may be done: points in so many seconds. */
const limits = {
  /** Anything at all, of one address. */
  address: { points: 1200, duration: 60 },
  /** Anything at all, of one address that speaks for many: Teams' Connector calls from a few. */
  connector: { points: 30_000, duration: 60 },
  /** New tokens, of one address: an office behind one address has many customers, a flood has more. */
  generate: { points: 60, duration: 60 },
  /** Anything with one token's conversation. */
  conversation: { points: 480, duration: 60 },
  /** Messages in one conversation. */
  send: { points: 30, duration: 15 },
  /** Bytes of messages in one conversation: a long one takes as much time to read as many short ones. */
  length: { points: 128_000, duration: 60 },
  /** Bytes of files in one conversation: they are looked through, and not kept. */
  files: { points: 2_000_000, duration: 60 },
  /** Bytes of messages that are kept in a day, of one conversation and of all that one address speaks in. */
  dayOfConversation: { points: 2_000_000, duration: 86_400 },
  dayOfAddress: { points: 20_000_000, duration: 86_400 },
  /** Streams opened for one conversation. */
  stream: { points: 30, duration: 60 },
  /** Sign-ins to the desk, of one address. */
  signIn: { points: 5, duration: 60 },
  /** Sign-ins to the desk, of one agent. */
  signInOfAgent: { points: 10, duration: 900 },
  /** Tokens of machines that nobody knows, of one address. */
  unknownToken: { points: 20, duration: 60 },
} as const;

export type Limited = keyof typeof limits;

/**
 * The rate limits. This replica's memory is asked alone, so that no request waits for a count; what other replicas
 * counted comes into it by {@link SharedLimits}.
 */
export class RateLimits {
  private readonly limiters: Record<Limited, RateLimiterMemory>;

  /** @param factor multiplies all of them @param shared brings them together with other replicas', if there may be any */
  constructor(
    factor: number,
    private readonly shared: SharedLimits | null = null,
  ) {
    const limiter = (name: Limited) => {
      const { points, duration } = limits[name];
      return new RateLimiterMemory({ keyPrefix: name, points: Math.max(1, Math.round(points * factor)), duration });
    };
    this.limiters = Object.fromEntries(
      (Object.keys(limits) as Limited[]).map((name) => [name, limiter(name)]),
    ) as Record<Limited, RateLimiterMemory>;
  }

  /** Counts one more, or as many as it weighs. @throws {Refusal} 429 with the seconds to wait */
  async count(name: Limited, key: string, weight = 1): Promise<void> {
    const limiter = this.limiters[name];
    try {
      const counted = await limiter.consume(key, weight);
      this.shared?.note(limiter, key, weight, counted);
    } catch (fault) {
      if (!(fault instanceof RateLimiterRes)) throw fault;
      throw new Refusal(
        429,
        'TooManyRequests',
        'Too many requests. Wait, then try again.',
        Math.ceil(fault.msBeforeNext / 1000) || 1,
      );
    }
  }
}
