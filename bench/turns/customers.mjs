// Customers as the service sees them: requests one after another, each made of what the last was answered with. One in four comes back to
// a conversation that is stored; the others begin one.
import { createHmac, hkdfSync, randomUUID } from 'node:crypto';

const BASE = '/v3/directline';
const RETURNING = 0.25;
const SEEN_AGAIN = 4;
const AGAIN_MS = 500;

/**
 * A customer of the service, as a generator of requests; `turn` marks those in which a message is taken in, `isNew` the new questions.
 * @param talk its lines @param stored conversations of the database that may be gone on with
 */
export function* customer({ talk, stored, next, key }) {
  const returning = stored.length > 0 && next() < RETURNING ? stored[Math.floor(next() * stored.length)] : undefined;
  const resume = returning ? resumeToken(returning, key) : undefined;
  const { conversationId, token } = yield {
    method: 'POST',
    path: `${BASE}/tokens/generate`,
    body: resume ? { resume } : {},
  };
  // The greeting is a turn as any other, where the conversation is new.
  yield { method: 'POST', path: `${BASE}/conversations`, token, body: {}, turn: !returning };
  const activities = `${BASE}/conversations/${conversationId}/activities`;
  // As many activities as any of the stored conversations has, so that one database has no more to read than another.
  if (returning)
    yield { method: 'GET', path: `${activities}?watermark=${Math.max(0, returning.last - SEEN_AGAIN)}`, token };
  for (const { text, isNew } of talk)
    yield { method: 'POST', path: activities, token, body: message(text), turn: true, isNew };
}

/** A customer of the floor: the same texts, in the same activities, to a bot that says them back. @param path the floor's door */
export function* echoed({ talk, path }) {
  const conversation = { id: randomUUID() };
  const envelope = {
    conversation,
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1',
    recipient: { id: 'bot', role: 'bot' },
    deliveryMode: 'expectReplies',
  };
  for (const { text, isNew } of talk)
    yield { method: 'POST', path, body: { ...message(text), ...envelope, id: randomUUID() }, turn: true, isNew };
}

const message = (text) => ({
  ...{ type: 'message', text, from: { id: 'customer', role: 'user' }, locale: 'en-GB', textFormat: 'plain' },
  channelData: { clientActivityID: randomUUID() },
});

/** The service signs for each purpose with a key of its own, made from the one that it was given. */
const keyFor = (key) => new Uint8Array(hkdfSync('sha256', key, 'certdesk', 'tokens: resume', 32));

/** What the page keeps between visits. */
function resumeToken({ conversationId, userId }, key) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    user: userId,
    conv: conversationId,
    iss: 'certdesk',
    aud: 'resume',
    jti: randomUUID(),
    iat: now,
    exp: now + 3600,
  };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', keyFor(key)).update(signed).digest('base64url')}`;
}

/** Sends a request as the page does: where the service has too much to do it is sent again, under the same id, while the customer's clock runs on. */
export async function asked(line, request) {
  for (;;) {
    const answer = await line.ask(request);
    if (answer.status !== 503) return answer;
    await new Promise((later) => setTimeout(later, AGAIN_MS));
  }
}

/** Answers a customer's request. @returns the next request, or undefined where the conversation is over @throws when the answer isn't 2xx */
export function goOn(requests, answer) {
  if (answer && (answer.status < 200 || answer.status > 299))
    throw new Error(`the service answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  const { value, done } = requests.next(answer ? JSON.parse(answer.body) : undefined);
  return done ? undefined : value;
}
