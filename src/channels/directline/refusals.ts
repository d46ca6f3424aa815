import { Refusal } from '../../refusal.js';

/** An expired, foreign or unknown thing: all of them get the same answer, so that nobody learns which ids exist. */
export const forbidden = () => new Refusal(403, 'Forbidden', 'The token has expired or is for another conversation.');

/** Neither a token nor anything like it. Expiry is never answered so: clients give up for good. */
export const unauthorized = () =>
  new Refusal(401, 'Unauthorized', 'Send a token: Authorization: Bearer <token from tokens/generate>.');

export const ended = () =>
  new Refusal(404, 'ConversationEnded', 'This conversation has ended. Start a new one with tokens/generate.');
