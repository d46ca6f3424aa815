/**
 * Why a request is refused, at whichever door, in words for whoever wrote the client; nothing of ours is in them.
 *
 * @example
 * throw new Refusal(429, 'TooManyRequests', 'Too many requests. Wait, then try again.', 5)
 */
export class Refusal extends Error {
  /** @param status HTTP's, for doors that have one @param retryAfter seconds after which it may work */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** What was sent can't be taken so. @param message which field is wrong, and how */
export const badArgument = (message: string) => new Refusal(400, 'BadArgument', message);
